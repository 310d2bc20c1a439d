import type { z } from 'zod'
import type {
  decideTouchpoint as decideContract,
  getTouchpointPage as pageContract,
  getTouchpointRegister as registerContract,
} from '../../api/touchpointRegister.ts'
import type { Actor } from '../../domain/access/may.ts'
import { DAY } from '../../domain/kernel/duration.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { shareOf } from '../../domain/kernel/shares.ts'
import { localDay } from '../../domain/kernel/zone.ts'
import { follow } from '../../domain/touchpoint/decision.ts'
import { FEWEST, importanceOf } from '../../domain/touchpoint/relevance.ts'
import type { Parts } from '../http/parts.ts'
import { HttpProblem, notFound, wrongInput } from '../http/problem.ts'
import { getDecisions, getStandingDecisions, keepDecision } from './decisions.ts'
import { measuredOf, registerOf } from './register.ts'
import { getFrictionsAt, getMeasures, seeTouchpoints, type Looked, type SeenTouchpoints } from './seeTouchpoints.ts'

type Page = z.output<typeof pageContract.answer>
type Register = z.output<typeof registerContract.answer>

/** What was counted stands so long, in ms: it is looked at by many and passes over months. */
const STANDS = 30_000
/** So many counts are kept at most: of journeys, and of lengths of period. */
const MOST_KEPT = 32

/** The period over which what was decided is followed, in days. */
const MEASURED_DAYS = 365

/** The register of touchpoints and what is decided of them. */
export function openTouchpointRegister({
  database,
  definitions,
  paths,
  clock,
}: Pick<Parts, 'database' | 'definitions' | 'paths' | 'clock'>) {
  const counted = new Map<string, { seen: Promise<SeenTouchpoints & { at: number }>; until: number }>()

  async function lookedAt(days: number, journey: string | undefined): Promise<Looked> {
    const now = clock()
    const [newest] = await database.query<{ at: number | null }>('SELECT max(at) AS at FROM encounters WHERE at <= $1', [now])
    const last = newest!.at ?? now
    const until = last < now - 7 * DAY ? last + 1 : now
    return { since: until - days * DAY, until, journey }
  }

  /** Counts what `looked` tells, unless it was counted under this key a moment ago. */
  function count(key: string, looked: () => Promise<Looked>): Promise<SeenTouchpoints & { at: number }> {
    const now = clock()
    const known = counted.get(key)
    if (known !== undefined && known.until > now) return known.seen
    const seen = looked().then(async (given) => ({ ...(await seeTouchpoints(database, paths, given)), at: now }))
    counted.delete(key)
    if (counted.size >= MOST_KEPT) counted.delete(counted.keys().next().value!)
    counted.set(key, { seen, until: now + STANDS })
    seen.catch(() => counted.delete(key))
    return seen
  }

  const see = (days: number, journey?: string) => count(JSON.stringify([days, journey]), () => lookedAt(days, journey))
  const seeSince = (since: number) => count(`${since}`, () => Promise.resolve({ since, until: clock() }))

  async function known() {
    const { stored, definitions: current } = await definitions.current()
    const named = await database.query<{ key: string }>(`SELECT key FROM named_keys WHERE sort = 'touchpoint'`)
    return {
      stored,
      named: named.map(({ key }) => key),
      decisions: await getStandingDecisions(database),
      today: new Date(localDay(current.calendar.timeZone, clock()) * DAY).toISOString().slice(0, 10),
    }
  }

  async function register({ days, journey }: z.output<typeof registerContract.query>): Promise<Register> {
    const seen = await see(days, journey)
    const items = registerOf(seen, await known())
    return { ...told(seen), measured: items.filter(({ answers }) => answers > 0).length, items }
  }

  /** A touchpoint in the register. Throws problem 404 for one that nobody knows. */
  async function find(key: string, seen: SeenTouchpoints) {
    const found = registerOf(seen, await known()).find((touchpoint) => touchpoint.key === key)
    if (found === undefined) throw notFound('such touchpoint', 'The touchpoints are listed at /api/v1/touchpoint-register.')
    return found
  }

  async function page(key: string, days: number): Promise<Page> {
    const seen = await see(days)
    const touchpoint = await find(key, seen)
    const [frictions, measures, decisions] = await Promise.all([
      getFrictionsAt(database, seen, key),
      getMeasures(database, seen, key),
      getDecisions(database, key),
    ])
    const kinds = new Map<(typeof frictions)[number]['kind'], number>()
    for (const { kind, count } of frictions) kinds.set(kind, (kinds.get(kind) ?? 0) + count)
    const poor = new Map(frictions.filter(({ kind }) => kind === 'poor-score').map(({ metric, count }) => [metric, count]))
    const [standing] = decisions
    return {
      ...told(seen),
      touchpoint,
      journeys: seen.forks.reached
        .filter((reached) => reached.touchpoint === key)
        .map(({ journey, paths: met }) => ({ journey, paths: met, importance: importanceIn(journey, key, seen) }))
        .sort((a, b) => b.paths - a.paths),
      frictions: [...kinds].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count),
      measures: measures.map(({ metric, answers }) => ({
        metric,
        answers,
        poor: answers < FEWEST ? null : shareOf({ part: Math.min(answers, poor.get(metric) ?? 0), n: answers }),
      })),
      decisions: decisions.map((decision) => decision.told),
      followed:
        standing === undefined
          ? null
          : { since: standing.told.at, ...follow(standing.measured, measuredOf(key, await seeSince(standing.at))) },
    }
  }

  async function decide(key: string, given: z.output<typeof decideContract.body>, actor: Actor) {
    if (actor.kind !== 'employee') throw new HttpProblem(403, 'forbidden', 'A decision is somebody’s: sign in.')
    const seen = await see(MEASURED_DAYS)
    const { suggestion } = await find(key, seen)
    const { today } = await known()
    if (given.reviewOn <= today) throw wrongInput(422, [{ field: 'reviewOn', message: 'must be a day to come' }])
    const id = await keepDecision(database, {
      ...given,
      touchpoint: key,
      at: clock(),
      by: actor.id,
      suggested: suggestion.verdict,
      measured: measuredOf(key, seen),
    })
    return (await getDecisions(database, key)).find((decision) => decision.told.id === id)!.told
  }

  return { register, page, decide }
}

function importanceIn(journey: string, key: string, { forks }: SeenTouchpoints) {
  const own = <Each extends { journey: string }>(rows: readonly Each[]) => rows.filter((row) => row.journey === journey)
  return importanceOf(key, { journeys: own(forks.journeys), reached: own(forks.reached), forks: own(forks.forks) })
}

function told({ answeredBy, since, until, at, usual }: SeenTouchpoints & { at: number }) {
  return { answeredBy, since: formatInstant(since), until: formatInstant(until), asOf: formatInstant(at), usual }
}
