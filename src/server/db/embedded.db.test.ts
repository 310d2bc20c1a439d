import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareDatabase } from '../../../test/setup/emptyDatabase.ts'
import { openDatabase } from './database.ts'
import { startEngine } from './engineThread.ts'
import { migrate } from './migrate.ts'

const room = mkdtempSync(join(tmpdir(), 'polku-embedded-'))
const prepared = join(room, 'prepared')
let folders = 0

function freshFolder(): string {
  const folder = join(room, `folder-${folders++}`)
  cpSync(prepared, folder, { recursive: true })
  return folder
}

/** Another process that runs `code` with `openDatabase`, `openFolder` and `folder` at hand and `tell` to answer in lines. */
function inAnotherProcess(folder: string, code: string): { child: ChildProcess; answers: AsyncIterable<string> } {
  const script = `
    const { openDatabase } = await import(${JSON.stringify(new URL('./database.ts', import.meta.url).href)})
    const { openFolder } = await import(${JSON.stringify(new URL('./embeddedFolder.ts', import.meta.url).href)})
    const folder = ${JSON.stringify(folder)}
    const tell = (answer) => process.stdout.write(JSON.stringify(answer) + '\\n')
    ${code}`
  const file = join(room, `script-${folders++}.mts`)
  writeFileSync(file, script)
  const child = spawn(process.execPath, ['--import', 'tsx', file], { stdio: ['ignore', 'pipe', 'inherit'] })
  return { child, answers: createInterface({ input: child.stdout }) }
}

async function allAnswers(folder: string, code: string): Promise<unknown[]> {
  const given: unknown[] = []
  for await (const line of inAnotherProcess(folder, code).answers) given.push(JSON.parse(line))
  return given
}

beforeAll(async () => {
  const database = await openDatabase({ folder: prepareDatabase(prepared) })
  await migrate(database)
  await database.exec('CREATE TABLE leaf (id integer PRIMARY KEY)')
  await database.close()
}, 180_000)

afterAll(() => rmSync(room, { recursive: true, force: true, maxRetries: 3 }))

