import { FRICTION_KINDS, type FrictionKind } from '../../../domain/friction/friction.ts'
import { PATH_STATES } from '../../../domain/journey/columns.ts'
import type { PathStateName } from '../../../domain/journey/path.ts'
import { DAY } from '../../../domain/kernel/duration.ts'

/** The views of a journey, in order. */
export const VIEWS = ['flow', 'stages', 'hours', 'returns', 'funnel', 'variants', 'meant'] as const
export type View = (typeof VIEWS)[number]

/** Periods counted back from the journey's last encounter, in days. */
export const PERIODS = { '30d': 30, '90d': 90, '12m': 365 } as const
export type Period = keyof typeof PERIODS

/** What of a journey is looked at, as the address says it; what is left out is all. */
export interface Address {
  period?: Period
  /** First and last day, YYYY-MM-DD; instead of a period. */
  from?: string
  to?: string
  /** With the period of the same length just before, or the same a year before. */
  compare?: 'before' | 'year'
  channel?: string
  device?: string
  touchpoint?: string
  kind?: FrictionKind
  state?: PathStateName
  /** What another system tells of the customers, key=value. */
  attribute?: string
  /** How the view is shown, where it can be shown in several ways. */
  as?: string
  /** What a picture's colour or bars tell, where there is a choice. */
  by?: string
  /** How much of the flow is drawn. */
  show?: string
  /** The marks whose paths are open, as the list of paths is asked for them. */
  behind?: Behind
}

/** What the list of paths is asked besides the filters: strings and numbers only. */
export type Behind = Readonly<Record<string, string | number>>

/** Whether a text names an attribute and its value, `key=value`. */
export function isAttribute(text: string): boolean {
  return /^[^=]+=./.test(text)
}

const DATE = /^\d{4}-\d{2}-\d{2}$/

/** Reads an address's search part; what makes no sense there is left out. */
export function readAddress(search: Record<string, unknown>): Address {
  const text = (name: string) => {
    const value = search[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
  }
  const oneOf = <Name extends string>(name: string, names: readonly Name[]) => names.find((each) => each === text(name))
  const date = (name: string) => (DATE.test(text(name) ?? '') ? text(name) : undefined)
  const address = {
    period: oneOf('period', Object.keys(PERIODS) as Period[]),
    from: date('from'),
    to: date('to'),
    compare: oneOf('compare', ['before', 'year']),
    channel: text('channel'),
    device: text('device'),
    touchpoint: text('touchpoint'),
    kind: oneOf('kind', FRICTION_KINDS),
    state: oneOf('state', PATH_STATES),
    attribute: isAttribute(text('attribute') ?? '') ? text('attribute') : undefined,
    as: text('as'),
    by: text('by'),
    show: text('show'),
    behind: readBehind(search['behind']),
  }
  return Object.fromEntries(Object.entries(address).filter(([, value]) => value !== undefined))
}

function readBehind(given: unknown): Behind | undefined {
  if (typeof given !== 'object' || given === null) return undefined
  const entries = Object.entries(given).filter(([, value]) => typeof value === 'string' || typeof value === 'number')
  return entries.length > 0 ? (Object.fromEntries(entries) as Behind) : undefined
}

/** A stretch of time in ms since 1970 UTC, `until` exclusive. */
export interface Stretch {
  since: number
  until: number
}

/** The stretch of time an address means, null for all; `startOfDay` gives the beginning of a day (YYYY-MM-DD) in the organisation's zone. */
export function stretchOf(
  address: Address,
  span: { first: number; last: number } | null,
  startOfDay: (date: string) => number,
): Stretch | null {
  if (address.from !== undefined || address.to !== undefined) {
    const since = address.from === undefined ? (span?.first ?? 0) : startOfDay(address.from)
    const until = address.to === undefined ? (span?.last ?? since) + 1 : startOfDay(nextDay(address.to))
    return { since, until: Math.max(since, until) }
  }
  if (address.period === undefined || span === null) return null
  return { since: span.last + 1 - PERIODS[address.period] * DAY, until: span.last + 1 }
}

function nextDay(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY).toISOString().slice(0, 10)
}

/** What a stretch is compared with; null when nothing is. */
export function comparedStretch({ since, until }: Stretch, compare: Address['compare']): Stretch | null {
  if (compare === undefined) return null
  const back = compare === 'before' ? until - since : 365 * DAY
  return { since: since - back, until: until - back }
}

/** The filters of an address as every question takes them. */
export function filtersOf(address: Address, stretch: Stretch | null) {
  const { channel, device, touchpoint, kind, state, attribute } = address
  return {
    ...(channel !== undefined && { channel }),
    ...(device !== undefined && { device }),
    ...(touchpoint !== undefined && { touchpoint }),
    ...(kind !== undefined && { kind }),
    ...(state !== undefined && { state }),
    ...(attribute !== undefined && { attribute }),
    ...(stretch && { since: new Date(stretch.since).toISOString(), until: new Date(stretch.until).toISOString() }),
  }
}

export type Filters = ReturnType<typeof filtersOf>

/** The names of the filters that an address sets, period and comparison apart. */
export const FACETS = ['channel', 'device', 'touchpoint', 'kind', 'state', 'attribute'] as const
export type Facet = (typeof FACETS)[number]
