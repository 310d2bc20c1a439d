import { tokenOf } from '../../domain/access/may.ts'
import type { FastifyRequest } from 'fastify'
import { getIdentity as identityContract, getJudgements, postJoin, postJudgements, postSeparate, postUndo } from '../../api/identity.ts'
import { compareIdentifiers, identifierText, kindOf, normaliseIdentifier, UNIQUE_KINDS } from '../../domain/customer/identifier.ts'
import { identify } from '../../domain/customer/identity.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { compareText } from '../../domain/kernel/order.ts'
import type { Queryable } from '../db/database.ts'
import type { Parts } from '../http/parts.ts'
import { notFound, wrongInput } from '../http/problem.ts'
import { route, type Route } from '../http/route.ts'
import { bringJudgements } from './bringJudgements.ts'
import { findCustomer } from './findCustomer.ts'
import { linkKey, linksOf } from './identityLinks.ts'
import { registered } from './identityRows.ts'
import { judgeIdentity } from './judgeIdentity.ts'
import { findJudgements, judgementsAbout, listJudgements, type Judgement, type Speaker } from './judgements.ts'

/** The doors to who is who. */
export function identityRoutes({ database, definitions, clock }: Parts): Route[] {
  const found = async (text: string) => {
    const customer = await findCustomer(database, text)
    if (customer === null) throw notFound('such customer', 'Ask by any of its identifiers, kind:value, e.g. crm:C-1001.')
    return customer
  }
  const own = async (id: number) =>
    (await database.query<{ identifier: string }>('SELECT identifier FROM identifiers WHERE customer_id = $1', [id])).map(
      (row) => row.identifier,
    )
  const judging = { database, definitions, clock }
  return [
    route(identityContract, async ({ params }) => {
      const { id, name } = await found(params.customer)
      return { customer: name, ...(await getIdentity(database, id)) }
    }),
    route(postSeparate, async ({ params, body, request }) => {
      const { id } = await found(params.customer)
      const identifiers = await known(database, body.identifiers, 'identifiers')
      const others = body.others
        ? await known(database, body.others, 'others')
        : (await own(id)).filter((identifier) => !identifiers.includes(identifier))
      return judgeIdentity(judging, { sort: 'separate', identifiers, others }, { ...body, by: await speaker(database, request, body.by) })
    }),
    route(postJoin, async ({ params, body, request }) => {
      const { name } = await found(params.customer)
      const identifiers = [name, ...(await known(database, body.identifiers, 'identifiers'))]
      return judgeIdentity(judging, { sort: 'join', identifiers }, { ...body, by: await speaker(database, request, body.by) })
    }),
    route(postUndo, async ({ params, body, request }) =>
      judgeIdentity(judging, { sort: 'undo', judgement: params.judgement }, { ...body, by: await speaker(database, request, body.by) }),
    ),
    route(postJudgements, async ({ body }) => bringJudgements(judging, body.items)),
    route(getJudgements, async ({ query }) => ({ items: (await listJudgements(database, query.after, query.limit)).map(judgementJson) })),
  ]
}

/** Identifiers in normal form, each known here. Throws problem 422. */
async function known(database: Queryable, given: readonly string[], field: string): Promise<string[]> {
  const normal = given.map((text, index) => {
    const kind = kindOf(text)
    const read = normaliseIdentifier(kind, text.slice(kind.length + 1))
    if ('problem' in read) throw wrongInput(422, [{ field: `${field}.${index}`, message: read.problem }])
    return identifierText(kind, read.value)
  })
  const there = new Set((await registered(database, 'identifier = ANY($1::text[])', normal)).map((row) => row.identifier))
  const missing = normal.findIndex((identifier) => !there.has(identifier))
  if (missing >= 0) throw wrongInput(422, [{ field: `${field}.${missing}`, message: 'must be an identifier that is known here' }])
  return [...new Set(normal)]
}

/** Who says something: whoever is signed in, else the token by the name given, or its own. */
export async function speaker(database: Queryable, { actor }: FastifyRequest, by: string | undefined): Promise<Speaker> {
  // Whoever is signed in speaks in their own name.
  if (actor.kind === 'employee') return { token: null, name: actor.name }
  const token = tokenOf(actor)
  if (token === null) return { token, name: by ?? 'this machine' }
  const [row] = await database.query<{ name: string }>('SELECT name FROM tokens WHERE id = $1', [token])
  return { token, name: by ?? row?.name ?? token }
}

async function getIdentity(database: Queryable, id: number) {
  const rows = await database.query<{ identifier: string; customer: string; id: number }>(
    `SELECT i.identifier, c.name AS customer, c.id FROM identifiers i JOIN customers c ON c.id = i.customer_id
     WHERE i.group_id IN (SELECT group_id FROM identifiers WHERE customer_id = $1) ORDER BY c.name COLLATE "C", i.identifier COLLATE "C"`,
    [id],
  )
  const links = await linksOf(database, [...new Set(rows.map((row) => row.id))])
  const all = rows.map((row) => row.identifier)
  const said = await findJudgements(database, all)
  const { contested } = identify(
    [...all.map((identifier) => [identifier]), ...links.map((link) => link.identifiers)],
    UNIQUE_KINDS,
    await judgementsAbout(database, all),
  )
  const history = await database.query<{
    at: number
    event: 'joined' | 'conflict' | 'separated'
    identifiers: string[]
    because: string
    judgement: number | null
  }>(
    `SELECT at, event, identifiers, because, judgement FROM identity_log
     WHERE customer_id = $1 OR customer_id IN (SELECT customer_id FROM former_customers WHERE survivor_id = $1) ORDER BY id`,
    [id],
  )
  return {
    identifiers: rows.map(({ identifier, customer }) => ({ identifier, customer })),
    links: links
      .map(({ identifiers, encounters, statements, because }) => ({ identifiers, encounters, statements, because }))
      .sort((left, right) => compareText(linkKey(left.identifiers), linkKey(right.identifiers))),
    contested: contested.sort((left, right) => compareIdentifiers(left[0]!, right[0]!)),
    judgements: said.map(judgementJson),
    history: history.map((entry) => ({ ...entry, at: formatInstant(entry.at) })),
  }
}

function judgementJson({ at, undone, ...judgement }: Judgement) {
  return { ...judgement, at: formatInstant(at), undone: undone && { ...undone, at: formatInstant(undone.at) } }
}
