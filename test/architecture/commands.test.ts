import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { isBuilt } from '../../bin/build.js'
import { isInstalled } from '../../bin/prepare.js'
import { countTests, describeFailures } from '../../bin/test.js'
import { encounterSchema } from '../../src/domain/encounter/schema.ts'
import { plant } from './smallTree.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

describe('what is installed', () => {
  const lock = (packages: object) => JSON.stringify({ packages: { '': {}, ...packages } })
  const asked = lock({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0', optional: true } })

  function isEnough(present: string): boolean {
    const tree = plant({ 'package-lock.json': asked })
    rmSync(join(tree, 'node_modules'))
    execFileSync('mkdir', [join(tree, 'node_modules')])
    writeFileSync(join(tree, 'node_modules/.package-lock.json'), present)
    return isInstalled(tree)
  }

  it('is enough when it is what the lockfile asks for, other platforms aside', () => {
    expect(isEnough(lock({ 'node_modules/a': { version: '1.0.0' } }))).toBe(true)
    expect(isEnough(lock({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } }))).toBe(true)
  })

  it('is not enough when something is missing, of another version, or half done', () => {
    expect(isEnough(lock({}))).toBe(false)
    expect(isEnough(lock({ 'node_modules/a': { version: '1.0.1' } }))).toBe(false)
    expect(isEnough(lock({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0' } }))).toBe(false)
    expect(isEnough('')).toBe(false)
  })
})

it('builds again after any change', () => {
  const tree = plant({ 'src/a.ts': '', 'src/b.ts': '', 'package.json': '{}', 'dist/built': '' })
  const set = (path: string, minute: number) => utimesSync(join(tree, path), minute * 60, minute * 60)
  for (const path of ['src/a.ts', 'src/b.ts', 'src', 'package.json']) set(path, 1)
  set('dist/built', 2)
  expect(isBuilt(tree)).toBe(true)
  set('src/b.ts', 3)
  expect(isBuilt(tree)).toBe(false)
  set('src/b.ts', 1)
  expect(isBuilt(tree)).toBe(true)
  rmSync(join(tree, 'src/b.ts'))
  expect(isBuilt(tree)).toBe(false)
  rmSync(join(tree, 'dist/built'))
  expect(isBuilt(tree)).toBe(false)
})

it('counts tests truly: a file that breaks and a run that fails count as failed', () => {
  const report = { numPassedTests: 3, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [] as object[] }
  expect(countTests(report, 0)).toEqual({ passed: 3, failed: 0, skipped: 1 })
  expect(countTests(report, 1)).toEqual({ passed: 3, failed: 1, skipped: 1 })
  const broken = { ...report, testResults: [{ status: 'failed', assertionResults: [] }] }
  expect(countTests(broken, 1)).toEqual({ passed: 3, failed: 1, skipped: 1 })
  const failed = { ...report, numFailedTests: 2, testResults: [{ status: 'failed', assertionResults: [{ status: 'failed' }] }] }
  expect(countTests(failed, 1)).toEqual({ passed: 3, failed: 2, skipped: 1 })
})

it('says at the end what failed and why, so that the last lines of a run are enough', () => {
  const test = { status: 'failed', fullName: 'counts encounters', failureMessages: ['expected 2 to be 3'] }
  const testResults = [
    { name: join(root, 'src/a.test.ts'), status: 'failed', assertionResults: [{ status: 'passed', fullName: 'passes' }, test] },
    { name: join(root, 'src/b.test.ts'), status: 'failed', message: 'no such module', assertionResults: [] },
    { name: join(root, 'src/c.test.ts'), status: 'passed', message: '', assertionResults: [] },
  ]
  expect(describeFailures({ testResults })).toEqual(['src/a.test.ts counts encounters\nexpected 2 to be 3', 'src/b.test.ts no such module'])
})

it('refuses an old Node with a clear word', () => {
  const script = `import { checkNode } from './bin/prepare.js'; checkNode('20.19.0'); checkNode('22.1.0'); checkNode('20.18.3')`
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root, encoding: 'utf8' })
  expect(status).toBe(3)
  expect(stderr.trim()).toBe('Polku needs Node.js 20.19 or newer; this is 20.18.3. Install a newer Node.js and try again.')
})

it('needs nothing but Node to begin', () => {
  for (const name of ['start', 'polku', 'test', 'check', 'prepare', 'build', 'run', 'dev']) {
    const imports = readFileSync(join(root, `bin/${name}.js`), 'utf8').match(/^import .* from '(.*)'$/gm) ?? []
    expect(imports.length, name).toBeGreaterThan(0)
    for (const each of imports) expect(each, name).toMatch(/from '(node:|\.\/)/)
  }
})

describe('the README', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')

  it('shows an encounter that is one', () => {
    const shown = /-d '(\{.*\})'/.exec(readme)?.[1] ?? ''
    expect(encounterSchema.safeParse(JSON.parse(shown)).error).toBeUndefined()
  })

  it('tells of every setting there is, and of no more than 25', () => {
    const told = [...readme.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, key]) => key)
    const read = [...readFileSync(join(root, 'src/config.ts'), 'utf8').matchAll(/^ {2}([A-Z][A-Z_]+): /gm)].map(([, key]) => key)
    expect(read).toContain('DATABASE_URL')
    expect(read.length).toBeLessThanOrEqual(25)
    expect(told.toSorted()).toEqual(read.toSorted())
  })
})
