import { isUtf8 } from 'node:buffer'
import { createReadStream } from 'node:fs'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { BrokenFile } from './fileRow.ts'

/** Encodings a file may be said to have; without one, a line that is no UTF-8 is read as Windows-1252. */
export const ENCODINGS = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const
/** How a file's bytes stand for characters. */
export type Encoding = (typeof ENCODINGS)[number]

const PIECE = 256 * 1024
const NEWLINE = 10

/** Reads a file as text, piece by piece: gzip is told by its first bytes, the encoding by its mark or its bytes. */
export async function* readText(path: string, encoding?: Encoding): AsyncGenerator<string> {
  let isFirst = true
  const decode = decoder(encoding)
  for await (const bytes of readBytes(path)) {
    let text = decode(bytes)
    if (isFirst && text !== '') {
      isFirst = false
      if (text.charCodeAt(0) === 0xfeff) text = text.slice(1)
    }
    if (text !== '') yield text
  }
  const rest = decode(null)
  if (rest !== '') yield isFirst ? rest.replace(/^\ufeff/, '') : rest
}

async function* readBytes(path: string): AsyncGenerator<Buffer> {
  const pieces: AsyncIterator<Buffer> = createReadStream(path, { highWaterMark: PIECE })[Symbol.asyncIterator]()
  const first = await pieces.next()
  if (first.done) return
  const whole = chain(first.value, pieces)
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield* whole
    return
  }
  // The callback is where pipeline reports; the same error reaches the reader through the stream itself.
  const gunzip = pipeline(Readable.from(whole), createGunzip({ chunkSize: PIECE }), () => {})
  try {
    for await (const piece of gunzip) yield piece as Buffer
  } catch (error) {
    if (String((error as NodeJS.ErrnoException).code).startsWith('Z_')) {
      throw new BrokenFile(`the gzip data is damaged or cut short (${(error as Error).message})`)
    }
    throw error
  }
}

async function* chain(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

type Decode = (bytes: Buffer | null) => string

function decoder(encoding?: Encoding): Decode {
  let decode = encoding && decoderOf(encoding)
  return (bytes) => {
    decode ??= bytes === null ? mixedDecoder() : decoderByMark(bytes)
    return decode(bytes)
  }
}

function decoderByMark(first: Buffer): Decode {
  if (first[0] === 0xff && first[1] === 0xfe) return decoderOf('utf-16le')
  if (first[0] === 0xfe && first[1] === 0xff) return decoderOf('utf-16be')
  return mixedDecoder()
}

function decoderOf(encoding: Encoding): Decode {
  if (encoding === 'windows-1252') return (bytes) => (bytes === null ? '' : readWestern(bytes))
  const decode = new TextDecoder(encoding, { ignoreBOM: true })
  return (bytes) => (bytes === null ? decode.decode() : decode.decode(bytes, { stream: true }))
}

/** UTF-8, and Windows-1252 for each line that is not: exports joined from several systems are read right as well. */
function mixedDecoder(): Decode {
  const decodeLine = (line: Buffer): string => (isUtf8(line) ? line.toString('utf8') : readWestern(line))
  let carried: Buffer | null = null
  return (bytes) => {
    if (bytes === null) return carried ? decodeLine(carried) : ''
    let piece = carried ? Buffer.concat([carried, bytes]) : bytes
    const end = piece.length - unfinished(piece)
    carried = end < piece.length ? Buffer.from(piece.subarray(end)) : null
    piece = piece.subarray(0, end)
    if (isUtf8(piece)) return piece.toString('utf8')
    let text = ''
    for (let start = 0; start < piece.length;) {
      const newline = piece.indexOf(NEWLINE, start)
      const next = newline < 0 ? piece.length : newline + 1
      text += decodeLine(piece.subarray(start, next))
      start = next
    }
    return text
  }
}

/** What Windows-1252 has at 0x80–0x9F, where Latin-1 has control characters; the five unused places stay those. */
const WESTERN = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Windows-1252 by hand: some versions of Node read it as Latin-1 and lose the euro sign. */
function readWestern(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\u0080-\u009f]/g, (mark) => WESTERN[mark.charCodeAt(0) - 0x80]!)
}

/** How many bytes at the end begin a UTF-8 character that the next piece may finish. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return length > back ? back : 0
    }
  }
  return 0
}
