import type { CaseFigure } from '../../api/caseFigures.ts'
import { type Sql, sql } from '../db/sql.ts'

/** Cases `k` that figures count: those that stand for themselves. */
export const COUNTED: Sql = sql`k.state NOT IN ('withdrawn', 'joined')`

const ASKED = sql`jsonb_typeof(k.body -> 'recovery') = 'object' AND k.body -> 'recovery' ->> 'notAsked' IS NULL`
const SAID = sql`k.body -> 'recovery' -> 'answer' ->> 'solved'`

/** Which of the counted cases `k` each figure is of. */
export const FIGURE: Readonly<Record<CaseFigure, Sql>> = {
  caught: sql`k.caught_at IS NOT NULL`,
  word: sql`k.first_word_at IS NOT NULL`,
  solved: sql`k.solved_at IS NOT NULL`,
  fell: sql`(k.body ->> 'fell')::boolean`,
  ended: sql`k.state IN ('solved', 'confirmed')`,
  reopened: sql`(k.body ->> 'reopened')::integer > 0`,
  'confirmed-by-customer': sql`k.state = 'confirmed' AND k.body ->> 'confirmedBy' = 'customer'`,
  'confirmed-by-silence': sql`k.state = 'confirmed' AND k.body ->> 'confirmedBy' = 'silence'`,
  asked: ASKED,
  recovered: sql`${ASKED} AND ${SAID} = 'true'`,
  'not-recovered': sql`${ASKED} AND ${SAID} = 'false'`,
  'no-answer': sql`${ASKED} AND ${SAID} IS NULL`,
  'not-asked': sql`k.body -> 'recovery' ->> 'notAsked' IS NOT NULL`,
}
