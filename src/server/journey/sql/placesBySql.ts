import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import { comparePlaces, type TouchpointPlace } from '../../../domain/journey/questions/getPlaces.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { askCounts } from './askStatement.ts'
import { encounterChosen } from './choice.ts'

/** `getPlaces` in SQL. */
export function placesBySql(database: Database, filter: PathFilter, by: 'channel' | 'stage'): Promise<TouchpointPlace[]> {
  const name = by === 'channel' ? sql`e.channel` : sql`e.stage`
  return askCounts(database, filter, async ({ ask, filter: narrow }) => {
    const places = await ask<TouchpointPlace>(sql`
      SELECT e.touchpoint, ${name} AS name, count(*) AS encounters FROM encounters e WHERE ${encounterChosen(narrow)} GROUP BY 1, 2`)
    return places.sort(comparePlaces)
  })
}
