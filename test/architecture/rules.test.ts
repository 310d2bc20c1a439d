import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkComments, checkNames } from './exportRules.ts'
import { checkFileNames, checkFolders, checkSizes } from './fileRules.ts'
import house from './house.json' with { type: 'json' }
import { checkMap } from './map.ts'
import { checkEnvironment, checkPurity } from './purity.ts'
import { checkRemarks } from './remarks.ts'
import { checkHouse, findUnseen } from './rules.ts'
import { plant } from './smallTree.ts'
import type { Problem } from './tree.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const lines = (count: number) => 'export {}\n'.repeat(count)
const where = (problems: Problem[]) => problems.map(({ file, line }) => (line === undefined ? file : `${file}:${line}`))

it('finds this house in order, having looked at every module of every layer', async () => {
  const { problems, seen } = await checkHouse(root)
  expect(problems).toEqual([])
  const present = house.layers.map((layer) => `src/${layer}`).filter((layer) => existsSync(join(root, layer)))
  expect(present.length).toBeGreaterThan(0)
  for (const layer of present) expect(seen[layer], layer).toBeGreaterThan(0)
}, 240_000)

it('says so when the boundary rules did not look at every module', () => {
  const code = ['src/domain/case/a.ts', 'src/domain/case/b.ts', 'src/web/A.tsx', 'src/web/a.css']
  expect(findUnseen(code, ['src/domain/case/a.ts', 'src/web/A.tsx'])).toMatchObject([
    { file: 'src/domain', says: '1 of 2 modules were looked at' },
  ])
  expect(where(findUnseen(code, []))).toEqual(['src/domain', 'src/web'])
  expect(findUnseen(code, code)).toEqual([])
})

describe('files and folders', () => {
  it('are short', () => {
    const tree = plant({
      'src/a.ts': lines(300),
      'src/b.ts': lines(301),
      'src/b.test.ts': lines(400),
      'src/c.test.ts': lines(401),
      'src/server/db/migrations/0001.ts': lines(900),
      'src/web/routes.gen.ts': lines(900),
    })
    expect(where(checkSizes(tree))).toEqual(['src/b.ts', 'src/c.test.ts'])
  })

  it('are named by what is in them', () => {
    const tree = plant({
      'src/domain/case/limit.ts': '',
      'src/server/jobs/queue.ts': '',
      'src/server/case/takeCase.ts': '',
      'src/server/case/utils/date.ts': '',
      'src/domain/ticket/limit.ts': '',
      'src/server/kafka/queue.ts': '',
    })
    expect(where(checkFolders(tree))).toEqual(['src/server/case/utils', 'src/domain/ticket', 'src/server/kafka'])
  })

  it.each(house.forbiddenFolders)('are never a drawer called %s', (name) => {
    expect(where(checkFolders(plant({ [`src/web/${name}/a.ts`]: '' })))).toEqual([`src/web/${name}`])
  })

  it('have names in camelCase, components in PascalCase', () => {
    const tree = plant({
      'src/web/case/CaseCard.tsx': 'export function CaseCard() {}',
      'src/web/case/CaseCard.module.css': '',
      'src/web/case/prepare.test.ts': '',
      'src/web/case/main.tsx': 'export const start = 1',
      'src/web/case/case-card.ts': '',
      'src/web/case/case_list.ts': '',
      'src/web/case/Prepare.ts': '',
      'src/web/case/caseList.tsx': 'export function CaseList() {}',
    })
    expect(where(checkFileNames(tree)).sort()).toEqual(
      ['case-card.ts', 'caseList.tsx', 'case_list.ts', 'Prepare.ts'].map((name) => `src/web/case/${name}`).sort(),
    )
  })
})

describe('exported names', () => {
  it('end in no word that fits anything', () => {
    const names = ['CaseService', 'caseManager', 'DateHelper', 'CustomerData', 'PathInfo', 'caseHelpers']
    const tree = plant({ 'src/server/case/a.ts': names.map((name) => `export const ${name} = 1\n`).join('') })
    expect(where(checkNames(tree))).toEqual(names.map((_, index) => `src/server/case/a.ts:${index + 1}`))
  })

  it('wear no prefix for their kind', () => {
    const tree = plant({
      'src/api/case.ts': 'export interface ICase {}\nexport type TCase = 1\nexport const ZCase = 1\nexport class IStore {}\n',
    })
    expect(checkNames(tree).map(({ rule }) => rule)).toEqual(Array(4).fill('name-prefix'))
  })

  it('may be plain words', () => {
    const tree = plant({
      'src/api/case.ts':
        'export interface Identity {}\nexport type Touchpoint = 1\nexport const Zone = 1\nexport type Service = 1\nconst CaseService = 1\n',
    })
    expect(checkNames(tree)).toEqual([])
  })

  it('have a sentence each in domain and api', () => {
    const tree = plant({
      'src/domain/case/a.ts': [
        '/** A limit in milliseconds. */',
        'export const limit = 1',
        'export type limit = number',
        'export function decide() {}',
        '// No doc comment.',
        'export interface Case {}',
        '/** */',
        'export class Empty {}',
        'const late = 1',
        'export { late }',
        'const own = 1',
      ].join('\n'),
      'src/api/case.ts': 'export const route = 1\n',
      'src/server/case/a.ts': 'export const free = 1\n',
    })
    expect(where(checkComments(tree))).toEqual([
      'src/api/case.ts:1',
      'src/domain/case/a.ts:4',
      'src/domain/case/a.ts:6',
      'src/domain/case/a.ts:8',
      'src/domain/case/a.ts:9',
    ])
  })
})

