import { compareStageCells } from '../../domain/journey/questions/getWaits.ts'
import type { PathFilter } from '../../domain/journey/questions/filter.ts'
import type { Database } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import { encounterChosen } from './sql/choice.ts'

/** Scores of CSAT at a stage in a channel (null: none given), and how many of them were 4 or 5 of 5. */
interface Satisfaction {
  stage: string | null
  channel: string | null
  answers: number
  satisfied: number
}

/** Scores of CSAT that chosen encounters bore, by stage and channel. */
export async function getSatisfaction(database: Database, filter: PathFilter): Promise<Satisfaction[]> {
  const cells = await database.query<Satisfaction>(
    ...sql`
      SELECT e.stage, e.channel, count(*) AS answers, count(*) FILTER (WHERE (measure ->> 'score')::float8 >= 4) AS satisfied
      FROM encounters e, jsonb_array_elements(e.body -> 'measures') AS measure
      WHERE e.body ? 'measures' AND ${encounterChosen(filter)} AND measure ->> 'metric' = 'csat'
        AND coalesce(measure ->> 'scale', '1-5') = '1-5' AND (measure ->> 'score')::float8 BETWEEN 1 AND 5
      GROUP BY 1, 2`.render(),
  )
  return cells.sort(compareStageCells)
}
