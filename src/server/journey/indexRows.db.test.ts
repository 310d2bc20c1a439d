import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { digestOfKey } from '../../domain/journey/columns.ts'
import { codeOf, copyRows, digestOf, integerOf, openNames } from './indexRows.ts'

describe('rows of a binary COPY', () => {
  const client = new pg.Client({ connectionString: inject('postgresUrl') })
  beforeAll(() => client.connect())
  afterAll(() => client.end())

  it('come whole, however the connection cuts them', async () => {
    const many = 20_000
    // Keys of 1 to 300 characters, so that chunks end anywhere in a row.
    const query = `SELECT i::bigint - 5000000000, i, (i % 300)::smallint, repeat(chr(97 + i % 26), 1 + i % 300), NULLIF('n' || i % 7, 'n3'), i % 2 = 0
      FROM generate_series(1, ${many}) AS i`
    const names: string[] = []
    const known = openNames((name) => names.push(name))
    let count = 0
    await copyRows(client, query, (row) => {
      const number = ++count
      const key = String.fromCharCode(97 + (number % 26)).repeat(1 + (number % 300))
      const read = [
        integerOf(row, 0),
        integerOf(row, 1),
        integerOf(row, 2),
        digestOf(row, 3),
        codeOf(known, row, 4),
        row.bytes[row.starts[5]!],
      ]
      const name = number % 7 === 3 ? 0 : names.indexOf(`n${number % 7}`) + 1
      expect(read).toEqual([number - 5_000_000_000, number, number % 300, digestOfKey(key), name, Number(number % 2 === 0)])
    })
    expect(count).toBe(many)
    expect(names.sort()).toEqual(['n0', 'n1', 'n2', 'n4', 'n5', 'n6'])
  })

  it('code names of every length, alike where they differ in one place only', async () => {
    const names: string[] = []
    const known = openNames((name) => names.push(name))
    const codes: number[] = []
    // 2,000 names twice; each differs from another in its middle only.
    const query = `SELECT repeat('a', i % 40) || i % 50 || repeat('b', i % 40) FROM generate_series(0, 3999) AS i`
    await copyRows(client, query, (row) => codes.push(codeOf(known, row, 0)))
    const expected = Array.from({ length: 4000 }, (_, i) => 'a'.repeat(i % 40) + (i % 50) + 'b'.repeat(i % 40))
    expect(codes.map((code) => names[code - 1])).toEqual(expected)
    expect(new Set(names).size).toBe(names.length)
  })

  it('are none of an empty table, and the connection goes on', async () => {
    let count = 0
    await copyRows(client, 'SELECT 1 WHERE false', () => count++)
    expect(count).toBe(0)
    expect((await client.query('SELECT 2 AS two')).rows).toEqual([{ two: 2 }])
  })

  it('fail with the statement, at its beginning or in its middle, and the connection goes on', async () => {
    await expect(copyRows(client, 'SELECT nothing', () => undefined)).rejects.toThrow('nothing')
    await expect(copyRows(client, 'SELECT 1 / (i - 50000) FROM generate_series(1, 90000) AS i', () => undefined)).rejects.toThrow('zero')
    expect((await client.query('SELECT 2 AS two')).rows).toEqual([{ two: 2 }])
  })

  it('fail with who takes them, and end the connection', async () => {
    const own = new pg.Client({ connectionString: inject('postgresUrl') })
    own.on('error', () => undefined)
    await own.connect()
    const refuse = () => {
      throw new Error('Not this one.')
    }
    await expect(copyRows(own, 'SELECT i FROM generate_series(1, 100000) AS i', refuse)).rejects.toThrow('Not this one.')
    await own.end()
  })
})
