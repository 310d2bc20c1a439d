import { UNIQUE_KINDS } from '../../domain/customer/identifier.ts'
import type { Database, Queryable, Transaction } from '../db/database.ts'
import { lockWriter } from '../db/writerLock.ts'
import { HttpProblem, wrongInput } from '../http/problem.ts'
import { deriveCustomers } from '../intake/deriveCustomers.ts'
import type { DefinitionStore } from '../journey/definitionStore.ts'
import { registered } from './identityRows.ts'
import { findJudgements, getJudgement, keepJudgement, takeBack, type Judgement, type Speaker } from './judgements.ts'
import { regroup } from './regroup.ts'

/** What somebody says of identifiers (`kind:value`, in normal form), or takes back by its number. */
export type Saying =
  | { sort: 'join'; identifiers: readonly string[] }
  | { sort: 'separate'; identifiers: readonly string[]; others: readonly string[] }
  | { sort: 'undo'; judgement: number }

/** A customer concerned, and how much it has. */
export interface Concerned {
  id: number
  customer: string
  identifiers: string[]
  encounters: number
  statements: number
  cases: number
}

/** What came of it: the number it stands under (null for a preview) and the customers concerned before and after. */
export interface Judged {
  judgement: number | null
  before: Concerned[]
  after: Concerned[]
}

/** What judging needs. */
export interface JudgingParts {
  database: Pick<Database, 'transaction'>
  definitions: DefinitionStore
  clock: () => number
}

/** Who says something, why, and when where that is not now (ms since 1970 UTC). */
interface Said {
  by: Speaker
  because: string
  at?: number
}

/** Ends a transaction without keeping anything of it. */
class Preview extends Error {
  constructor(readonly judged: Judged) {
    super('preview')
  }
}

/**
 * Takes what somebody says of who is who: it stands from now on, over every link, until it is taken back; timelines, statements, cases
 * and names follow at once. A preview tells what would move and moves nothing. Throws problems 409 and 422.
 */
export async function judgeIdentity(parts: JudgingParts, saying: Saying, said: Said & { preview?: boolean }): Promise<Judged> {
  try {
    return await parts.database.transaction(async (tx) => {
      await lockWriter(tx)
      const judged = await judgeWithin(tx, parts, saying, said)
      if (said.preview === true) throw new Preview({ ...judged, judgement: null })
      return judged
    })
  } catch (error) {
    if (error instanceof Preview) return error.judged
    throw error
  }
}

/** The same within a transaction that holds the writer's lock. */
export async function judgeWithin(
  tx: Transaction,
  { definitions, clock }: JudgingParts,
  saying: Saying,
  { by, because, at, preview = false }: Said & { preview?: boolean },
): Promise<Judged> {
  const now = clock()
  const { id, identifiers } = await keep(tx, saying, { by, because, at: at ?? now })
  const known = await registered(tx, 'identifier = ANY($1::text[])', identifiers)
  const groups = [...new Set(known.map(({ group }) => group))]
  const before = await concerned(tx, [
    ...new Set((await registered(tx, 'group_id = ANY($1::bigint[])', groups)).map((row) => row.customer)),
  ])
  const { rows, changed } = await regroup(tx, {
    groups,
    // What nobody has met yet is entered, so that the first encounter already finds what was said.
    links: identifiers.map((identifier) => ({ identifiers: [identifier], because })),
    uniqueKinds: UNIQUE_KINDS,
    now,
    judgement: { id, because },
  })
  if (!preview) {
    const current = await definitions.current(tx)
    await deriveCustomers(tx, { encounters: new Map(), fromScratch: changed }, current.definitions, now)
  }
  const after = await concerned(tx, [...new Set(rows.map(({ customer }) => customer))])
  const isTouched = touchedBy(before, after)
  return { judgement: id, before: before.filter(isTouched), after: after.filter(isTouched) }
}

/** Keeps or takes back a judgement; tells its number and every identifier it names. */
async function keep(
  tx: Queryable,
  saying: Saying,
  { by, because, at }: { by: Speaker; because: string; at: number },
): Promise<{ id: number; identifiers: string[] }> {
  if (saying.sort === 'undo') {
    const judgement = await getJudgement(tx, saying.judgement)
    if (judgement === null) throw new HttpProblem(404, 'not-found', `Nobody said anything under the number ${saying.judgement}.`)
    if (judgement.undone !== null) throw new HttpProblem(409, 'contradicts', `Number ${saying.judgement} was taken back already.`)
    await takeBack(tx, saying.judgement, { at, by, because })
    return { id: saying.judgement, identifiers: [...judgement.identifiers, ...judgement.others] }
  }
  const identifiers = [...new Set(saying.identifiers)]
  const others = saying.sort === 'separate' ? [...new Set(saying.others)] : []
  const named = [...identifiers, ...others]
  if (saying.sort === 'separate' && (others.length === 0 || new Set(named).size < named.length)) {
    throw wrongInput(422, [{ field: 'others', message: 'must be at least one identifier, and none of those on the one side' }])
  }
  refuseContradiction(saying.sort, identifiers, others, await findJudgements(tx, named))
  const id = await keepJudgement(tx, { sort: saying.sort, identifiers, others, at, by, because })
  return { id, identifiers: named }
}

/** What people said before is taken back by name, never silently overruled. */
function refuseContradiction(sort: 'join' | 'separate', identifiers: string[], others: string[], earlier: readonly Judgement[]): void {
  const sides = new Set(identifiers)
  const contradicts = (judgement: Judgement): boolean => {
    if (judgement.undone !== null || judgement.sort === sort) return false
    if (sort === 'join') return judgement.identifiers.some((each) => sides.has(each)) && judgement.others.some((each) => sides.has(each))
    return judgement.identifiers.some((each) => sides.has(each)) && judgement.identifiers.some((each) => others.includes(each))
  }
  const found = earlier.find(contradicts)
  if (found === undefined) return
  const what = found.sort === 'join' ? 'are one person' : 'are not one person'
  throw new HttpProblem(409, 'contradicts', `${found.by.name} said under number ${found.id} that they ${what}.`, {
    detail: `Take that back first: POST /api/v1/judgements/${found.id}/undo.`,
  })
}

/** Those that are not the same before and after. */
function touchedBy(before: readonly Concerned[], after: readonly Concerned[]): (each: Concerned) => boolean {
  const text = (each: Concerned) => JSON.stringify(each)
  const same = new Set(before.map(text).filter((each) => after.some((other) => text(other) === each)))
  return (each) => !same.has(text(each))
}

async function concerned(tx: Queryable, customers: readonly number[]): Promise<Concerned[]> {
  return tx.query<Concerned>(
    `SELECT c.id, c.name AS customer, ARRAY(SELECT identifier FROM identifiers WHERE customer_id = c.id ORDER BY identifier COLLATE "C") AS identifiers,
       (SELECT count(*) FROM encounters WHERE customer_id = c.id) AS encounters,
       (SELECT count(*) FROM statements WHERE customer_id = c.id) AS statements,
       (SELECT count(*) FROM cases WHERE customer_id = c.id) AS cases
     FROM customers c WHERE c.id = ANY($1::bigint[]) ORDER BY c.id`,
    [customers],
  )
}