// Making a database and starting processes takes a slow machine long.
describe('the embedded database in a folder', { timeout: 180_000 }, () => {
  it('syncs each commit to disk, the files at a checkpoint, and nothing for a question', async () => {
    // Counted at Node's own function, so that it shows whether the engine still calls it.
    const answers = await allAnswers(
      freshFolder(),
      `const { default: fs } = await import('node:fs')
       const { syncBuiltinESMExports } = await import('node:module')
       const { fsyncSync } = fs
       let syncs = 0
       fs.fsyncSync = (file) => { syncs++; fsyncSync(file) }
       syncBuiltinESMExports()
       const counted = async (work) => { const before = syncs; await work(); return syncs - before }
       const { engine, isSynced } = await openFolder(folder, () => undefined)
       const perCommit = []
       for (let id = 0; id < 10; id++) perCommit.push(await counted(() => engine.query('INSERT INTO leaf VALUES ($1)', [id])))
       for (let id = 10; id < 20; id++) {
         perCommit.push(await counted(() => engine.transaction((inner) => inner.query('INSERT INTO leaf VALUES ($1)', [id]))))
       }
       const checkpoint = await counted(() => engine.exec('CHECKPOINT'))
       const question = await counted(() => engine.query('SELECT count(*) FROM leaf'))
       tell({ perCommit, checkpoint, question, isSynced })
       await engine.close()`,
    )
    const counts = answers[0] as { perCommit: number[]; checkpoint: number; question: number; isSynced: boolean }
    expect(counts.perCommit).toHaveLength(20)
    expect(Math.min(...counts.perCommit)).toBeGreaterThanOrEqual(1)
    expect(counts.checkpoint).toBeGreaterThanOrEqual(2)
    expect(counts.question).toBe(0)
    expect(counts.isSynced).toBe(true)
  })

  it('has every row that was acknowledged before the process was killed, and opens again at once', async () => {
    const folder = freshFolder()
    const { child, answers } = inAnotherProcess(
      folder,
      `const database = await openDatabase({ folder })
       for (let id = 0; ; id++) { await database.query('INSERT INTO leaf VALUES ($1)', [id]); tell(id) }`,
    )
    let acknowledged = -1
    for await (const line of answers) {
      acknowledged = Number(line)
      if (acknowledged === 50) child.kill('SIGKILL')
    }
    if (child.signalCode === null) await once(child, 'exit')
    expect(child.signalCode).toBe('SIGKILL')
    expect(existsSync(join(folder, 'polku.lock'))).toBe(true)
    const database = await openDatabase({ folder })
    const found = await database.query<{ rows: number; last: number }>('SELECT count(*) AS rows, max(id) AS last FROM leaf')
    const { rows, last } = found[0] ?? { rows: 0, last: 0 }
    expect(rows).toBe(last + 1)
    expect(last).toBeGreaterThanOrEqual(acknowledged)
    expect(await migrate(database)).toEqual([])
    await database.close()
  })

  it('belongs to one server at a time, in this process and in another', async () => {
    const folder = freshFolder()
    const database = await openDatabase({ folder })
    await expect(openDatabase({ folder })).rejects.toThrow(`in use by another Polku (process ${process.pid} on ${hostname()})`)
    const answers = await allAnswers(folder, 'await openDatabase({ folder }).catch((error) => tell(error.message))')
    expect(answers).toEqual([expect.stringContaining('in use by another Polku')])
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
    await database.close()
    expect(existsSync(join(folder, 'polku.lock'))).toBe(false)
    const again = await openDatabase({ folder })
    await again.close()
  })

  it('says what is wrong when it was made by another version', async () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'database', 'PG_VERSION'), '17\n')
    await expect(openDatabase({ folder })).rejects.toThrow(/does not open: .*initialized by PostgreSQL version 17/)
    expect(existsSync(join(folder, 'polku.lock'))).toBe(false)
  })

  it('starts anew what was cut short while it was made', async () => {
    const folder = join(room, `folder-${folders++}`)
    cpSync(join(prepared, 'database', 'global'), join(folder, 'database.unfinished', 'global'), { recursive: true })
    const database = await openDatabase({ folder })
    expect(await database.query('SELECT 1 AS one')).toEqual([{ one: 1 }])
    await database.close()
    expect(readFileSync(join(folder, 'database', 'PG_VERSION'), 'utf8')).toMatch(/^\d+\s*$/)
    expect(existsSync(join(folder, 'database.unfinished'))).toBe(false)
  })

  it('ends a thread that takes too long to open, and the folder is as it was', async () => {
    const folder = freshFolder()
    await expect(startEngine({ folder }, { opening: 20, closing: 30_000 })).rejects.toThrow(/did not open within 0.02 s and was ended/)
    const engine = await startEngine({ folder })
    await engine.client.query('INSERT INTO leaf VALUES (1)')
    await engine.close()
  })

  it('ends a thread that takes too long to close, and has what was acknowledged', async () => {
    const folder = freshFolder()
    const engine = await startEngine({ folder }, { opening: 60_000, closing: 50 })
    await engine.client.query('INSERT INTO leaf VALUES (1)')
    const endless = engine.client.query('SELECT pg_sleep(600)').catch((error: Error) => error.message)
    await expect(engine.close()).rejects.toThrow(/did not close within 0.05 s and was ended/)
    expect(await endless).toBe('The embedded database has ended.')
    const database = await openDatabase({ folder })
    expect(await database.query('SELECT id FROM leaf')).toEqual([{ id: 1 }])
    await database.close()
  })

  it('says that a file is no folder', async () => {
    const file = join(room, 'a-file')
    writeFileSync(file, '')
    await expect(openDatabase({ folder: file })).rejects.toThrow(`The data folder ${file} cannot be used: it is not a folder.`)
    await expect(openDatabase({ folder: join(file, 'below') })).rejects.toThrow(/it is not a folder/)
  })
})
