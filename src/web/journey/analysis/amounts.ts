import type { Words } from '../../i18n/words.ts'
import { FEW } from './frictionLevel.ts'

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

/** Shares, times and differences as a language's readers write them. */
export interface Amounts {
  /** 0–1 as whole per cents; a dash for none. */
  percent: (share: number | null) => string
  /** The share of so many, or "too few" when they are. */
  shareOf: (part: number, whole: number) => string
  /** A length of time in seconds, in its one or two largest units. */
  length: (seconds: number | null) => string
  /** The difference from a number before: +12 %, −3 %; empty without one. */
  change: (now: number, before: number | undefined) => string
}

/** Opens the amounts of a language. */
export function openAmounts({ formats, say }: Words): Amounts {
  const share = new Intl.NumberFormat(formats.locale, { style: 'percent', maximumFractionDigits: 0 })
  const signed = new Intl.NumberFormat(formats.locale, { style: 'percent', maximumFractionDigits: 0, signDisplay: 'exceptZero' })
  const unit = Object.fromEntries(
    UNITS.map(([name]) => [
      name,
      [0, 1].map(
        (digits) =>
          new Intl.NumberFormat(formats.locale, { style: 'unit', unit: name, unitDisplay: 'short', maximumFractionDigits: digits }),
      ),
    ]),
  )
  return {
    percent: (value) => (value === null ? '–' : share.format(value)),
    shareOf: (part, whole) => (whole < FEW ? say('amount.few') : share.format(part / whole)),
    length: (seconds) => {
      if (seconds === null) return '–'
      const [name, size] = UNITS.find(([, each]) => seconds >= each * (each === 1 ? 0 : 0.995)) ?? UNITS[3]
      const value = seconds / size
      return unit[name]![value < 10 && name !== 'second' && name !== 'minute' ? 1 : 0]!.format(value)
    },
    change: (now, before) => (before === undefined || before === 0 ? '' : signed.format(now / before - 1)),
  }
}
