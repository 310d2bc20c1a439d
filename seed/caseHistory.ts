import type { Case } from '../src/domain/case/case.ts'
import type { CaseEntry, CaseEvent } from '../src/domain/case/caseEvent.ts'
import type { CaseSurroundings } from '../src/domain/case/caseTurn.ts'
import { decideCase, openCase } from '../src/domain/case/decideCase.ts'
import type { Staff } from '../src/domain/case/staff.ts'
import { DAY, HOUR } from '../src/domain/kernel/duration.ts'
import { sayingsOf, type CaseSayings } from './caseWords.ts'
import { openRandom, type Random } from './random.ts'

/** A case of the demo organisation as it opened; `openedAt` in ms since 1970 UTC. */
export interface DemoCase {
  id: number
  kind: string
  touchpoint: string
  team: string | null
  severity: number
  openedAt: number
  /** Keys of its frictions. */
  frictions: readonly string[]
}

/** What became of a case: how it stands, its log from the beginning, and what is to be done. */
export interface LivedCase {
  id: number
  each: Case
  entries: CaseEntry[]
  tasks: { id: number; title: string; dueAt: number; addedBy: number }[]
}

/** What lives of demo cases depend on: those who work there, the clock, the number of the first task, and who is to have some of them now. */
export interface DemoLives extends CaseSurroundings {
  now: number
  firstTask: number
  favourite: number | null
}

/** What is done at a moment with a case as it then stands; null = nothing after all. */
interface Step {
  at: number
  event: (each: Case) => CaseEvent | null
}

/** Of all cases so many stay with the people who work here now; the latest, and the latest of the favourite's team. */
const LIVING_SHARE = 0.04
const OF_FAVOURITE = 8

/**
 * Lets the cases of the demo year be caught, carried and confirmed as its people would, and leaves the latest in their hands: some in
 * inboxes, some carried, waiting, offered, solved or opened again, with their clocks around `now`. The same cases come to the same.
 */
export function liveCases(cases: readonly DemoCase[], lives: DemoLives): LivedCase[] {
  const latestFirst = [...cases].sort((left, right) => right.openedAt - left.openedAt || left.id - right.id)
  const living = new Map<number, number>()
  const stay = (each: DemoCase) => living.has(each.id) || living.set(each.id, living.size)
  const teams = lives.favourite === null ? [] : (lives.staff.employees.get(lives.favourite)?.teams ?? [])
  latestFirst.slice(0, Math.ceil(cases.length * LIVING_SHARE)).forEach(stay)
  latestFirst
    .filter(({ team }) => team !== null && teams.includes(team))
    .slice(0, Math.min(OF_FAVOURITE, Math.ceil(cases.length / 10)))
    .forEach(stay)
  return latestFirst.map((each, index) => liveCase(each, openRandom(11, index), living.get(each.id), index, lives))
}

function liveCase(given: DemoCase, random: Random, place: number | undefined, index: number, lives: DemoLives): LivedCase {
  const { id, team, severity, kind } = given
  const begun = place === undefined ? given.openedAt : lives.now - livingSince(place, random)
  const scene: Scene = { random, lives, given, begun, sayings: sayingsOf(kind), task: lives.firstTask + index }
  const steps = (place === undefined ? pastLife(scene) : presentLife(scene, place)).filter(({ at }) => at <= lives.now)
  let each = openCase({ team, severity }, begun, lives)
  const entries: CaseEntry[] = [{ at: begun, by: { kind: 'polku' }, deed: { kind: 'opened', team, severity, frictions: given.frictions } }]
  const time: Step = { at: lives.now, event: () => ({ kind: 'time' }) }
  for (const { at, event } of [...steps.sort((left, right) => left.at - right.at), time]) {
    // Time passes first, so that what is done is done with the case as it then stands.
    for (const next of [{ kind: 'time' } as const, event]) {
      const happening = typeof next === 'function' ? next(each) : next
      const decided = happening && decideCase({ ...lives, case: each, event: happening, now: at })
      if (decided === null || 'refused' in decided) continue
      each = decided.case
      entries.push(...decided.effects)
    }
  }
  const tasks = entries.flatMap(({ by, deed }) =>
    deed.kind === 'task-added' && by.kind === 'employee' ? [{ id: deed.task, title: deed.title, dueAt: deed.dueAt!, addedBy: by.id }] : [],
  )
  return { id, each, entries, tasks }
}

