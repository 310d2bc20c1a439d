import { instantOf } from './time.ts'

export type Initiator = 'customer' | 'company' | 'third-party'
export type Turn = 'company' | 'customer' | 'nobody'
export type Step = 'start' | 'progress' | 'complete' | 'abandon' | 'fail'

export interface RawEncounter {
  id: string
  occurredAt: string
  customer: Record<string, string>
  touchpoint: string
  channel?: string
  journey?: string
  matter?: string
  stage?: string
  initiator?: Initiator
  step?: Step
  outcome?: string
  turn?: Turn
  provides?: string[]
  asks?: string[]
  offers?: string[]
  takesUp?: string[]
  givesUp?: string[]
  directsTo?: string
  promises?: { what: string; dueAt: string }[]
  fulfils?: string[]
  signals?: string[]
  handledBy?: { team?: string; person?: string }
  measures?: { metric: string; score: number; scale?: string }[]
  text?: string
  locale?: string
  sentiment?: 'negative' | 'neutral' | 'positive'
  device?: string
  timeZone?: string
  properties?: Record<string, unknown>
}

/** A raw encounter with its defaults filled in: instants as milliseconds, lists never absent, nothing as null. */
export interface Encounter {
  id: string
  at: number
  identifiers: string[]
  touchpoint: string
  channel: string | null
  journey: string | null
  matter: string | null
  initiator: Initiator | null
  step: Step | null
  outcome: string | null
  turn: Turn | null
  provides: string[]
  asks: string[]
  offers: string[]
  takesUp: string[]
  givesUp: string[]
  directsTo: string | null
  promises: { what: string; dueAt: number }[]
  fulfils: string[]
  signals: string[]
  team: string | null
  measures: { metric: string; score: number; scale: string | null }[]
  sentiment: string | null
  timeZone: string
}

export interface TouchpointDefaults {
  channel?: string
  initiator?: Initiator
  step?: Step
}

const digitalChannels = ['web', 'app', 'chat', 'email']

export function isDigital(channel: string): boolean {
  return digitalChannels.includes(channel)
}

export function compareText(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a, 'utf8'), Buffer.from(b, 'utf8'))
}

export function sortedTexts(texts: Iterable<string>): string[] {
  return [...new Set(texts)].sort(compareText)
}

/** Order everywhere: `occurredAt`, then `id` by bytes. */
export function compareOrder(a: Encounter, b: Encounter): number {
  return a.at - b.at || compareText(a.id, b.id)
}

/** Evidence by order, each encounter once. */
export function evidenceOf(...encounters: (Encounter | null)[]): string[] {
  const present = encounters.filter((each) => each !== null)
  return [...new Set(present.sort(compareOrder).map((each) => each.id))]
}

export function identifierOf(kind: string, value: string): string {
  const trimmed = value.trim()
  if (kind === 'email') return `email:${trimmed.toLowerCase()}`
  if (kind === 'phone') return `phone:${trimmed.replace(/[^\d+]/g, '').replace(/^00/, '+')}`
  return `${kind}:${trimmed}`
}

export function encounterOf(raw: RawEncounter, defaults: TouchpointDefaults | undefined): Encounter {
  const encounter: Encounter = {
    id: raw.id,
    at: instantOf(raw.occurredAt),
    identifiers: Object.entries(raw.customer)
      .filter(([, value]) => value.trim() !== '')
      .map(([kind, value]) => identifierOf(kind, value)),
    touchpoint: raw.touchpoint,
    channel: raw.channel ?? defaults?.channel ?? null,
    journey: raw.journey ?? null,
    matter: raw.matter ?? null,
    initiator: raw.initiator ?? defaults?.initiator ?? null,
    step: raw.step ?? null,
    outcome: raw.outcome ?? null,
    turn: raw.turn ?? null,
    provides: raw.provides ?? [],
    asks: raw.asks ?? [],
    offers: raw.offers ?? [],
    takesUp: raw.takesUp ?? [],
    givesUp: raw.givesUp ?? [],
    directsTo: raw.directsTo ?? null,
    promises: (raw.promises ?? []).map(({ what, dueAt }) => ({ what, dueAt: instantOf(dueAt) })),
    fulfils: raw.fulfils ?? [],
    signals: raw.signals ?? [],
    team: raw.handledBy?.team ?? null,
    measures: (raw.measures ?? []).map(({ metric, score, scale }) => ({ metric, score, scale: scale ?? null })),
    sentiment: raw.sentiment ?? null,
    timeZone: raw.timeZone ?? 'Europe/Helsinki',
  }
  return raw.step === undefined && !isRemark(encounter) ? { ...encounter, step: defaults?.step ?? null } : encounter
}

/** A third-party encounter, or one whose only content is `measures` or `praise`. */
export function isRemark(encounter: Encounter): boolean {
  if (encounter.initiator === 'third-party') return true
  const remarks = encounter.measures.length > 0 || encounter.signals.includes('praise')
  const otherContent =
    encounter.step !== null ||
    encounter.outcome !== null ||
    encounter.turn !== null ||
    encounter.directsTo !== null ||
    encounter.signals.some((signal) => signal !== 'praise') ||
    [
      encounter.provides,
      encounter.asks,
      encounter.offers,
      encounter.takesUp,
      encounter.givesUp,
      encounter.promises,
      encounter.fulfils,
    ].some((list) => list.length > 0)
  return remarks && !otherContent
}

/** The step that counts: a third-party's is ignored. */
export function stepOf(encounter: Encounter): Step | null {
  return encounter.initiator === 'third-party' ? null : encounter.step
}
