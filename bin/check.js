#!/usr/bin/env node
// Every check that is no test: types, lint, format, dead code and the rules of the house. Each is an error, none a warning.
import { spawnSync } from 'node:child_process'
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

/** Runs each check, all of them even when one fails, and counts how many passed and failed. */
export function check() {
  const counts = { passed: 0, failed: 0 }
  for (const { name, program, args } of CHECKS) {
    const startedAt = Date.now()
    const command = [join(root, 'node_modules', program), ...args]
    const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
    const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
    console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)`)
    counts[status === 0 ? 'passed' : 'failed'] += 1
  }
  return counts
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  checkNode()
  ensureInstalled()
  process.exitCode = check().failed === 0 ? 0 : 1
}
