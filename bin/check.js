#!/usr/bin/env node
// Every check that is no test: types, lint, format, dead code and the rules of the house. Each is an error, none a warning.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkNode, ensureInstalled, root } from './prepare.js'

const CHECKS = [
  { name: 'types', program: 'typescript/bin/tsc', args: ['--noEmit'] },
  { name: 'lint', program: 'oxlint/bin/oxlint', args: ['--deny-warnings', '--quiet'] },
  { name: 'format', program: 'oxfmt/bin/oxfmt', args: ['--check'] },
  { name: 'dead code', program: 'knip/bin/knip.js', args: ['--no-progress'] },
  { name: 'rules of the house', program: 'tsx/dist/cli.mjs', args: ['test/architecture/check.ts'] },
]

/** Runs each check, all of them even when one fails, and counts how many passed and failed. Types take as long as the others together. */
export async function check() {
  const [types, ...others] = CHECKS
  const inTurn = async () => {
    const passed = []
    for (const each of others) passed.push(await run(each))
    return passed
  }
  const passed = (await Promise.all([run(types), inTurn()])).flat()
  return { passed: passed.filter(Boolean).length, failed: passed.filter((each) => !each).length }
}

/** Runs one check, tells what it said when it is over, and answers whether it passed. */
function run({ name, program, args }) {
  const startedAt = Date.now()
  const child = spawn(process.execPath, [join(root, 'node_modules', program), ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(part))
  return new Promise((resolve) => {
    child.on('close', (status) => {
      process.stdout.write(Buffer.concat(said))
      console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`)
      resolve(status === 0)
    })
  })
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  checkNode()
  ensureInstalled()
  process.exitCode = (await check()).failed === 0 ? 0 : 1
}
