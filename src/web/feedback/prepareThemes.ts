import type { ThemeFigure } from '../../api/verbatim.ts'

/** A stretch of a text and its mood: −1 bitter, 0 neither, 1 glad. */
export interface Stretch {
  text: string
  mood: -1 | 0 | 1
}

/** Nearer to none than this a sentence has no mood to mark. */
const CLEARLY = 0.35

/** A text cut into its sentences with their moods; what stands between them has none. */
export function stretchesOf(text: string, sentences: readonly { from: number; to: number; sentiment: number }[]): Stretch[] {
  const stretches: Stretch[] = []
  let at = 0
  const add = (to: number, mood: Stretch['mood']) => {
    if (to > at) stretches.push({ text: text.slice(at, to), mood })
    at = Math.max(at, to)
  }
  for (const { from, to, sentiment } of sentences) {
    add(from, 0)
    add(to, sentiment <= -CLEARLY ? -1 : sentiment >= CLEARLY ? 1 : 0)
  }
  add(text.length, 0)
  return stretches
}

/** The theme that sinks the share of good scores most, and by how many percentage points; null when none does by at least one. */
export function worstTheme(themes: readonly ThemeFigure[]): ThemeFigure | null {
  const sinking = themes.filter(({ points }) => points !== null && points <= -1)
  return sinking.toSorted((one, other) => one.points! - other.points!)[0] ?? null
}