interface Scene {
  random: Random
  lives: DemoLives
  given: DemoCase
  begun: number
  sayings: CaseSayings
  task: number
}

/** Does something as the owner, once there is one. */
const asOwner =
  (event: (by: number) => CaseEvent): Step['event'] =>
  ({ owner }) =>
    owner === null ? null : event(owner)

function pastLife({ random, lives, given, begun, sayings }: Scene): Step[] {
  const steps: Step[] = []
  const hours = (least: number, most: number) => least * HOUR + Math.round(random.next() * (most - least) * 60) * 60_000
  const catcher = memberOf(lives.staff, given.team, random)
  // The graver, the sooner; one in fourteen is caught by nobody in time.
  const latest = given.severity >= 5 ? 3.5 : given.severity === 4 ? 7 : 18
  if (catcher !== null && random.chance(0.93)) steps.push({ at: begun + hours(0.3, latest), event: () => ({ kind: 'catch', by: catcher }) })
  const carried = begun + hours(latest, latest * 1.9)
  steps.push({ at: carried, event: asOwner((by) => ({ kind: 'message', by, text: sayings.message, delivery: 'mail' })) })
  if (random.chance(0.2)) steps.push({ at: carried + HOUR, event: asOwner((by) => ({ kind: 'note', by, text: sayings.note })) })
  let at = carried + hours(4, 30)
  const other = random.chance(0.14) ? memberOf(lives.staff, otherTeam(lives.staff, given.team, random), random) : null
  if (other !== null) {
    steps.push({ at, event: asOwner((by) => ({ kind: 'offer', by, to: other, note: null })) })
    const declines = random.chance(0.25)
    steps.push({
      at: at + hours(1, 10),
      event: () => (declines ? { kind: 'decline', by: other, note: null } : { kind: 'accept', by: other }),
    })
    at += hours(11, 20)
  }
  if (random.chance(0.25)) {
    const until = at + 4 * DAY
    steps.push({ at, event: asOwner((by) => ({ kind: 'wait', by, for: 'customer', until, note: null })) })
    const said = at + hours(5, 90)
    const words = { text: null, channel: 'web', encounter: null, at: said, presses: false }
    steps.push({ at: said, event: () => ({ kind: 'customer-says', ...words }) })
    at = until
  }
  const end = random.pick(sayings.ends)
  const solve = asOwner((by) => ({ kind: 'solve', by, done: end.done, cause: causeOf(end.cause, given), learned: end.learned }))
  const solved = at + hours(6, 120)
  steps.push({ at: solved, event: solve })
  const answer = random.next()
  if (answer < 0.07) {
    steps.push({ at: solved + hours(8, 60), event: () => ({ kind: 'customer-denies', text: 'Ei vielä kunnossa.' }) })
    steps.push({ at: solved + hours(62, 90), event: solve })
    steps.push({ at: solved + hours(100, 160), event: () => ({ kind: 'customer-confirms' }) })
  } else if (answer < 0.62) {
    const confirmed = solved + hours(3, 110)
    steps.push({ at: confirmed, event: () => ({ kind: 'customer-confirms' }) }, ...askedLife(confirmed, random, solve))
  }
  return steps
}

/** What the customer answered once they had said that it was solved: most that it held, some nothing, a few that it did not. */
function askedLife(confirmed: number, random: Random, solve: Step['event']): Step[] {
  const asked: Step = { at: confirmed + 1, event: () => ({ kind: 'ask-recovery', notAsked: null, delivery: 'mail' }) }
  const answer = random.next()
  if (answer < 0.4) return [asked]
  const at = confirmed + random.whole(1, 60) * HOUR
  const hasHeld = answer < 0.92
  const feeling = hasHeld ? random.pick([3, 4, 4, 5, 5] as const) : random.pick([1, 2, 2] as const)
  const answered: Step = { at, event: () => ({ kind: 'customer-answers', solved: hasHeld, feeling, text: null }) }
  if (hasHeld) return [asked, answered]
  const again = at + random.whole(10, 40) * HOUR
  return [asked, answered, { at: again, event: solve }, { at: again + DAY, event: () => ({ kind: 'customer-confirms' }) }]
}

