import { compareText } from '../../../domain/kernel/order.ts'
import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import type { Transition } from '../../../domain/journey/questions/getFlow.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { type Asking, askCounts } from './askStatement.ts'
import { encounterChosen } from './choice.ts'
import { flowMiddles } from './flowMiddles.ts'
import { guessWindows, type Window } from './flowWindows.ts'
import { medianSeconds } from './middle.ts'

/** How often a transition occurs, and the middle two of its gaps in ms; null where they lie outside its window. */
interface Counted {
  from: string
  to: string
  count: number
  lower: number | null
  upper: number | null
}

/**
 * `getFlow` in SQL, with exact medians. Sorting every gap would take most of the time, so that of each transition only the gaps near the
 * middle are kept apart; where the middle lies is guessed from a few encounters, and found the longer way where the guess was wrong.
 */
export function flowBySql(database: Database, filter: PathFilter, guess = guessWindows): Promise<Transition[]> {
  return askCounts(database, filter, async (asking) => {
    const counted = await countNearMiddle(asking, await guess(asking))
    const missed = counted.filter(({ lower, upper }) => lower === null || upper === null)
    const found = await flowMiddles(asking, missed)
    const flow = counted.map(({ from, to, count, lower, upper }) => ({
      from,
      to,
      count,
      medianSeconds: medianSeconds(lower === null || upper === null ? found({ from, to }) : { lower, upper }),
    }))
    return flow.sort((a, b) => b.count - a.count || compareText(a.from, b.from) || compareText(a.to, b.to))
  })
}

/** Gaps before and after a window count as −1 and −2. */
function countNearMiddle({ ask, filter }: Asking, windows: readonly Window[]): Promise<Counted[]> {
  return ask<Counted>(sql`
    WITH near AS (
      SELECT e.previous, e.touchpoint, CASE WHEN e.gap < guess.since THEN -1 WHEN e.gap > guess.until THEN -2 ELSE e.gap END AS gap, count(*) AS count
      FROM encounters e LEFT JOIN unnest(${windows.map(({ from }) => from)}::text[], ${windows.map(({ to }) => to)}::text[],
        ${windows.map(({ since }) => since)}::bigint[], ${windows.map(({ until }) => until)}::bigint[]) AS guess(previous, touchpoint, since, until)
        ON guess.previous = e.previous AND guess.touchpoint = e.touchpoint
      WHERE ${encounterChosen(filter)} AND e.previous IS NOT NULL GROUP BY 1, 2, 3
    ), totals AS (
      SELECT previous, touchpoint, sum(count)::bigint AS total, coalesce(sum(count) FILTER (WHERE gap = -1), 0)::bigint AS before
      FROM near GROUP BY 1, 2
    ), placed AS (
      SELECT previous, touchpoint, gap, sum(count) OVER (PARTITION BY previous, touchpoint ORDER BY gap) AS place FROM near WHERE gap >= 0
    )
    SELECT t.previous AS "from", t.touchpoint AS "to", t.total AS count,
      min(p.gap) FILTER (WHERE t.before < (t.total + 1) / 2 AND t.before + p.place >= (t.total + 1) / 2) AS lower,
      min(p.gap) FILTER (WHERE t.before < t.total / 2 + 1 AND t.before + p.place >= t.total / 2 + 1) AS upper
    FROM totals t LEFT JOIN placed p USING (previous, touchpoint) GROUP BY 1, 2, 3`)
}
