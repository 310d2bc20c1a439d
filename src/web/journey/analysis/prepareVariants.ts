/** A touchpoint met so many times on end. */
export interface Run {
  touchpoint: string
  times: number
}

/** Touchpoints in order, those met again at once as one. */
export function foldRuns(touchpoints: readonly string[]): Run[] {
  const runs: Run[] = []
  for (const touchpoint of touchpoints) {
    const last = runs.at(-1)
    if (last?.touchpoint === touchpoint) last.times++
    else runs.push({ touchpoint, times: 1 })
  }
  return runs
}

/** A chip of a way where it is drawn. */
export interface Chip {
  key: string
  text: string
  x: number
  y: number
  width: number
}

/** A way drawn in its row. */
export interface DrawnVariant {
  key: string
  y: number
  height: number
  chips: Chip[]
  bar: number
}

const CHIP = 24
const LINE = 30
const TOP = 26
const MORE = 16

/** Lays ways out as rows of chips that break where the width ends; `bar` is the share of the most frequent (0–1). */
export function layOutVariants(
  variants: readonly { touchpoints: readonly string[]; paths: number }[],
  width: number,
  name: (touchpoint: string) => string,
  measure: (text: string) => number,
): { height: number; rows: DrawnVariant[] } {
  const most = variants[0]?.paths ?? 1
  let top = 0
  const rows = variants.map(({ touchpoints, paths }, index): DrawnVariant => {
    let [x, line] = [0, 0]
    const chips = foldRuns(touchpoints).map(({ touchpoint, times }, place): Chip => {
      const full = times > 1 ? `${name(touchpoint)} ×${times}` : name(touchpoint)
      const most = Math.max(8, Math.floor((width - MORE) / 8))
      const text = full.length > most ? `${full.slice(0, most - 1)}…` : full
      const wide = Math.ceil(measure(text)) + MORE
      if (x > 0 && x + wide > width) [x, line] = [0, line + 1]
      const chip = { key: String(place), text, x, y: top + TOP + line * LINE, width: wide }
      x += wide + 14
      return chip
    })
    const row = { key: String(index), y: top, height: TOP + (line + 1) * LINE + 8, chips, bar: paths / most }
    top += row.height + 6
    return row
  })
  return { height: top, rows }
}

export const CHIP_HEIGHT = CHIP
