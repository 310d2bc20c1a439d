const START = 0x811c9dc5
const PRIME = 0x01000193

/** FNV-1a over the letters of a text, going on from `from`: 32 bits, signed. */
export function hashText(text: string, from: number = START): number {
  let hash = from
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME)
  return hash
}

/** FNV-1a going on by one letter. */
export function hashLetter(hash: number, code: number): number {
  return Math.imul(hash ^ code, PRIME)
}

/** Spreads a hash over its bits, so that any of them may be taken. */
export function spread(hash: number): number {
  let mixed = hash ^ (hash >>> 15)
  mixed = Math.imul(mixed, 0x2c1b3c6d)
  mixed ^= mixed >>> 12
  mixed = Math.imul(mixed, 0x297a2d39)
  return (mixed ^ (mixed >>> 15)) >>> 0
}
