import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import {
  compareCrossings,
  compareEnds,
  type Crossing,
  type Crossings,
  type PathEnd,
} from '../../../domain/journey/questions/getCrossings.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { askCounts } from './askStatement.ts'
import { encounterChosen, encounterFits, pathFits } from './choice.ts'

/** `getCrossings` in SQL. */
export function crossingsBySql(database: Database, filter: PathFilter): Promise<Crossings> {
  return askCounts(database, filter, async ({ ask, filter: narrow }) => {
    const crossings = await ask<Crossing>(sql`
      SELECT e.previous AS "from", e.touchpoint AS "to", count(*) AS count, count(standing.path) AS "withFriction"
      FROM encounters e LEFT JOIN (SELECT DISTINCT f.customer_id, f.path FROM frictions f) AS standing
        ON standing.customer_id = e.customer_id AND standing.path = e.path
      WHERE ${encounterChosen(narrow)} GROUP BY 1, 2`)
    const ends = await ask<PathEnd>(sql`
      SELECT e.touchpoint, p.state, count(*) AS paths
      FROM paths p JOIN encounters e ON e.customer_id = p.customer_id AND e.at = p.last_at AND e.path = p.key AND e.step = p.encounters
      WHERE ${pathFits(narrow)} AND ${encounterFits(narrow)} GROUP BY 1, 2`)
    return { crossings: crossings.sort(compareCrossings), ends: ends.sort(compareEnds) }
  })
}
