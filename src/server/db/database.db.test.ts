import { describe, expect, inject, it } from 'vitest'
import { type Database, openDatabase } from './database.ts'
import { refuseServer } from './postgres.ts'
import { describeDatabases } from './testing.ts'
import { errorCode } from './transaction.ts'

async function withTable(opening: Promise<Database>): Promise<Database> {
  const database = await opening
  await database.exec('CREATE TABLE leaf (id integer PRIMARY KEY, green boolean); INSERT INTO leaf VALUES (1, true)')
  return database
}

const leaves = (database: Database) => database.query<{ id: number }>('SELECT id FROM leaf ORDER BY id')

describeDatabases('a database', (open) => {
  it('gives each opening a database of its own with the tables made', async () => {
    const one = await withTable(open())
    const other = await open()
    expect(await other.query("SELECT to_regclass('leaf') AS leaf")).toEqual([{ leaf: null }])
    expect(await one.query("SELECT to_regclass('encounters')::text AS encounters")).toEqual([{ encounters: 'encounters' }])
  })

  it('keeps a transaction that ends well and nothing of one that does not', async () => {
    const database = await withTable(open())
    const answer = await database.transaction(async (transaction) => {
      await transaction.exec('INSERT INTO leaf VALUES (2, true); INSERT INTO leaf VALUES (3, false)')
      return transaction.query<{ leaves: number }>('SELECT count(*) AS leaves FROM leaf WHERE green = $1', [true])
    })
    expect(answer).toEqual([{ leaves: 2 }])
    const failing = database.transaction(async (transaction) => {
      await transaction.query('DELETE FROM leaf')
      throw new Error('storm')
    })
    await expect(failing).rejects.toThrow('storm')
    expect(await leaves(database)).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }])
  })

  it('does not call a transaction done in which a statement failed unseen', async () => {
    const database = await withTable(open())
    const hiding = database.transaction(async (transaction) => {
      await transaction.query('INSERT INTO leaf VALUES (2, true)')
      await transaction.query('INSERT INTO leaf VALUES (1, true)').catch(() => undefined)
    })
    await expect(hiding).rejects.toThrow(/rolled back/)
    expect(await leaves(database)).toEqual([{ id: 1 }])
  })

  it('names errors alike and keeps parameters out of them', async () => {
    const database = await withTable(open())
    const error = await database.query('INSERT INTO leaf VALUES ($1, $2)', [1, true]).catch((caught: unknown) => caught)
    expect(errorCode(error)).toBe('23505')
    expect(error).not.toHaveProperty('params')
  })

  it.each(['40001', '40P01'])('tries a transaction again after %s, three times and no more', async (code) => {
    const database = await withTable(open())
    let tries = 0
    const failing = (times: number) =>
      database.transaction(async (transaction) => {
        tries++
        await transaction.query('INSERT INTO leaf VALUES ($1, true)', [100 + tries])
        if (tries <= times) await transaction.exec(`DO $$ BEGIN RAISE EXCEPTION 'again' USING ERRCODE = '${code}'; END $$`)
        return tries
      })
    expect(await failing(3)).toBe(4)
    expect(await leaves(database)).toEqual([{ id: 1 }, { id: 104 }])
    await expect(failing(8)).rejects.toThrow('again')
    expect(tries).toBe(8)
  })

  it('answers questions put at once inside a transaction', async () => {
    const database = await open()
    const numbers = Array.from({ length: 20 }, (_, index) => index)
    const answers = await database.transaction((transaction) =>
      Promise.all(numbers.map((number) => transaction.query<{ number: number }>('SELECT $1::int AS number', [number]))),
    )
    expect(answers.flat()).toEqual(numbers.map((number) => ({ number })))
  })

  it('sends statements together, each seeing what those before it did', async () => {
    const database = await withTable(open())
    const answers = await database.transaction((transaction) =>
      transaction.batch([
        {
          text: 'INSERT INTO leaf SELECT * FROM unnest($1::int[], $2::bool[]) RETURNING id',
          parameters: [
            [2, 3],
            [true, null],
          ],
        },
        { text: 'SELECT count(*) AS leaves FROM leaf' },
        { text: 'DELETE FROM leaf WHERE id = $1', parameters: [1] },
      ]),
    )
    expect(answers).toEqual([[{ id: 2 }, { id: 3 }], [{ leaves: 3 }], []])
    expect(await leaves(database)).toEqual([{ id: 2 }, { id: 3 }])
  })

  it('tells the first error among statements sent together, and keeps none of them', async () => {
    const database = await withTable(open())
    const insert = (id: unknown) => ({ text: 'INSERT INTO leaf VALUES ($1, true)', parameters: [id] })
    const failing = () =>
      database.transaction((transaction) => transaction.batch([insert(2), insert('x'), insert(3), { text: 'nonsense' }]))
    expect(errorCode(await failing().catch((caught: unknown) => caught))).toBe('22P02')
    expect(errorCode(await failing().catch((caught: unknown) => caught))).toBe('22P02')
    expect(await database.transaction((transaction) => transaction.batch([insert(4), insert(5)]))).toEqual([[], []])
    expect(await leaves(database)).toEqual([1, 4, 5].map((id) => ({ id })))
  })

  it('tells the first error also where several parts ask at once', async () => {
    const database = await withTable(open())
    const failing = database.transaction((transaction) => {
      const wrong = async () => Promise.all([transaction.query('INSERT INTO leaf VALUES ($1, true)', ['x']), transaction.query('SELECT 2')])
      return Promise.all([wrong(), transaction.query('SELECT 1')])
    })
    expect(errorCode(await failing.catch((caught: unknown) => caught))).toBe('22P02')
  })

  it('lets a question through between transactions, however many wait', async () => {
    const database = await withTable(open())
    const order: string[] = []
    const write = (id: number) =>
      database
        .transaction((transaction) => transaction.query('INSERT INTO leaf VALUES ($1, true)', [id]))
        .then(() => order.push('transaction'))
    const writes = Array.from({ length: 20 }, (_, index) => write(index + 2))
    await Promise.all([leaves(database).then(() => order.push('question')), ...writes])
    expect(order.indexOf('question')).toBeLessThan(20)
    expect(await leaves(database)).toHaveLength(21)
  })

  it('refuses the database inside a transaction, and the transaction after its end', async () => {
    const database = await withTable(open())
    const past = database.transaction(() => database.query('SELECT 1'))
    await expect(past).rejects.toThrow(/only the transaction itself/)
    const nested = database.transaction(() => database.transaction(async () => 1))
    await expect(nested).rejects.toThrow(/only the transaction itself/)
    const kept = await database.transaction(async (transaction) => transaction)
    await expect(kept.query('DELETE FROM leaf')).rejects.toThrow(/closed|ended/)
    expect(await leaves(database)).toEqual([{ id: 1 }])
  })

  it('throws rather than lose a digit of a whole number', async () => {
    const database = await open()
    expect(await database.query("SELECT 9007199254740991::int8 AS most, 0.1::numeric AS part, DATE '2026-02-28' AS day")).toEqual([
      { most: 9_007_199_254_740_991, part: 0.1, day: '2026-02-28' },
    ])
    await expect(database.query('SELECT 9007199254740992::int8 AS more')).rejects.toThrow(/larger than a number can hold/)
  })

  it('compares text by bytes', async () => {
    const database = await open()
    const sorted = await database.query<{ word: string }>('SELECT word FROM unnest($1::text[]) AS word ORDER BY word COLLATE "C"', [
      ['ä', 'Z', 'a', 'é'],
    ])
    expect(sorted.map(({ word }) => word)).toEqual(['Z', 'a', 'ä', 'é'])
  })
})

