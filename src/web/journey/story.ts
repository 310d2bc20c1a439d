import type { z } from 'zod'
import type { CustomerJson } from '../../api/customer.ts'
import type { timelineItem } from '../../api/encounter.ts'
import { isRemark, type Encounter, type Turn } from '../../domain/encounter/encounter.ts'
import type { FrictionJson } from '../../domain/friction/frictionJson.ts'
import { RELATIONSHIP } from '../../domain/journey/definition.ts'
import { turnAfter } from '../../domain/journey/walk.ts'
import type { PathJson } from '../../domain/journey/pathJson.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import { compareText } from '../../domain/kernel/order.ts'
import { frictionAddress } from '../friction/address.ts'

/** An encounter on a customer's timeline. */
export type TimelineItem = z.output<typeof timelineItem>

/** Whose the encounter was. */
export type Side = 'customer' | 'company' | 'third-party' | 'nobody'

/** How the time between two encounters passed: something happened, the company was silent, the customer paused, or nobody had anything to do. */
export type Manner = 'moving' | 'silent' | 'pausing' | 'resting'

export interface StoryEncounter {
  what: 'encounter'
  key: string
  at: number
  channel: string | null
  side: Side
  touchpoint: string
  team: string | null
  path: string
  /** Whose move it is on the path afterwards. */
  turn: Turn
  item: TimelineItem
}

export interface StoryFriction {
  what: 'friction'
  key: string
  at: number
  /** Where the path was at the time. */
  channel: string | null
  path: string
  /** The encounter at which it became true; null for a deadline that passed. */
  encounter: string | null
  friction: FrictionJson
}

export interface StoryPath {
  key: string
  journey: string
  matter: string | null
  state: PathJson['state']
  turn: Turn
  isLost: boolean
  /** When its latest friction became true; -Infinity without any. */
  lastFriction: number
  encounters: StoryEncounter[]
}

/** What happened to one customer, in order of time. */
export interface Story {
  encounters: StoryEncounter[]
  frictions: StoryFriction[]
  paths: StoryPath[]
}

/** Tells a customer's encounters and frictions as one story, or that of one path alone. */
export function tellStory(
  customer: Pick<CustomerJson, 'paths' | 'frictions'>,
  timeline: readonly TimelineItem[],
  onlyPath: string | null,
): Story {
  const items = timeline
    .filter((item) => onlyPath === null || item.path === onlyPath)
    .toSorted((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt) || compareText(a.id, b.id))
  const byPath = groupByPath(items)
  const standing = new Map(customer.paths.map((path) => [path.key, path]))
  const told = customer.frictions.filter((friction) => onlyPath === null || friction.path === onlyPath)
  const lost = new Set(told.filter((friction) => friction.kind === 'loss').map((friction) => friction.path))
  const paths = [...byPath].map(([key, its]): StoryPath => {
    const path = standing.get(key)
    return {
      key,
      journey: its[0]?.journey ?? '',
      matter: its[0]?.matter ?? null,
      state: path?.state ?? 'active',
      turn: path?.turn ?? 'nobody',
      isLost: lost.has(key),
      lastFriction: told.reduce((latest, each) => (each.path === key ? Math.max(latest, Date.parse(each.occurredAt)) : latest), -Infinity),
      encounters: walkEncounters(its),
    }
  })
  const encounters = paths.flatMap((path) => path.encounters).toSorted(byTime)
  return { encounters, paths, frictions: told.map((friction) => placeFriction(friction, paths)).toSorted(byTime) }
}

/** Order in which things happened. */
export function byTime(a: { at: number; key: string }, b: { at: number; key: string }): number {
  return a.at - b.at || compareText(a.key, b.key)
}

/** What belongs to each path, by the path's first. */
export function groupByPath<Each extends { path: string }>(each: readonly Each[]): Map<string, Each[]> {
  const groups = new Map<string, Each[]>()
  for (const one of each) {
    const group = groups.get(one.path)
    if (group) group.push(one)
    else groups.set(one.path, [one])
  }
  return groups
}

function walkEncounters(items: readonly TimelineItem[]): StoryEncounter[] {
  let turn: Turn = items[0]?.initiator === 'customer' ? 'customer' : 'nobody'
  let isClosed = false
  return items.map((item): StoryEncounter => {
    const encounter = { ...item.encounter, initiator: item.initiator ?? undefined } as Encounter
    if (item.journey === RELATIONSHIP) turn = 'nobody'
    else if (!isRemark(encounter) && encounter.initiator) {
      turn = turnAfter(encounter, isClosed && encounter.initiator === 'customer' ? 'company' : turn)
      isClosed = encounter.step === 'complete' || (isClosed && encounter.initiator !== 'customer')
    }
    return { ...storyEncounter(item), turn }
  })
}

/** An encounter by itself, apart from those before it on its path. */
export function storyEncounter(item: TimelineItem): StoryEncounter {
  return {
    what: 'encounter',
    key: item.id,
    at: Date.parse(item.occurredAt),
    channel: item.channel,
    side: item.initiator ?? 'nobody',
    touchpoint: item.touchpoint,
    team: teamOf(item),
    path: item.path,
    turn: 'nobody',
    item,
  }
}

function teamOf(item: TimelineItem): string | null {
  const { handledBy } = item.encounter as { handledBy?: { team?: string } }
  return handledBy?.team ?? null
}

function placeFriction(friction: FrictionJson, paths: readonly StoryPath[]): StoryFriction {
  const at = Date.parse(friction.occurredAt)
  const onPath = paths.find((path) => path.key === friction.path)?.encounters ?? []
  const proof = onPath.findLast((encounter) => encounter.at === at && friction.evidence.includes(encounter.key))
  const before = onPath.findLast((encounter) => encounter.at <= at)
  return {
    what: 'friction',
    key: frictionAddress(friction),
    at,
    channel: (proof ?? before ?? onPath[0])?.channel ?? null,
    path: friction.path,
    encounter: proof?.key ?? null,
    friction,
  }
}

/** How the time after an encounter passed: under a day something happened; longer, whoever has the turn let it pass. */
export function mannerAfter(encounter: StoryEncounter, until: number): Manner {
  if (until - encounter.at <= DAY) return 'moving'
  if (encounter.turn === 'nobody') return 'resting'
  return encounter.turn === 'company' ? 'silent' : 'pausing'
}
