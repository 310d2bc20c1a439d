import { createAdapterFactory, type CleanedWhere } from 'better-auth/adapters'
import type { Database, Queryable } from '../db/database.ts'
import { all, list, Sql, sql } from '../db/sql.ts'

/** Tables that sign-in keeps, and which of their columns it may touch: no name in a statement comes from outside. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  employees: ['id', 'name', 'email', 'emailVerified', 'image', 'createdAt', 'updatedAt'],
  sessions: ['id', 'userId', 'token', 'expiresAt', 'createdAt', 'updatedAt', 'ipAddress', 'userAgent'],
  credentials: [
    'id',
    'userId',
    'accountId',
    'providerId',
    'password',
    'accessToken',
    'refreshToken',
    'idToken',
    'accessTokenExpiresAt',
    'refreshTokenExpiresAt',
    'scope',
    'createdAt',
    'updatedAt',
  ],
  verifications: ['id', 'identifier', 'value', 'expiresAt', 'createdAt', 'updatedAt'],
}

type Row = Record<string, unknown>

/** Lets better-auth keep its sessions, credentials and links in our tables, times as milliseconds like everywhere. */
export function keepAuthIn(database: Database) {
  return createAdapterFactory({
    config: {
      adapterId: 'polku',
      supportsNumericIds: true,
      supportsDates: true,
      supportsJSON: false,
      transaction: false,
      customTransformOutput: ({ data, fieldAttributes }) =>
        fieldAttributes.type === 'date' && typeof data === 'number' ? new Date(data) : data,
    },
    adapter: () => adapterOf(database),
  })
}

function adapterOf(database: Queryable) {
  const rows = async (statement: Sql) => database.query<Row>(...statement.render())
  const find = (model: string, where: readonly CleanedWhere[] | undefined, rest: Sql) =>
    rows(sql`SELECT ${columns(model)} FROM ${table(model)} WHERE ${conditions(model, where)} ${rest}`)
  const change = (model: string, where: readonly CleanedWhere[], update: Row) => {
    const parts = Object.entries(update).map(([field, value]) => sql`${column(model, field)} = ${parameter(value)}`)
    return rows(sql`UPDATE ${table(model)} SET ${list(parts)} WHERE ${conditions(model, where)} RETURNING ${columns(model)}`)
  }
  const remove = (model: string, where: readonly CleanedWhere[]) =>
    rows(sql`DELETE FROM ${table(model)} WHERE ${conditions(model, where)} RETURNING ${columns(model)}`)
  return {
    create: async <T extends Row>({ model, data }: { model: string; data: T }) => {
      const fields = Object.keys(data).filter((field) => data[field] !== undefined)
      const into = list(fields.map((field) => column(model, field)))
      const values = list(fields.map((field) => sql`${parameter(data[field])}`))
      const [made] = await rows(sql`INSERT INTO ${table(model)} (${into}) VALUES (${values}) RETURNING ${columns(model)}`)
      return made as T
    },
    findOne: async <T>({ model, where }: { model: string; where: CleanedWhere[] }) =>
      ((await find(model, where, sql`LIMIT 1`))[0] ?? null) as T | null,
    findMany: async <T>(asked: {
      model: string
      where?: CleanedWhere[] | undefined
      limit: number
      sortBy?: { field: string; direction: 'asc' | 'desc' } | undefined
      offset?: number | undefined
    }) => {
      const { model, where, limit, sortBy, offset } = asked
      const direction = sortBy?.direction === 'desc' ? sql`DESC` : sql`ASC`
      const order = sortBy === undefined ? sql`` : sql`ORDER BY ${column(model, sortBy.field)} ${direction}`
      return (await find(model, where, sql`${order} LIMIT ${limit} OFFSET ${offset ?? 0}`)) as T[]
    },
    update: async <T>({ model, where, update }: { model: string; where: CleanedWhere[]; update: T }) =>
      ((await change(model, where, update as Row))[0] ?? null) as T | null,
    updateMany: async ({ model, where, update }: { model: string; where: CleanedWhere[]; update: Row }) =>
      (await change(model, where, update)).length,
    delete: async ({ model, where }: { model: string; where: CleanedWhere[] }) => void (await remove(model, where)),
    deleteMany: async ({ model, where }: { model: string; where: CleanedWhere[] }) => (await remove(model, where)).length,
    /** One of two who use a one-time link at the same time gets it. */
    consumeOne: async <T>({ model, where }: { model: string; where: CleanedWhere[] }) => {
      const one = sql`SELECT id FROM ${table(model)} WHERE ${conditions(model, where)} LIMIT 1 FOR UPDATE`
      const [taken] = await rows(sql`DELETE FROM ${table(model)} WHERE id IN (${one}) RETURNING ${columns(model)}`)
      return (taken ?? null) as T | null
    },
    count: async ({ model, where }: { model: string; where?: CleanedWhere[] | undefined }) => {
      const [row] = await rows(sql`SELECT count(*) AS count FROM ${table(model)} WHERE ${conditions(model, where)}`)
      return row!['count'] as number
    },
  }
}

function parameter(value: unknown): unknown {
  return value instanceof Date ? value.getTime() : value
}

function table(model: string): Sql {
  if (TABLES[model] === undefined) throw new Error(`Sign-in keeps nothing called ${model}.`)
  return new Sql([model], [])
}

function column(model: string, field: string): Sql {
  if (!TABLES[model]?.includes(field)) throw new Error(`Sign-in keeps no ${field} in ${model}.`)
  return new Sql([field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)], [])
}

function columns(model: string): Sql {
  return list((TABLES[model] ?? []).map((field) => new Sql(['', ` AS "${field}"`], [column(model, field)])))
}

function conditions(model: string, where: readonly CleanedWhere[] | undefined): Sql {
  return all((where ?? []).map((each) => condition(column(model, each.field), each)))
}

function condition(field: Sql, { operator, value, connector }: CleanedWhere): Sql {
  if (connector === 'OR') throw new Error('Sign-in asks for one thing or another, which is not foreseen here.')
  const given = parameter(value)
  switch (operator) {
    case 'eq':
      return given === null ? sql`${field} IS NULL` : sql`${field} = ${given}`
    case 'ne':
      return given === null ? sql`${field} IS NOT NULL` : sql`${field} <> ${given}`
    case 'lt':
      return sql`${field} < ${given}`
    case 'lte':
      return sql`${field} <= ${given}`
    case 'gt':
      return sql`${field} > ${given}`
    case 'gte':
      return sql`${field} >= ${given}`
    case 'in':
      return sql`${field} = ANY(${given})`
    default:
      throw new Error(`Sign-in compares by ${operator}, which is not foreseen here.`)
  }
}
