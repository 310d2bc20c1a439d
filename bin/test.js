#!/usr/bin/env node
// Installs what is missing, then runs every check and every test, and closes with the true counts.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { isBuilt } from './build.js'
import { check } from './check.js'
import { checkNode, ensureInstalled, root } from './prepare.js'

const PROJECTS = ['unit', 'database', 'browser']

function build() {
  if (isBuilt()) return { passed: 1, failed: 0 }
  const command = [join(root, 'bin/build.js')]
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} build`)
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/** Reads the counts of a finished run; a file that could not be read, and a run that failed without a failed test, count as failed. */
export function countTests(report, status) {
  const brokenFiles = report.testResults.filter(
    ({ status: outcome, assertionResults }) => outcome === 'failed' && !assertionResults.some((each) => each.status === 'failed'),
  ).length
  const failed = report.numFailedTests + brokenFiles
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && status !== 0 ? 1 : failed,
    skipped: report.numPendingTests + (report.numTodoTests ?? 0),
  }
}

/** Says each failed test of a run, and each file that broke, with the beginning of its reason. */
export function describeFailures(report) {
  return report.testResults.flatMap(({ name: file, status, message, assertionResults }) => {
    const failed = assertionResults.filter((each) => each.status === 'failed')
    const said = failed.map(({ fullName, failureMessages }) => `${fullName}\n${failureMessages.join('\n')}`)
    const all = failed.length === 0 && status === 'failed' ? [message] : said
    return all.map((each) => `${relative(root, file)} ${each.slice(0, 3_000)}`)
  })
}

function runProject(project, folder) {
  const file = join(folder, `${project}.json`)
  const args = ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const command = [join(root, 'node_modules/vitest/vitest.mjs'), ...args]
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'))
    return { ...countTests(report, status), failures: describeFailures(report) }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

async function main() {
  checkNode()
  ensureInstalled()
  const folder = mkdtempSync(join(tmpdir(), 'polku-test-'))
  const parts = [
    { name: 'checks', ...(await check()) },
    { name: 'build', ...build() },
  ]
  for (const project of PROJECTS) {
    console.log(`\n${project} tests`)
    parts.push({ name: project, ...runProject(project, folder) })
  }
  rmSync(folder, { recursive: true, force: true })

  console.log('')
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const failure of parts.flatMap(({ failures = [] }) => failures)) console.log(`FAIL ${failure}\n`)
  for (const { name, passed, failed, skipped = 0 } of parts) {
    console.log(
      `${failed === 0 ? 'ok  ' : 'FAIL'} ${name}: ${passed} of ${passed + failed}${skipped > 0 ? `, and ${skipped} skipped` : ''}`,
    )
    total.passed += passed
    total.failed += failed
    total.skipped += skipped
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`)
  return total.failed === 0 ? 0 : 1
}

if (process.argv[1]?.endsWith('test.js')) process.exitCode = await main()
