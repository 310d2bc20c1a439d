import { expect, it } from 'vitest'
import { checkBoundaries } from './boundaries.ts'
import house from './house.json' with { type: 'json' }
import { plant } from './smallTree.ts'

const PACKAGE = JSON.stringify({ dependencies: { zod: '*', pg: '*' }, devDependencies: { vitest: '*', 'fast-check': '*' } })

/** Modules that others may or may not know. */
const GROUND = {
  'package.json': PACKAGE,
  'src/domain/kernel/instant.ts': `import { z } from 'zod'\nexport const instant = z.number()\n`,
  'src/domain/case/limit.ts': `import { instant } from '../kernel/instant.ts'\nexport const limit = instant\n`,
  'src/api/case.ts': `import { z } from 'zod'\nimport { limit } from '../domain/case/limit.ts'\nexport const route = z.object({ limit })\n`,
  'src/server/db/pool.ts': `import pg from 'pg'\nimport { route } from '../../api/case.ts'\nexport const pool = [pg, route]\n`,
  'src/web/page.ts': `import { limit } from '../domain/case/limit.ts'\nexport const page = limit\n`,
  'src/respond/form.ts': 'export const form = 1\n',
  'src/config.ts': 'export const config = process.env\n',
  'src/compose.ts': `import { pool } from './server/db/pool.ts'\nimport { page } from './web/page.ts'\nexport const compose = [pool, page]\n`,
  'src/cli/main.ts': `import { readFileSync } from 'node:fs'\nimport { compose } from '../compose.ts'\nexport const main = [compose, readFileSync]\n`,
  'seed/bank.ts': `import { limit } from '../src/domain/case/limit.ts'\nexport const bank = limit\n`,
  'sdk/client.ts': `import { send } from './send.ts'\nexport const client = send\n`,
  'sdk/send.ts': 'export const send = 1\n',
  'src/domain/case/limit.test.ts': `import { readFileSync } from 'node:fs'\nimport { it } from 'vitest'\nimport { limit } from './limit.ts'\nit('is', () => [limit, readFileSync])\n`,
}

const VIOLATIONS: [rule: string, file: string, imported: string][] = [
  ['domain-knows-only-itself-and-zod', 'src/domain/case/withFile.ts', 'node:fs'],
  ['domain-knows-only-itself-and-zod', 'src/domain/case/withPackage.ts', 'pg'],
  ['domain-knows-only-itself-and-zod', 'src/domain/case/withApi.ts', '../../api/case.ts'],
  ['domain-knows-only-itself-and-zod', 'src/domain/case/withConfig.ts', '../../config.ts'],
  ['domain-tests-stay-in-the-domain', 'src/domain/case/pool.test.ts', '../../server/db/pool.ts'],
  ['word-order-kernel', 'src/domain/kernel/ahead.ts', '../case/limit.ts'],
  ['word-order-kernel', 'src/domain/kernel/ahead.test.ts', '../case/limit.ts'],
  ['api-knows-only-domain-and-zod', 'src/api/withServer.ts', '../server/db/pool.ts'],
  ['api-knows-only-domain-and-zod', 'src/api/withFile.ts', 'node:fs'],
  ['server-knows-no-screens', 'src/server/db/withWeb.ts', '../../web/page.ts'],
  ['server-knows-no-screens', 'src/server/db/withRespond.ts', '../../respond/form.ts'],
  ['server-knows-no-seed', 'src/server/db/withSeed.ts', '../../../seed/bank.ts'],
  ['web-knows-no-server', 'src/web/withServer.ts', '../server/db/pool.ts'],
  ['respond-knows-no-server', 'src/respond/withServer.ts', '../server/db/pool.ts'],
  ['cli-goes-through-compose', 'src/cli/withServer.ts', '../server/db/pool.ts'],
  ['compose-is-known-by-cli-alone', 'src/respond/withCompose.ts', '../compose.ts'],
  ['web-runs-without-node', 'src/web/withFile.ts', 'node:fs'],
  ['respond-runs-without-node', 'src/respond/withFile.ts', 'node:fs'],
  ['sdk-needs-nothing', 'sdk/withPackage.ts', 'zod'],
  ['sdk-needs-nothing', 'sdk/withDomain.ts', '../src/domain/case/limit.ts'],
  ['sdk-runs-in-pages', 'sdk/withFile.ts', 'node:fs'],
  ['seed-knows-only-domain-and-api', 'seed/withServer.ts', '../src/server/db/pool.ts'],
  ['no-tests-in-programs', 'src/server/db/withTest.ts', '../../domain/case/limit.test.ts'],
  ['no-cycles', 'src/server/db/about.ts', './round.ts'],
  ['everything-resolves', 'src/server/db/withNothing.ts', './nowhere.ts'],
  ['programs-need-no-development-packages', 'src/server/db/withDevelopment.ts', 'fast-check'],
  ['packages-are-named-in-package-json', 'src/server/db/withUnnamed.ts', 'yaml'],
]

const importing = (address: string) => `import * as known from '${address}'\nexport const uses = known\n`

it('finds nothing wrong where everybody keeps to their own', async () => {
  const { problems, modules } = await checkBoundaries(plant(GROUND))
  expect(problems).toEqual([])
  expect(modules.length).toBe(Object.keys(GROUND).length - 1)
})

it('reports each kind of forbidden knowledge', async () => {
  const files = Object.fromEntries(VIOLATIONS.map(([, file, imported]) => [file, importing(imported)]))
  const round = { 'src/server/db/round.ts': importing('./about.ts') }
  const { problems } = await checkBoundaries(plant({ ...GROUND, ...files, ...round }))
  const reported = new Set(problems.map(({ rule, file }) => `${rule} ${file}`))
  for (const [rule, file] of VIOLATIONS) expect(reported).toContain(`${rule} ${file}`)
  const innocent = problems.filter(({ file }) => file in GROUND)
  expect(innocent).toEqual([])
})

it('lets no word see one to its right', async () => {
  const { words } = house
  const files = Object.fromEntries(
    words.map((word, index) => {
      const next = words[index + 1]
      return [`src/domain/${word}/word.ts`, next === undefined ? 'export const word = 1\n' : importing(`../${next}/word.ts`)]
    }),
  )
  const { problems, modules } = await checkBoundaries(plant({ 'package.json': PACKAGE, ...files }))
  expect(problems.map(({ rule }) => rule).sort()).toEqual(
    words
      .slice(0, -1)
      .map((word) => `word-order-${word}`)
      .sort(),
  )
  expect(modules).toHaveLength(words.length)
})

it('sees an import of a type alone as knowledge too', async () => {
  const typeOnly = { 'src/domain/kernel/typed.ts': `import type { limit } from '../case/limit.ts'\nexport type L = typeof limit\n` }
  const { problems } = await checkBoundaries(plant({ ...GROUND, ...typeOnly }))
  expect(problems.map(({ rule, file }) => [rule, file])).toContainEqual(['word-order-kernel', 'src/domain/kernel/typed.ts'])
})