describe('the domain', () => {
  it.each([
    'Date.now()',
    'new Date()',
    'new Date',
    'Date()',
    'new Date(2026, 0, 1)',
    'new Date(0).getHours()',
    'new Date(0).getTimezoneOffset()',
    'Math.random()',
    'process.pid',
    'performance.now()',
    'setTimeout(() => 1, 1)',
    'console.log(1)',
    "fetch('x')",
    'async () => 1',
    'Promise.resolve(1)',
    'globalThis.x',
    'crypto.randomUUID()',
  ])('is pure: %s is reported', (expression) => {
    const tree = plant({ 'src/domain/case/a.ts': `/** X. */\nexport const a = ${expression}\n` })
    expect(new Set(where(checkPurity(tree)))).toEqual(new Set(['src/domain/case/a.ts:2']))
  })

  it('waits for nothing', () => {
    const tree = plant({ 'src/domain/case/a.ts': 'export async function a() {\n  await b\n}\nexport type P = Promise<number>\n' })
    expect(where(checkPurity(tree))).toEqual(['src/domain/case/a.ts:1', 'src/domain/case/a.ts:2', 'src/domain/case/a.ts:4'])
  })

  it('may speak of these things in words, and use what is given', () => {
    const tree = plant({
      'src/domain/case/a.ts': [
        '// Date.now() and await process.env',
        "export const text = 'Math.random() new Date() async'",
        'export const at = new Date(0).getUTCHours() + new Date(text).getTime()',
        'export const step = { process: 1, performance: 2 }',
        'export const kept = step.process + step.performance',
        'export const run = (process: number, { fetch }: { fetch: number }) => process + fetch',
      ].join('\n'),
      'src/domain/case/a.test.ts': 'Date.now()',
      'src/server/case/a.ts': 'Date.now()',
    })
    expect(checkPurity(tree)).toEqual([])
  })
})

describe('the environment', () => {
  it.each([
    'export const port = process.env.PORT',
    "export const port = process.env['PORT']",
    "export const port = process['env'].PORT",
    'export const { env } = process',
    'export const { env: settings } = process',
    'export const port = globalThis.process.env.PORT',
    "import { env } from 'node:process'",
    "import process from 'process'",
  ])('is read by config.ts alone: %s', (code) => {
    const tree = plant({ 'src/server/http/listen.ts': code, 'src/config.ts': code, 'src/server/http/listen.test.ts': code })
    expect(where(checkEnvironment(tree))).toEqual(['src/server/http/listen.ts:1'])
  })

  it('is not meant by its name in a text', () => {
    const tree = plant({
      'src/cli/doctor.ts': "// process.env\nexport const text = 'process.env.PORT'\nexport const env = { env: process.pid }",
    })
    expect(checkEnvironment(tree)).toEqual([])
  })
})

describe('comments', () => {
  it.each(['// TODO later', '/* FIXME */', '// oxlint-disable-next-line', '// @ts-expect-error', '// eslint-disable'])(
    'neither put off nor silence: %s',
    (comment) => {
      const tree = plant({ 'src/server/case/a.ts': `const a = 1\nconst f = () => {\n  ${comment}\n}\n` })
      expect(where(checkRemarks(tree))).toEqual(['src/server/case/a.ts:3'])
    },
  )

  it('are not what stands in a string or on a screen', () => {
    const tree = plant({ 'src/web/A.tsx': `export const a = '// TODO'\nexport const A = () => <p>// TODO</p>\n` })
    expect(checkRemarks(tree)).toEqual([])
  })
})

describe('the map', () => {
  it('names what exists, and all of it', () => {
    const tree = plant({
      'ARCHITECTURE.md': '# House\n```\nsrc/ code\nsrc/domain/ pure\nsrc/cli/ gone\n```\n',
      'src/domain/case/a.ts': '',
      'src/web/A.tsx': '',
      'bin/start.js': '',
    })
    expect(checkMap(tree).map(({ says }) => says)).toEqual([
      'names src/cli, which does not exist',
      'does not name bin/',
      'does not name src/web/',
    ])
  })

  it('fits on a page', () => {
    const tree = plant({ 'ARCHITECTURE.md': '```\nsrc/\n```\n' + 'x\n'.repeat(98), 'src/a.ts': '' })
    expect(checkMap(tree).map(({ says }) => says)).toEqual(['has 101 lines, at most 100 are allowed'])
  })
})
