import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backup } from './backup.ts'
import { lineOf, valuesOf } from './backupFile.ts'
import type { Database } from './database.ts'
import { checkBackup, restore } from './restore.ts'
import { describeDatabases } from './testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'polku-backup-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const given = { polku: '0.1.0', takenAt: 1_772_000_000_000 }
const ODD = 'tab\t line\n back\\slash \\N \r ä 😀 "quoted" {brace}'

async function fill(database: Database): Promise<void> {
  await database.query("INSERT INTO customers (id, name, display_name) VALUES (7, 'crm:1', $1), (9, 'crm:2', NULL)", [ODD])
  await database.query("SELECT setval('customers_id_seq', 40)")
  await database.query(
    "INSERT INTO statements (customer_id, identifier, at, identifiers, holdings) VALUES (7, 'crm:1', 5, $1, $2), (9, 'crm:2', 6, '{}', NULL)",
    [{ crm: ODD }, [ODD, 'NULL', '']],
  )
  await database.query("INSERT INTO settings (key, body) SELECT 'many' || n, to_jsonb(n) FROM generate_series(1, 4500) AS n")
  await database.query("INSERT INTO outbox (customer_id, at, type, body) VALUES (7, 1, 'path.changed', '{}')")
}

const standing = async (database: Database) => ({
  customers: await database.query('SELECT * FROM customers ORDER BY id'),
  statements: await database.query('SELECT * FROM statements ORDER BY customer_id'),
  settings: await database.query('SELECT * FROM settings ORDER BY key COLLATE "C"'),
  outbox: await database.query('SELECT customer_id, id, at, type, body FROM outbox ORDER BY id'),
})

describe('a line of a backup', () => {
  it('gives back any values', () => {
    for (const values of [[ODD, null, '', '\\N', '\\\\N', 'a'], [null], ['']]) expect(valuesOf(lineOf(values))).toEqual(values)
    expect(lineOf([ODD])).not.toMatch(/[\t\n\r]/)
  })
})

describeDatabases('a backup', (open) => {
  const path = join(folder, `whole-${Math.random()}`)
  let expected: Awaited<ReturnType<typeof standing>>

  beforeAll(async () => {
    const database = await open()
    await fill(database)
    expected = await standing(database)
    await backup(database, path, given)
  })

  it('comes back whole in an empty database, with the numbers it gave', async () => {
    const database = await open()
    expect(await restore(database, path, { replace: false })).toEqual({ ...given, rows: 4505 })
    expect(await standing(database)).toEqual(expected)
    expect(await database.query("INSERT INTO customers (name) VALUES ('crm:3') RETURNING id")).toEqual([{ id: 41 }])
    // What waits to be told is told as if the restore had written it.
    expect(await database.query('SELECT tx < pg_snapshot_xmax(pg_current_snapshot()) AS ended FROM outbox')).toEqual([{ ended: true }])
  })

  it('is not put over anything unless that is asked for', async () => {
    const database = await open()
    await database.query("INSERT INTO customers (name) VALUES ('crm:old')")
    await expect(restore(database, path, { replace: false })).rejects.toThrow(/holds something already.*--replace/)
    expect(await database.query('SELECT name FROM customers')).toEqual([{ name: 'crm:old' }])
    await restore(database, path, { replace: true })
    expect(await standing(database)).toEqual(expected)
  })

  it('leaves everything as it was when something cannot be written', async () => {
    const text = gunzipSync(readFileSync(path)).toString()
    const database = await open()
    await database.query("INSERT INTO customers (name) VALUES ('crm:old')")
    const other = join(folder, 'other')
    await database.exec('CREATE VIEW looking AS SELECT 1')
    // A sum that fits content that does not: two rows of one key.
    const lines = text.split('\n')
    const settings = lines.findIndex((line) => line.startsWith('many1\t'))
    lines[settings] = lines[settings + 1]!
    const { createHash } = await import('node:crypto')
    const end = JSON.parse(lines.at(-2)!) as { end: { sha256: string } }
    end.end.sha256 = createHash('sha256')
      .update(`${lines.slice(0, -2).join('\n')}\n`)
      .digest('hex')
    writeFileSync(other, gzipSync(`${lines.slice(0, -2).join('\n')}\n${JSON.stringify(end)}\n`))
    await expect(restore(database, other, { replace: true })).rejects.toThrow(/duplicate key/)
    expect(await database.query('SELECT name FROM customers')).toEqual([{ name: 'crm:old' }])
  })

  it('is refused by what is wrong with it, before anything is touched', async () => {
    const packed = readFileSync(path)
    const text = gunzipSync(packed).toString()
    const file = (name: string, content: Buffer | string) => {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    }
    const edited = (from: string | RegExp, to: string) => gzipSync(text.replace(from, to))
    const cases: [string, RegExp][] = [
      [file('short', packed.subarray(0, packed.length / 2)), /damaged: it ends too early/],
      [file('cut', gzipSync(text.slice(0, text.lastIndexOf('{"end"')))), /damaged: it ends too early/],
      [file('changed', edited('tab\\t line', 'tab\\t lime')), /damaged: its content is not what was written/],
      [file('fewer', edited(/many17\t17\n/, '')), /damaged/],
      [file('more', gzipSync(`${text}{}\n`)), /more after its end/],
      [file('text', 'hello'), /no backup of Polku/],
      [file('empty', ''), /no backup of Polku|ends too early/],
      [file('json', gzipSync('{"format":"other"}\n')), /no backup of Polku/],
      [file('later', edited('"version":1', '"version":2')), /newer Polku/],
      [file('flipped', Buffer.from(packed).fill(0, 2000, 2040)), /damaged/],
    ]
    for (const [broken, words] of cases) await expect(checkBackup(broken), broken).rejects.toThrow(words)
    const database = await open()
    const { createHash } = await import('node:crypto')
    const foreign = (from: RegExp, to: string) => {
      const content = text.slice(0, text.lastIndexOf('{"end"')).replace(from, to)
      const end = JSON.parse(text.slice(text.lastIndexOf('{"end"'))) as { end: { sha256: string } }
      end.end.sha256 = createHash('sha256').update(content).digest('hex')
      return file('foreign', gzipSync(`${content}${JSON.stringify(end)}\n`))
    }
    await expect(restore(database, foreign(/"hash":"\w+"/, '"hash":"0"'), { replace: true })).rejects.toThrow(/another program/)
    const newer = foreign(/("migrations":\[\{.*?\})\]/, '$1,{"name":"0001_next","hash":"1"}]')
    await expect(restore(database, newer, { replace: true })).rejects.toThrow(/newer than this program: it has had 0001_next/)
  })

  it('leaves nothing behind when it cannot be written', async () => {
    const database = await open()
    await expect(backup(database, join(folder, 'nowhere', 'file'), given)).rejects.toThrow(/ENOENT/)
    expect(readdirSync(folder).filter((name) => name.includes('unfinished'))).toEqual([])
    expect(existsSync(join(folder, 'nowhere'))).toBe(false)
  })
})
