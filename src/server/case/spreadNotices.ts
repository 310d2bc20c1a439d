import { DEFAULT_CHOICE, isSent, type NoticeChoice, type NoticeKind, type NoticeWay, type RuleKind } from '../../domain/case/notice.ts'
import type { Role } from '../../domain/employee/employee.ts'
import type { Database, Queryable } from '../db/database.ts'

const AT_ONCE = 500

interface NewNotice {
  id: number
  kind: NoticeKind
  team: string | null
  severity: number
  to: number[]
}

interface Person {
  id: number
  role: Role
  teams: string[]
  choice: NoticeChoice | null
}

interface Rule {
  id: string
  team: string | null
  kinds: RuleKind[]
  severity: number
}

/** Finds out who is to be told of new notices, each once, whoever does it; without mail nobody but channels. Answers how many it looked at. */
export async function spreadNotices(database: Database, hasMail: boolean, clock: () => number): Promise<number> {
  return database.transaction(async (tx) => {
    const now = clock()
    const notices = await tx.query<NewNotice>(
      `UPDATE notices SET spread_at = $1
       WHERE id IN (SELECT id FROM notices WHERE spread_at IS NULL ORDER BY id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED)
       RETURNING id, kind, team, severity, "to"`,
      [now],
    )
    if (notices.length === 0) return 0
    const [people, rules] = await Promise.all([
      hasMail ? concerned(tx, notices) : [],
      tx.query<Rule>('SELECT id, team, kinds, severity FROM notice_rules WHERE enabled'),
    ])
    const waiting = notices.flatMap((notice) => [
      ...people.filter((person) => wants(person, notice)).map(({ id }) => ({ notice: notice.id, employee: id, rule: null })),
      ...rules.filter((rule) => isSent(rule, notice)).map(({ id }) => ({ notice: notice.id, employee: null, rule: id })),
    ])
    if (waiting.length > 0) {
      await tx.query(
        `INSERT INTO notices_waiting (notice, employee_id, rule, known_at, due_at)
         SELECT notice, employee, rule, $4, $4 FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS given(notice, employee, rule)`,
        [waiting.map(({ notice }) => notice), waiting.map(({ employee }) => employee), waiting.map(({ rule }) => rule), now],
      )
    }
    return notices.length
  })
}

/** Those whom notices name, and those of the teams in whose inboxes something is new. */
function concerned(tx: Queryable, notices: readonly NewNotice[]): Promise<Person[]> {
  const named = notices.flatMap(({ to }) => to)
  const teams = notices.flatMap(({ kind, team }) => (kind === 'inbox' && team !== null ? [team] : []))
  return tx.query<Person>(
    `SELECT e.id, e.role, c.choice, ARRAY(SELECT team FROM team_members WHERE employee_id = e.id) AS teams
     FROM employees e LEFT JOIN notice_choices c ON c.employee_id = e.id
     WHERE e.active AND (e.id = ANY($1::bigint[]) OR e.id IN (SELECT employee_id FROM team_members WHERE team = ANY($2::text[])))`,
    [[...new Set(named)], [...new Set(teams)]],
  )
}

function wants({ id, role, teams, choice }: Person, { kind, team, to }: NewNotice): boolean {
  if (wayOf(choice, kind) === 'never') return false
  return kind === 'inbox' ? role !== 'viewer' && team !== null && teams.includes(team) : to.includes(id)
}

/** How somebody hears of a kind, by what they chose (null = nothing yet). */
export function wayOf(choice: NoticeChoice | null, kind: NoticeKind): NoticeWay {
  return kind === 'solved' ? 'never' : (choice ?? DEFAULT_CHOICE).ways[kind]
}
