import type { CustomerJson } from '../../api/customer.ts'
import { compareFrictions } from '../../domain/friction/compare.ts'
import type { Friction } from '../../domain/friction/friction.ts'
import { frictionJson } from '../../domain/friction/frictionJson.ts'
import type { Definitions } from '../../domain/journey/definitions.ts'
import { readPathKey, type Path } from '../../domain/journey/path.ts'
import { pathJson } from '../../domain/journey/pathJson.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { compareMarks, compareText } from '../../domain/kernel/order.ts'
import { getCasesOf } from '../case/getCases.ts'
import type { Queryable } from '../db/database.ts'
import { readKnownCustomer } from './knownCustomer.ts'

/** Everything that stands about one customer; null when it is gone. */
export async function getCustomer(database: Queryable, id: number, definitions: Definitions, now: number): Promise<CustomerJson | null> {
  const known = await readKnownCustomer(database, id)
  if (known === null) return null
  const name = known.json.customer
  const paths = await database.query<{ body: Path }>('SELECT body FROM paths WHERE customer_id = $1', [id])
  const frictions = await database.query<{ body: Friction }>('SELECT body FROM frictions WHERE customer_id = $1', [id])
  const cases = await getCasesOf(database, id, now)
  return {
    ...known.json,
    firstAt: known.firstAt === null ? null : formatInstant(known.firstAt),
    lastAt: known.lastAt === null ? null : formatInstant(known.lastAt),
    holdings: Object.entries(known.holdings)
      .map(([product, mark]) => ({ product, encounter: mark?.id ?? null }))
      .sort((left, right) => compareText(left.product, right.product)),
    paths: paths
      .map(({ body }) => body)
      .sort((left, right) => compareMarks(left.first, right.first))
      .map((path) => pathJson(path, name, definitions)),
    frictions: frictions
      .map(({ body }) => body)
      .sort(compareFrictions)
      .map((body) => frictionJson(body, name, readPathKey(body.path))),
    cases,
  }
}
