import { crc32, deflateSync } from 'node:zlib'
import { generate } from 'lean-qr'

/** Modules of white that a reader needs around a code. */
const QUIET = 4

function dark(address: string): { size: number; isDark: (x: number, y: number) => boolean } {
  const code = generate(address)
  return { size: code.size + 2 * QUIET, isDark: (x, y) => code.get(x - QUIET, y - QUIET) }
}

/** An address as a QR code, to be scaled freely. */
export function qrSvg(address: string): string {
  const { size, isDark } = dark(address)
  const places = Array.from({ length: size * size }, (_, place) => [place % size, Math.floor(place / size)] as const)
  const path = places.filter(([x, y]) => isDark(x, y)).map(([x, y]) => `M${x} ${y}h1v1h-1z`)
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path.join('')}"/></svg>`
}

/** An address as a QR code in a PNG, each module so many pixels wide. */
export function qrPng(address: string, scale = 12): Buffer {
  const { size, isDark } = dark(address)
  const width = size * scale
  const stride = Math.ceil(width / 8)
  const rows = Array.from({ length: width }, (_, line) => {
    const row = Buffer.alloc(stride + 1)
    for (let x = 0; x < width; x++) {
      const isWhite = !isDark(Math.floor(x / scale), Math.floor(line / scale))
      if (isWhite) row[1 + (x >> 3)]! |= 0x80 >> (x & 7)
    }
    return row
  })
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(width, 4)
  // One bit a pixel, grey.
  head[8] = 1
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.length)
  sum.writeUInt32BE(crc32(body) >>> 0)
  return Buffer.concat([length, body, sum])
}