/** What those who work here have in their hands now, one after the other. */
const PRESENT = [
  'inbox',
  'carried',
  'inbox',
  'unspoken',
  'waiting',
  'carried',
  'offered',
  'inbox',
  'solved',
  'reopened',
  'fell',
  'helped',
] as const

function livingSince(place: number, random: Random): number {
  const hours = (least: number, most: number) => random.whole(least * 60, most * 60) * 60_000
  switch (PRESENT[place % PRESENT.length]!) {
    case 'inbox':
      return hours(0, 9)
    case 'unspoken':
      return hours(10, 40)
    case 'fell':
      return hours(80, 100)
    case 'solved':
    case 'reopened':
      return hours(90, 160)
    default:
      return hours(28, 80)
  }
}

function presentLife({ random, lives, given, begun, sayings, task }: Scene, place: number): Step[] {
  const present = PRESENT[place % PRESENT.length]!
  if (present === 'inbox' || present === 'fell') return []
  const { staff, favourite, now } = lives
  const isFavourites = favourite !== null && given.team !== null && staff.employees.get(favourite)!.teams.includes(given.team)
  const owner = isFavourites ? favourite : memberOf(staff, given.team, random)
  if (owner === null) return []
  const steps: Step[] = [{ at: begun + random.whole(20, 300) * 60_000, event: () => ({ kind: 'catch', by: owner }) }]
  if (present === 'unspoken') return steps
  const spoken = begun + 6 * HOUR + random.whole(0, 600) * 60_000
  const after = (hours: number) => spoken + hours * HOUR
  const colleague = memberOf(staff, given.team, random, owner)
  steps.push({ at: spoken, event: asOwner((by) => ({ kind: 'message', by, text: sayings.message, delivery: 'mail' })) })
  const end = sayings.ends[0]!
  const solve = asOwner((by) => ({ kind: 'solve', by, done: end.done, cause: causeOf(end.cause, given), learned: end.learned }))
  switch (present) {
    case 'carried':
      steps.push({ at: after(1), event: asOwner((by) => ({ kind: 'note', by, text: sayings.note })) })
      steps.push({
        at: after(2),
        event: asOwner((by) => ({ kind: 'add-task', by, task, title: sayings.task, dueAt: now + random.whole(2, 50) * HOUR })),
      })
      break
    case 'waiting':
      steps.push({
        at: after(3),
        event: asOwner((by) => ({ kind: 'wait', by, for: 'customer', until: now + random.whole(20, 90) * HOUR, note: null })),
      })
      break
    case 'offered':
      if (colleague !== null)
        steps.push({
          at: now - 2 * HOUR,
          event: asOwner((by) => ({ kind: 'offer', by, to: colleague, note: 'Sinä tunnet tämän asiakkaan ennestään.' })),
        })
      break
    case 'helped':
      if (colleague !== null) steps.push({ at: after(2), event: asOwner((by) => ({ kind: 'add-helper', by, employee: colleague })) })
      break
    default:
      steps.push({ at: after(40), event: solve })
      if (present === 'reopened')
        steps.push({ at: now - 3 * HOUR, event: () => ({ kind: 'customer-denies', text: 'Sama vika tuli uudelleen.' }) })
  }
  return steps
}

function causeOf(cause: CaseSayings['ends'][number]['cause'], { team, touchpoint }: DemoCase) {
  return cause && { team, touchpoint, process: cause.process, system: cause.system }
}

/** Catches what no team is named for. */
const EVERYBODYS = 'customer-service'

function memberOf(staff: Staff, team: string | null, random: Random, but: number | null = null): number | null {
  const own = team ?? EVERYBODYS
  const members = [...staff.employees.values()].filter(
    ({ id, teams, active, role }) => id !== but && active && role !== 'viewer' && teams.includes(own),
  )
  return members.length === 0 ? null : random.pick(members.map(({ id }) => id).sort((left, right) => left - right))
}

function otherTeam(staff: Staff, team: string | null, random: Random): string {
  return random.pick([...staff.teams.keys()].filter((key) => key !== team).sort())
}
