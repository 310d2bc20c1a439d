import type { Case, CaseState } from '../../domain/case/case.ts'
import type { CaseEntry } from '../../domain/case/caseEvent.ts'
import { actBy, nextMoment } from '../../domain/case/limits.ts'
import type { CaseSurroundings } from '../../domain/case/caseTurn.ts'
import { readPathKey } from '../../domain/journey/path.ts'
import type { Queryable } from '../db/database.ts'
import { jsonList, jsonTexts } from '../db/jsonList.ts'

/** A case with its customer (by number), its own number, its path, and how it stands. */
export interface StandingCase {
  customer: number
  id: number
  path: string
  each: Case
}

/** A case that is not yet kept. */
export interface NewCase extends Omit<StandingCase, 'id'> {
  /** The encounter that last proves the friction it is opened for, where that was, and the friction's kind. */
  encounter: string
  touchpoint: string
  kind: string
  /** When the first of its frictions became true. */
  openedAt: number
}

/** Kept where nobody is to do anything, so that what is due first stands first. */
const NOBODY_ACTS = Number.MAX_SAFE_INTEGER

type Clocks = Pick<CaseSurroundings, 'calendar'>

const COLUMNS = [
  ['state', 'text'],
  ['team', 'text'],
  ['severity', 'smallint'],
  ['owner_id', 'bigint'],
  ['offer_to', 'bigint'],
  ['withdrawn_at', 'bigint'],
  ['caught_at', 'bigint'],
  ['first_word_at', 'bigint'],
  ['solved_at', 'bigint'],
  ['confirmed_at', 'bigint'],
  ['act_by', 'bigint'],
  ['due_at', 'bigint'],
  ['absence', 'bigint'],
  ['joined_into', 'bigint'],
] as const
const NAMES = COLUMNS.map(([name]) => name).join(', ')

/** State of a case as lists and doors know it: that it goes on in another, or was withdrawn, stands before any other. */
export function shownState({ state, joined, withdrawnAt }: Case): CaseState | 'withdrawn' | 'joined' {
  if (joined !== null) return 'joined'
  return withdrawnAt === null ? state : 'withdrawn'
}

/** Columns of cases in the order of `COLUMNS`, then their bodies as one text. */
function columnsOf(cases: readonly { each: Case }[], { calendar }: Clocks): unknown[] {
  const of = (column: (each: Case) => unknown) => cases.map(({ each }) => column(each))
  return [
    of(shownState),
    of((each) => each.team),
    of((each) => each.severity),
    of((each) => each.owner),
    of((each) => each.offer?.to ?? null),
    of((each) => each.withdrawnAt),
    of((each) => each.caughtAt),
    of((each) => each.firstWordAt),
    of((each) => each.solvedAt),
    of((each) => each.confirmedAt),
    of((each) => actBy(each) ?? NOBODY_ACTS),
    of((each) => nextMoment(each, calendar)?.at ?? null),
    of((each) => each.absence),
    of((each) => each.joined?.into ?? null),
    jsonTexts(cases.map(({ each }) => JSON.stringify(each))),
  ]
}

const givenFrom = (first: number) =>
  [...COLUMNS.map(([, type], index) => `$${first + index}::${type}[]`), jsonList(first + COLUMNS.length, 'jsonb')].join(', ')

const UPDATE = `UPDATE cases SET ${COLUMNS.map(([name]) => `${name} = given.${name}`).join(', ')}, body = given.body
  FROM unnest($1::bigint[], $2::bigint[], ${givenFrom(3)}) AS given(customer, id, ${NAMES}, body)
  WHERE cases.customer_id = given.customer AND cases.id = given.id`

/** Writes cases as they stand now. */
export async function updateCases(tx: Queryable, cases: readonly StandingCase[], clocks: Clocks): Promise<void> {
  if (cases.length === 0) return
  await tx.query(UPDATE, [cases.map(({ customer }) => customer), cases.map(({ id }) => id), ...columnsOf(cases, clocks)])
}

const INSERT = `INSERT INTO cases (customer_id, path, encounter, opened_at, known_at, journey, touchpoint, kind, ${NAMES}, body)
  SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::text[], $7::text[], $8::text[], ${givenFrom(9)})
  RETURNING customer_id AS customer, id, path, body AS each`

/** Keeps new cases; answers them with their numbers. */
export async function insertCases(tx: Queryable, cases: readonly NewCase[], clocks: Clocks): Promise<StandingCase[]> {
  if (cases.length === 0) return []
  return tx.query<StandingCase>(INSERT, [
    cases.map(({ customer }) => customer),
    cases.map(({ path }) => path),
    cases.map(({ encounter }) => encounter),
    cases.map(({ openedAt }) => openedAt),
    cases.map(({ each }) => each.clock.from),
    cases.map(({ path }) => readPathKey(path).journey),
    cases.map(({ touchpoint }) => touchpoint),
    cases.map(({ kind }) => kind),
    ...columnsOf(cases, clocks),
  ])
}

/** A line for the log of a case. */
export interface LogLine {
  customer: number
  id: number
  entry: CaseEntry
}

/** Adds lines to the logs of cases, in order. */
export async function logCases(tx: Queryable, lines: readonly LogLine[]): Promise<void> {
  if (lines.length === 0) return
  await tx.query(
    `INSERT INTO case_log (customer_id, case_id, at, actor, employee_id, kind, body)
     SELECT customer, case_id, at, actor, employee, kind, body
     FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::bigint[], $6::text[], ${jsonList(7, 'jsonb')})
       WITH ORDINALITY AS given(customer, case_id, at, actor, employee, kind, body, place) ORDER BY place`,
    [
      lines.map(({ customer }) => customer),
      lines.map(({ id }) => id),
      lines.map(({ entry }) => entry.at),
      lines.map(({ entry }) => entry.by.kind),
      lines.map(({ entry }) => (entry.by.kind === 'employee' ? entry.by.id : null)),
      lines.map(({ entry }) => entry.deed.kind),
      jsonTexts(
        lines.map(({ entry }) => {
          const { kind: _kind, ...body } = entry.deed
          return JSON.stringify(body)
        }),
      ),
    ],
  )
}
