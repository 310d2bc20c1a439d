import { parseDuration } from '../../../domain/kernel/duration.ts'
import type { Words } from '../../i18n/words.ts'

export const UNITS = ['m', 'h', 'd', 'w'] as const
export type Unit = (typeof UNITS)[number]

const MS: Record<Unit, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 }

/** A length of time as a number and the largest unit that needs no fraction; weeks only when it was written so. Null when it is none. */
export function readLength(text: string): { amount: number; unit: Unit } | null {
  const length = parseDuration(text)
  if (length === null) return null
  const written = /^\s*([\d.]+)(m|h|d|w)\s*$/.exec(text)
  if (written) return { amount: Number(written[1]), unit: written[2] as Unit }
  const unit = (['d', 'h'] as const).find((each) => length % MS[each] === 0) ?? 'm'
  return { amount: length / MS[unit], unit }
}

/** A length of time in words; what is none is told as it was written. */
export function tellLength(text: string, { say }: Pick<Words, 'say'>): string {
  const read = readLength(text)
  return read === null ? text : say(`define.unit.${read.unit}`, { count: read.amount })
}
