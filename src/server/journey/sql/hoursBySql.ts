import { compareNames } from '../../../domain/journey/questions/compareNames.ts'
import type { PathFilter } from '../../../domain/journey/questions/filter.ts'
import type { HourCount } from '../../../domain/journey/questions/getHours.ts'
import type { Database } from '../../db/database.ts'
import { sql } from '../../db/sql.ts'
import { askCounts } from './askStatement.ts'
import { encounterChosen } from './choice.ts'

interface Row {
  name: string | null
  hour: number
  count: number
}

/** `getHours` in SQL. */
export async function hoursBySql(database: Database, filter: PathFilter, by: 'channel' | 'device'): Promise<HourCount[]> {
  const name = by === 'channel' ? sql`e.channel` : sql`e.device`
  const rows = await askCounts(database, filter, ({ ask, filter: narrow }) =>
    ask<Row>(
      sql`SELECT ${name} AS name, e.hour, count(*) AS count FROM encounters e WHERE ${encounterChosen(narrow)} GROUP BY ${name}, e.hour`,
    ),
  )
  const counts = new Map<string | null, HourCount>()
  for (const { name: of, hour, count } of rows) {
    const counted = counts.get(of) ?? { name: of, encounters: 0, hours: emptyWeek() }
    counted.encounters += count
    counted.hours[Math.floor(hour / 24)]![hour % 24] = count
    counts.set(of, counted)
  }
  return [...counts.values()].sort((a, b) => b.encounters - a.encounters || compareNames(a.name, b.name))
}

function emptyWeek(): number[][] {
  return Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
}
