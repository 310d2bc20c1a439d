/** A column of a printed table: its heading and the side its cells lean to. */
export interface Column {
  heading: string
  lean: 'left' | 'right'
}

/** Lays rows out under their headings, each column as wide as its widest cell; lines are indented by two. */
export function layTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const widths = columns.map(({ heading }, index) => Math.max(heading.length, ...rows.map((row) => row[index]!.length)))
  const line = (cells: readonly string[]) =>
    `  ${cells.map((cell, index) => (columns[index]!.lean === 'left' ? cell.padEnd(widths[index]!) : cell.padStart(widths[index]!))).join('  ')}`.trimEnd()
  return [line(columns.map(({ heading }) => heading)), ...rows.map(line)]
}

/** A whole number with commas between thousands. */
export function count(value: number): string {
  return value.toLocaleString('en-GB')
}

/** A number of things, in words: `1 path`, `2,246 paths`. */
export function several(value: number, thing: string): string {
  return `${count(value)} ${value === 1 ? thing : `${thing}s`}`
}

/** A share of a whole in per cent; empty when there is no whole. */
export function share(part: number, whole: number): string {
  return whole === 0 ? '' : `${((part / whole) * 100).toFixed(1)} %`
}

const UNITS: readonly [seconds: number, unit: string][] = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
]

/** A length of time in seconds as people say it: its two largest units. */
export function lasting(seconds: number | null): string {
  if (seconds === null) return '–'
  if (seconds < 1) return seconds === 0 ? '0 s' : `${seconds.toFixed(1)} s`
  let left = Math.round(seconds)
  const parts: string[] = []
  for (const [length, unit] of UNITS) {
    const whole = Math.floor(left / length)
    left -= whole * length
    if (whole > 0) parts.push(`${whole} ${unit}`)
    else if (parts.length > 0) break
    if (parts.length === 2) break
  }
  return parts.join(' ')
}
