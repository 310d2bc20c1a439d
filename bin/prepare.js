// What has to be there before anything else can run. Uses nothing outside Node, since nothing else may be installed yet.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const OLDEST_NODE = [20, 19]

/** Ends with one readable line and no stack trace. */
export function fail(message) {
  console.error(`\n${message}`)
  process.exit(3)
}

export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldestMajor, oldestMinor] = OLDEST_NODE
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return
  fail(`Polku needs Node.js ${oldestMajor}.${oldestMinor} or newer; this is ${version}. Install a newer Node.js and try again.`)
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** Says whether node_modules holds what package-lock.json asks for; packages for other platforms may be absent. */
export function isInstalled(folder = root) {
  const asked = readJson(join(folder, 'package-lock.json'))?.packages
  const present = readJson(join(folder, 'node_modules/.package-lock.json'))?.packages
  if (asked === undefined || present === undefined) return false
  return Object.entries(asked).every(([path, wanted]) => {
    if (path === '') return true
    const found = present[path]
    if (found === undefined) return wanted.optional === true || wanted.devOptional === true || wanted.peer === true
    return found.version === wanted.version
  })
}

// Standard output belongs to the command that is run afterwards.
function npm(...args) {
  const program = process.env['npm_execpath']
  const isScript = program !== undefined && /\.c?js$/.test(program)
  const options = { cwd: root, stdio: ['ignore', 2, 2], shell: !isScript && process.platform === 'win32' }
  return spawnSync(isScript ? process.execPath : 'npm', isScript ? [program, ...args] : args, options).status === 0
}

export function ensureInstalled() {
  if (isInstalled()) return
  console.error('Installing what is missing …')
  if (!npm('ci', '--loglevel=warn', '--include=dev', '--no-audit', '--no-fund')) {
    fail('The packages could not be installed. Check the network and what npm says above, then run the same command again.')
  }
}
