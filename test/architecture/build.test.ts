import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { build, isBuilt } from '../../bin/build.js'
import { plant } from './smallTree.ts'

const SOURCES = {
  'package.json': '{"type":"module"}',
  'src/cli/main.ts': `
    import { readFileSync, readdirSync } from 'node:fs'
    import { Worker } from 'node:worker_threads'
    import { z } from 'zod'
    const worker = new Worker(new URL('../server/journey/count.worker.ts', import.meta.url))
    const told: number = await new Promise((resolve) => worker.once('message', resolve))
    const { where } = await import('../server/http/screens.ts')
    const text = readFileSync(new URL('./greeting.txt', import.meta.url), 'utf8')
    const migrations = readdirSync(new URL('../server/db/migrations', import.meta.url))
    console.log(JSON.stringify({ told, text, migrations, where, number: z.number().parse(1), arguments: process.argv.slice(2) }))
  `,
  'src/cli/greeting.txt': 'hyvä polku',
  'src/server/db/migrations/0001.sql': 'select 1',
  'src/server/journey/steps.ts': 'export const steps: number = 42',
  'src/server/journey/count.worker.ts': `
    import { parentPort } from 'node:worker_threads'
    import { steps } from './steps.ts'
    parentPort?.postMessage(steps)
  `,
  'src/server/http/screens.ts': "export const where = new URL('../../../dist/web/', import.meta.url).pathname.endsWith('/dist/web/')",
}

it('makes a program that finds its workers, its files and its screens', async () => {
  const tree = plant(SOURCES)
  expect(isBuilt(tree)).toBe(false)
  await build(tree)
  expect(isBuilt(tree)).toBe(true)
  const printed = execFileSync(process.execPath, [join(tree, 'dist/cli.js'), 'one'], { encoding: 'utf8', cwd: tree })
  expect(JSON.parse(printed)).toEqual({
    told: 42,
    text: 'hyvä polku',
    migrations: ['0001.sql'],
    where: true,
    number: 1,
    arguments: ['one'],
  })
  const bundles = readdirSync(join(tree, 'dist')).filter((name) => name.endsWith('.js'))
  expect(bundles).toContain('count.worker.js')
  for (const name of bundles) expect(readFileSync(join(tree, 'dist', name), 'utf8')).not.toContain('ZodError')
})

it('makes the screens, and leaves the last good build alone when they cannot be made', async () => {
  const screens = {
    'vite.config.ts': readFileSync(new URL('../../vite.config.ts', import.meta.url), 'utf8'),
    'src/web/index.html': '<title>Polku</title><script type="module" src="./main.tsx"></script>',
    'src/web/main.tsx': `import { createElement } from 'react'\ndocument.title = String(<b>{createElement.name}</b>)`,
  }
  const tree = plant({ ...SOURCES, ...screens })
  await build(tree)
  const page = readFileSync(join(tree, 'dist/web/index.html'), 'utf8')
  const script = /src="\/(assets\/[^"]+\.js)"/.exec(page)?.[1] ?? ''
  expect(existsSync(join(tree, 'dist/web', script))).toBe(true)
  rmSync(join(tree, 'src/web/main.tsx'))
  await expect(build(tree)).rejects.toThrow('the screens could not be built')
  expect(readFileSync(join(tree, 'dist/web/index.html'), 'utf8')).toBe(page)
  expect(readdirSync(tree).filter((name) => name.startsWith('dist'))).toEqual(['dist'])
}, 60_000)

it('ends with a clear word, and without the stamp, when a file that is named is missing', async () => {
  const tree = plant({ ...SOURCES, 'src/server/journey/steps.ts': "export const steps = new URL('./gone.txt', import.meta.url)" })
  await expect(build(tree)).rejects.toThrow('src/server/journey/steps.ts names ./gone.txt, which does not exist')
  expect(isBuilt(tree)).toBe(false)
  expect(existsSync(join(tree, 'dist/built'))).toBe(false)
})
