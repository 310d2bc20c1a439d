/** Something that is written, with what it was before and what was taken back. */
export interface Written<Draft> {
  past: readonly Draft[]
  now: Draft
  future: readonly Draft[]
  /** What was changed last and when (ms), so that typing in one field is undone at once. */
  field: string | null
  at: number
}

const ONE_STEP = 1500
const MOST_STEPS = 200

/** Nothing of it is written yet. */
export function unwritten<Draft>(now: Draft): Written<Draft> {
  return { past: [], now, future: [], field: null, at: 0 }
}

/** Writes on it at `time` (ms); changes of one `field` shortly after each other are one step. */
export function write<Draft>(from: Written<Draft>, next: Draft, field: string | undefined, time: number): Written<Draft> {
  if (next === from.now) return from
  const isSame = field !== undefined && field === from.field && time - from.at < ONE_STEP
  return {
    past: isSame ? from.past : [...from.past, from.now].slice(-MOST_STEPS),
    now: next,
    future: [],
    field: field ?? null,
    at: time,
  }
}

/** Takes the last step back; where there is none, nothing changes. */
export function takeBack<Draft>(from: Written<Draft>): Written<Draft> {
  if (from.past.length === 0) return from
  return { past: from.past.slice(0, -1), now: from.past.at(-1)!, future: [from.now, ...from.future], field: null, at: 0 }
}

/** Does again what was taken back last. */
export function doAgain<Draft>(from: Written<Draft>): Written<Draft> {
  if (from.future.length === 0) return from
  return { past: [...from.past, from.now], now: from.future[0]!, future: from.future.slice(1), field: null, at: 0 }
}