describe('PostgreSQL', () => {
  it('retries what really collided', async () => {
    const database = await withTable(openDatabase({ url: inject('postgresUrl') }))
    try {
      const collide = () =>
        database.transaction(async (transaction) => {
          await transaction.exec('SET TRANSACTION ISOLATION LEVEL SERIALIZABLE')
          const [row] = await transaction.query<{ next: number }>('SELECT count(*)::int + 1 AS next FROM leaf')
          await transaction.query('INSERT INTO leaf VALUES ($1, true)', [row?.next])
        })
      await Promise.all([collide(), collide(), collide()])
      expect(await leaves(database)).toEqual([1, 2, 3, 4].map((id) => ({ id })))
    } finally {
      await database.exec('DROP TABLE leaf')
      await database.close()
    }
  })

  it('outlives a connection that breaks inside a transaction', async () => {
    const warnings: string[] = []
    const database = await openDatabase({ url: inject('postgresUrl'), warn: (message) => warnings.push(message) })
    const cut = database.transaction(async (transaction) => {
      const [own] = await transaction.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
      const other = await openDatabase({ url: inject('postgresUrl') })
      await other.transaction((ending) => ending.query('SELECT pg_terminate_backend($1)', [own?.pid]))
      await other.close()
      await expect.poll(() => warnings.length).toBeGreaterThan(0)
      await transaction.query('SELECT 1')
    })
    await expect(cut).rejects.toThrow(/connection|queryable/i)
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
    await database.close()
  })

  it('says where it cannot be reached, without the password', async () => {
    const opening = openDatabase({ url: 'postgres://polku:hunter2@127.0.0.1:1/polku' })
    const error = await opening.catch((caught: Error) => caught)
    expect(String(error)).toMatch(/PostgreSQL at 127\.0\.0\.1:1\/polku cannot be used: .*Check DATABASE_URL/)
    expect(String(error)).not.toContain('hunter2')
  })

  it('is refused when it is too old or does not speak UTF-8', () => {
    expect(() => refuseServer(140_011, 'UTF8')).toThrow('PostgreSQL 14 is too old: Polku needs 15 or newer.')
    expect(() => refuseServer(150_000, 'SQL_ASCII')).toThrow(/encoding is SQL_ASCII/)
    expect(() => refuseServer(150_000, 'UTF8')).not.toThrow()
  })
})
