import { getOverview as overviewContract } from '../../api/overview.ts'
import type { Parts } from '../http/parts.ts'
import { route, type Route } from '../http/route.ts'
import { getOverview } from './getOverview.ts'

/** What was counted stands so long, in ms: the overview is looked at by many and passes over weeks. */
const STANDS = 30_000

/** The doors to how things go. */
export function outcomeRoutes({ database, definitions, clock }: Parts): Route[] {
  const counted = new Map<number, { overview: ReturnType<typeof getOverview>; until: number }>()
  return [
    route(overviewContract, async ({ query: { days } }) => {
      const now = clock()
      const known = counted.get(days)
      if (known !== undefined && known.until > now) return known.overview
      const overview = definitions.current().then((current) => getOverview(database, current.definitions, days, now))
      counted.set(days, { overview, until: now + STANDS })
      overview.catch(() => counted.delete(days))
      return overview
    }),
  ]
}
