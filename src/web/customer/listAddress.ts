import type { z } from 'zod'
import type { getCustomersFile } from '../../api/customerList.ts'
import { FRICTION_KINDS } from '../../domain/friction/friction.ts'
import { DAY } from '../../domain/kernel/duration.ts'

type Query = z.input<typeof getCustomersFile.query>

/** Days back: with a friction since then, met within them, or (below zero) not met for so many. */
export const FRICTION_DAYS = ['7', '30', '365'] as const
export const MET_DAYS = ['7', '30', '-90'] as const
export const TURNS = ['open', 'company', 'customer'] as const
export const STATES = ['active', 'paused', 'abandoned', 'completed'] as const
export const SEVERITIES = ['1', '2', '3', '4', '5'] as const

const CHOICES = {
  turn: TURNS,
  frictions: FRICTION_DAYS,
  severity: SEVERITIES,
  met: MET_DAYS,
  state: STATES,
  kind: FRICTION_KINDS,
  cases: ['open'],
} as const
const WORDS = ['q', 'journey', 'product', 'consent', 'withoutConsent', 'attribute'] as const

type Choices = { [Name in keyof typeof CHOICES]?: (typeof CHOICES)[Name][number] }

/** What the list of customers is filtered by, as its address says it; what is left out is all. */
export type ListAddress = Choices & { [Name in (typeof WORDS)[number]]?: string }

/** Reads an address's search part, or a saved view; what makes no sense there is left out. */
export function readListAddress(search: Record<string, unknown>): ListAddress {
  const text = (name: string) => {
    const value = search[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, 200) : ''
  }
  const chosen = Object.entries(CHOICES).map(([name, choices]) => [
    name,
    (choices as readonly string[]).find((each) => each === text(name)),
  ])
  const written = WORDS.map((name) => [name, text(name)])
  return Object.fromEntries([...chosen, ...written].filter(([, value]) => value !== undefined && value !== ''))
}

/** What the list asks the server at an instant (ms since 1970 UTC); days are whole, so that the question stays the same for a while. */
export function listQuery(address: ListAddress, now: number): Query {
  const { turn, frictions, severity, met, cases, ...rest } = address
  const today = Math.floor(now / DAY) * DAY
  const ago = (days: string) => new Date(today - Math.abs(Number(days)) * DAY).toISOString()
  const query: Query = { ...rest }
  if (turn === 'open') query.open = 'true'
  else if (turn !== undefined) query.turn = turn
  if (frictions !== undefined) query.frictionsSince = ago(frictions)
  if (severity !== undefined) query.severity = severity
  if (met !== undefined) query[Number(met) < 0 ? 'until' : 'since'] = ago(met)
  if (cases !== undefined) query.cases = cases
  if (query.attribute !== undefined && !isAttribute(query.attribute)) delete query.attribute
  return query
}

/** Whether a text names an attribute and its value. */
export function isAttribute(text: string): boolean {
  return /^[^=]+=/.test(text)
}
