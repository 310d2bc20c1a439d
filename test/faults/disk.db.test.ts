import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../src/server/db/database.ts'
import { prepareHome } from '../setup/emptyDatabase.ts'
import { findLost, startSending } from './sender.ts'
import { run, serve } from './server.ts'

const room = mkdtempSync(join(tmpdir(), 'polku-disk-'))
const mounted: string[] = []

function mount(name: string, options: string): string {
  const folder = join(room, name)
  mkdirSync(folder)
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' })
  mounted.push(folder)
  return folder
}

function mayMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false
  try {
    mount('try', 'size=64k')
    return true
  } catch {
    return false
  }
}

afterAll(() => {
  for (const folder of mounted) execFileSync('umount', ['-l', folder])
  rmSync(room, { recursive: true, force: true, maxRetries: 3 })
})

describe.skipIf(!mayMount())('a disk of its own (needs Linux and root to mount one)', () => {
  it('that is full is answered with 503, and spoils nothing', { timeout: 400_000 }, async () => {
    const disk = mount('full', 'size=120m')
    const settings = { POLKU_DATA: prepareHome(disk) }
    const token = /polku_\w+_[\w-]+/.exec((await run(['token', 'create', '--scope', 'ingest'], settings)).printed)?.[0] ?? ''
    const polku = await serve(settings)
    const sender = startSending(() => polku.address, token, 'full')
    await expect.poll(() => sender.acknowledged.length, { timeout: 120_000 }).toBeGreaterThan(20)
    const { bavail, bsize } = statfsSync(disk)
    const ballast = join(disk, 'ballast')
    expect(() => writeFileSync(ballast, Buffer.alloc(bavail * bsize + 1e6))).toThrow(/ENOSPC/)
    await expect.poll(() => sender.refused.length, { timeout: 120_000 }).toBeGreaterThan(3)
    rmSync(ballast)
    const before = sender.acknowledged.length
    await expect.poll(() => sender.acknowledged.length, { timeout: 120_000 }).toBeGreaterThan(before + 20)
    await sender.stop()
    expect(new Set(sender.refused.map(({ status }) => status))).toEqual(new Set([503]))
    expect(await polku.end('SIGTERM')).toBe(0)
    const database = await openDatabase({ folder: join(disk, 'database') })
    expect(await findLost(database, sender.acknowledged)).toEqual({ lost: [], halfDone: 0 })
    await database.close()
  })

  it('that is read-only is said to be so', async () => {
    const disk = mount('closed', 'ro,size=1m')
    const { code, printed } = await run(['serve'], { POLKU_DATA: disk, POLKU_SECRET: 'a secret of nobody but tests, long enough' })
    expect(code).toBe(3)
    expect(printed).toMatch(/The data folder .* cannot be used: it is read-only\. Mend that, or name another with POLKU_DATA\./)
  })
})
