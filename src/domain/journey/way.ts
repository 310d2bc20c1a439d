/** A digest of the touchpoints of a path in their order: 128 bits as four whole numbers of 32. */
export type Way = readonly [number, number, number, number]

/** The way of a path without encounters. */
export const NO_WAY: Way = [0x243f6a88, 0x85a308d3 | 0, 0x13198a2e, 0x03707344]

/** No text holds it, so that no touchpoint goes on where another ended. */
const END = 0x10000

/** The way with one touchpoint more; ways that differ have the same digest once in 10³⁸ pairs. */
export function extendWay([first, second, third, fourth]: Way, touchpoint: string): Way {
  let [a, b, c, d] = [first, second, third, fourth]
  for (let index = 0; index <= touchpoint.length; index++) {
    const code = index === touchpoint.length ? END : touchpoint.charCodeAt(index)
    a = Math.imul(((a << 5) | (a >>> 27)) ^ code ^ d, 0x9e3779b1)
    b = Math.imul(((b << 13) | (b >>> 19)) ^ a ^ (a >>> 16), 0x85ebca6b)
    c = Math.imul(((c << 17) | (c >>> 15)) ^ b ^ (b >>> 15), 0xc2b2ae35)
    d = Math.imul(((d << 9) | (d >>> 23)) ^ c ^ (c >>> 13), 0x27d4eb2f)
  }
  return [a, b, c, d]
}

/** The way as 32 hexadecimal digits. */
export function wayText(way: Way): string {
  return way.map((part) => (part >>> 0).toString(16).padStart(8, '0')).join('')
}
