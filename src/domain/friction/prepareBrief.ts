import type { Holdings } from '../customer/holdings.ts'
import { RELATIONSHIP } from '../journey/definition.ts'
import type { Definitions } from '../journey/definitions.ts'
import type { Path } from '../journey/path.ts'
import { DAY } from '../kernel/duration.ts'
import { compareText, type Mark } from '../kernel/order.ts'
import type { Friction } from './friction.ts'

/** What is known of a customer when a brief is written; `kept` are promises kept, late or not (ms since 1970 UTC). */
export interface BriefGiven {
  paths: readonly Path[]
  frictions: readonly Friction[]
  provided: Readonly<Record<string, Mark>>
  holdings: Holdings
  kept: readonly { path: string; at: number; what: string }[]
}

/** An open path: whose turn it is and since when, and by when the company is to answer; times in ms since 1970 UTC. */
export interface BriefMatter {
  path: string
  journey: string
  matter: string | null
  state: 'active' | 'paused'
  turn: Path['turn']
  /** Null while nobody gave it. */
  turnSince: number | null
  /** Null unless the company has the turn. */
  answerBy: number | null
}

/** A promise that is not kept: by when, on which path, said in which encounter (null when that is not known any more). */
export interface BriefPromise {
  what: string
  dueAt: number
  path: string
  encounter: string | null
  overdue: boolean
}

/** What whoever meets a customer next has to know; times in ms since 1970 UTC. */
export interface Brief {
  /** Ours first, then the customer's; in each the one that waited longest. */
  open: BriefMatter[]
  /** The earliest first. */
  promised: BriefPromise[]
  /** What the customer gave and need not give again: item, when, in which encounter, and until when it holds; the latest first. */
  provided: { item: string; at: number; encounter: string; until: number }[]
  /** Products the customer has already. */
  held: string[]
  frictions: { total: number; bySeverity: { severity: number; count: number }[]; newest: Friction | null }
}

/** How long a promise broken outside any matter is still spoken of. */
const REMEMBERED = 30 * DAY
const RANK = { company: 0, customer: 1, nobody: 2 } as const

/** Writes the brief of a customer at an instant. An item is not to be asked again while the rule on repeated asks says so on an open path. */
export function prepareBrief(given: BriefGiven, definitions: Definitions, now: number): Brief {
  const isOpen = ({ state }: Path) => state === 'active' || state === 'paused'
  const matters = given.paths.filter((path) => path.journey !== RELATIONSHIP && isOpen(path))
  return {
    open: matters.map(matterOf).sort((left, right) => RANK[left.turn] - RANK[right.turn] || (left.turnSince ?? 0) - (right.turnSince ?? 0)),
    promised: promisesOf(given, now),
    provided: providedOf(
      given,
      [...new Set([RELATIONSHIP, ...matters.map(({ journey }) => journey)])].map((journey) => definitions.parameters(journey, '')),
      now,
    ),
    held: Object.keys(given.holdings).sort(compareText),
    frictions: frictionsOf(given.frictions),
  }
}

function matterOf({ key, journey, matter, state, turn, turnBy, silence }: Path): BriefMatter {
  return {
    path: key,
    journey,
    matter,
    state: state === 'paused' ? 'paused' : 'active',
    turn,
    turnSince: turnBy?.at ?? null,
    answerBy: turn === 'company' ? (silence?.dueAt ?? null) : null,
  }
}

function promisesOf({ paths, frictions, kept }: BriefGiven, now: number): BriefPromise[] {
  const standing = new Map(paths.map((path) => [path.key, path]))
  const waiting = paths.flatMap((path) =>
    path.promises.map(({ what, dueAt, by }) => ({ what, dueAt, path: path.key, encounter: by.id, overdue: dueAt < now })),
  )
  const broken = frictions.flatMap((friction): BriefPromise[] => {
    const path = standing.get(friction.path)
    if (friction.kind !== 'broken-promise' || !path || !isSpokenOf(path, friction, now)) return []
    return [{ what: friction.what ?? '', dueAt: friction.at, path: path.key, encounter: friction.evidence.at(-1) ?? null, overdue: true }]
  })
  const isKept = (each: BriefPromise) =>
    each.overdue && kept.some(({ path, at, what }) => path === each.path && what === each.what && at > each.dueAt)
  const each = new Map([...waiting, ...broken].filter((one) => !isKept(one)).map((one) => [`${one.path} ${one.what} ${one.dueAt}`, one]))
  return [...each.values()].sort((left, right) => left.dueAt - right.dueAt)
}

/** A broken promise matters while its matter is open; outside any matter, for some weeks. */
function isSpokenOf(path: Path, { at }: Friction, now: number): boolean {
  if (path.journey === RELATIONSHIP) return now - at <= REMEMBERED
  return path.state === 'active' || path.state === 'paused'
}

function providedOf(
  { provided }: BriefGiven,
  parameters: readonly { validity: number; itemValidity: Readonly<Record<string, number>> }[],
  now: number,
): Brief['provided'] {
  const validity = (item: string) =>
    Math.max(...parameters.map((each) => (Object.hasOwn(each.itemValidity, item) ? each.itemValidity[item]! : each.validity)))
  return Object.entries(provided)
    .filter(([item, { at }]) => validity(item) > 0 && at + validity(item) >= now)
    .map(([item, { at, id }]) => ({ item, at, encounter: id, until: at + validity(item) }))
    .sort((left, right) => right.at - left.at || compareText(left.item, right.item))
}

function frictionsOf(frictions: readonly Friction[]): Brief['frictions'] {
  const counts = new Map<number, number>()
  for (const { severity } of frictions) counts.set(severity, (counts.get(severity) ?? 0) + 1)
  const newest = frictions.reduce<Friction | null>((latest, each) => (latest === null || each.at > latest.at ? each : latest), null)
  return {
    total: frictions.length,
    bySeverity: [...counts].map(([severity, count]) => ({ severity, count })).sort((left, right) => right.severity - left.severity),
    newest,
  }
}
