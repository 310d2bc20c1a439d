import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lockFolder } from './folderLock.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'polku-lock-'))
  path = join(folder, 'polku.lock')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const held = (holder: object) => writeFileSync(path, JSON.stringify({ startedAt: '', host: hostname(), ...holder }))
const pidOf = () => (JSON.parse(readFileSync(path, 'utf8')) as { pid: number }).pid

it('is taken once and given back', () => {
  const lock = lockFolder(folder)
  expect(pidOf()).toBe(process.pid)
  expect(() => lockFolder(folder)).toThrow(/in use by another Polku/)
  lock.release()
  expect(existsSync(path)).toBe(false)
  lockFolder(folder).release()
})

it('is taken over from a process that ended', () => {
  held({ pid: spawnSync(process.execPath, ['--version']).pid })
  const lock = lockFolder(folder)
  expect(pidOf()).toBe(process.pid)
  lock.release()
  expect(readdirSync(folder)).toEqual([])
})

it('is taken over when the number of the process now belongs to another', () => {
  held({ pid: process.ppid, startedAt: 'another boot 1' })
  if (process.platform === 'linux') lockFolder(folder).release()
  else expect(() => lockFolder(folder)).toThrow(/in use/)
})

it('stays with a process that lives', () => {
  held({ pid: process.ppid })
  expect(() => lockFolder(folder)).toThrow(`process ${process.ppid}`)
})

it('is believed from another machine for a minute after its last sign of life', () => {
  held({ pid: 1, host: 'elsewhere.example' })
  expect(() => lockFolder(folder)).toThrow(/elsewhere\.example/)
  const past = new Date(Date.now() - 61_000)
  utimesSync(path, past, past)
  lockFolder(folder).release()
})

it('is taken over when a power cut left it empty', () => {
  writeFileSync(path, '')
  lockFolder(folder).release()
  expect(existsSync(path)).toBe(false)
})

it('does not take away a lock that another has taken meanwhile', () => {
  const lock = lockFolder(folder)
  held({ pid: process.ppid })
  lock.release()
  expect(pidOf()).toBe(process.ppid)
})
