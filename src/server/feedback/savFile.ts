import type { ResponseCell, ResponseColumn } from '../../domain/feedback/responseTable.ts'

/** Longest text of a cell in bytes as UTF-8; what follows is left out. */
export const LONGEST_CELL = 32_767
/** A text of a column of its own in the file has at most 255 bytes; a longer one is spread over several, 252 each but the last. */
const SEGMENT = 252
const LONG_SEGMENT = 255
/** What stands for no number. */
const MISSING = -Number.MAX_VALUE
/** SPSS counts seconds from the beginning of the Gregorian calendar. */
const EPOCH_SECONDS = 12_219_379_200
const [FORMAT_TEXT, FORMAT_NUMBER, FORMAT_MOMENT] = [1, 5, 22]

/** A column, and with texts the longest of them in bytes as UTF-8. */
export interface SavColumn extends ResponseColumn {
  bytes: number
}

interface Segment {
  short: string
  /** Bytes of text; 0 = a number. */
  width: number
}

/**
 * A system file of SPSS (.sav), little-endian, uncompressed, in UTF-8: its head, and each row. Names of columns are as they are given;
 * `madeAt` in ms since 1970 UTC.
 */
export function savFile(
  columns: readonly SavColumn[],
  madeAt: number,
): { head: Buffer; rowOf: (cells: readonly ResponseCell[]) => Buffer } {
  const spread = columns.map((column, index) => segmentsOf(column, index))
  const places = spread.map((segments) => segments.reduce((sum, segment) => sum + elements(segment), 0))
  const starts = places.map((_, index) => places.slice(0, index).reduce((sum, place) => sum + place, 1))
  const head = [
    fileHeader(
      places.reduce((sum, place) => sum + place, 0),
      madeAt,
    ),
  ]
  columns.forEach((column, index) => {
    spread[index]!.forEach((segment, part) => head.push(...variable(column, segment, part === 0)))
  })
  columns.forEach(({ codes, kind }, index) => {
    if (kind === 'number' && codes.length > 0) head.push(...valueLabels(codes, starts[index]!))
  })
  const names = columns.map(({ name }, index) => `${spread[index]![0]!.short}=${name}`).join('\t')
  const long = columns
    .map(({ kind, bytes }, index) =>
      kind === 'text' && bytes > LONG_SEGMENT ? `${spread[index]![0]!.short}=${String(bytes).padStart(5, '0')}\0\t` : '',
    )
    .join('')
  head.push(
    extension(3, 4, ints(1, 0, 0, -1, 1, 1, 2, 65_001)),
    extension(4, 8, doubles(MISSING, Number.MAX_VALUE, -1.797_693_134_862_315_5e308)),
    extension(13, 1, Buffer.from(names)),
    ...(long === '' ? [] : [extension(14, 1, Buffer.from(long))]),
    extension(20, 1, Buffer.from('UTF-8')),
    ints(999, 0),
  )
  return {
    head: Buffer.concat(head),
    rowOf: (cells) => Buffer.concat(columns.map((column, index) => cellOf(column, spread[index]!, cells[index] ?? null))),
  }
}

function segmentsOf({ kind, bytes }: SavColumn, index: number): Segment[] {
  const short = (part: number) => `V${(index * 200 + part).toString(36).toUpperCase().padStart(6, '0')}`
  if (kind !== 'text') return [{ short: short(0), width: 0 }]
  if (bytes <= LONG_SEGMENT) return [{ short: short(0), width: Math.max(1, bytes) }]
  const count = Math.ceil(bytes / SEGMENT)
  return Array.from({ length: count }, (_, part) => ({
    short: short(part),
    width: part < count - 1 ? LONG_SEGMENT : bytes - (count - 1) * SEGMENT,
  }))
}

/** Eight bytes each. */
const elements = ({ width }: Segment) => Math.max(1, Math.ceil(width / 8))

function fileHeader(size: number, madeAt: number): Buffer {
  const [day, month, year] = new Date(madeAt).toUTCString().slice(5, 16).split(' ') as [string, string, string]
  const time = new Date(madeAt).toISOString().slice(11, 19)
  return Buffer.concat([
    padded('$FL2', 4),
    padded('@(#) SPSS DATA FILE Polku', 60),
    ints(2, size, 0, 0, -1),
    doubles(100),
    padded(`${day} ${month} ${year.slice(2)}`, 9),
    padded(time, 8),
    padded('', 64),
    Buffer.alloc(3),
  ])
}

function variable({ kind, label }: SavColumn, segment: Segment, isFirst: boolean): Buffer[] {
  const [type, width, decimals] =
    kind === 'text' ? [FORMAT_TEXT, segment.width, 0] : kind === 'moment' ? [FORMAT_MOMENT, 20, 0] : [FORMAT_NUMBER, 8, 0]
  const format = (type << 16) | (width << 8) | decimals
  const named = isFirst ? cut(label, 252) : Buffer.alloc(0)
  const labelled = named.length === 0 ? [] : [ints(named.length), named, Buffer.alloc((4 - (named.length % 4)) % 4)]
  const record = [ints(2, segment.width, named.length === 0 ? 0 : 1, 0, format, format), padded(segment.short, 8), ...labelled]
  const continued = Array.from({ length: elements(segment) - 1 }, () => [ints(2, -1, 0, 0, 0, 0), padded('', 8)]).flat()
  return [...record, ...continued]
}

function valueLabels(codes: SavColumn['codes'], place: number): Buffer[] {
  const labels = codes.flatMap(({ value, label }) => {
    const text = cut(label, 120)
    return [doubles(value), Buffer.from([text.length]), text, Buffer.alloc((8 - ((text.length + 1) % 8)) % 8, ' ')]
  })
  return [ints(3, codes.length), ...labels, ints(4, 1, place)]
}

function extension(subtype: number, size: number, content: Buffer): Buffer {
  return Buffer.concat([ints(7, subtype, size, content.length / size), content])
}

function cellOf({ kind }: SavColumn, segments: readonly Segment[], cell: ResponseCell): Buffer {
  if (kind === 'text') {
    const room = segments.map((segment) => elements(segment) * 8)
    const text = cut(typeof cell === 'string' ? cell : '', LONGEST_CELL)
    // Texts are packed 255 bytes to a segment, whose room is 256.
    return Buffer.concat(
      segments.map(({ width }, index) => padded(text.subarray(index * LONG_SEGMENT, index * LONG_SEGMENT + width), room[index]!)),
    )
  }
  if (typeof cell !== 'number') return doubles(MISSING)
  return doubles(kind === 'moment' ? Math.floor(cell / 1000) + EPOCH_SECONDS : cell)
}

/** A text as UTF-8 of so many bytes at most, never ending within a character. */
function cut(text: string, most: number): Buffer {
  const bytes = Buffer.from(text)
  if (bytes.length <= most) return bytes
  let end = most
  while ((bytes[end]! & 0xc0) === 0x80) end--
  return bytes.subarray(0, end)
}

function padded(text: string | Buffer, length: number): Buffer {
  const filled = Buffer.alloc(length, ' ')
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  bytes.copy(filled, 0, 0, Math.min(bytes.length, length))
  return filled
}

function ints(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4)
  values.forEach((value, index) => bytes.writeInt32LE(value, index * 4))
  return bytes
}

function doubles(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 8)
  values.forEach((value, index) => bytes.writeDoubleLE(value, index * 8))
  return bytes
}
