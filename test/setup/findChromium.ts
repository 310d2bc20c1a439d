import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe', 'msedge.exe']
const PLACES = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** What takes a third of a page's time though no test looks at it: the list under Chromium's own address bar is a page that comes with each window. */
const NEEDLESS = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup']

/** Chromium hears only the last list of what to leave out, so that what Playwright leaves out for the sake of tests is said again. */
const OF_PLAYWRIGHT = [
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'TcpPortRandomizationWin',
  'MediaRouter',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
]

/** Flags for every browser of ours: no window, no sandbox (root in containers), and no calls home. */
export const CHROMIUM_FLAGS = [
  `--disable-features=${[...NEEDLESS, ...OF_PLAYWRIGHT].join(',')}`,
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Says whether the file at `path` is a browser that starts; a distribution's placeholder script does not. */
function isBrowser(path: string): boolean {
  if (path === '' || !existsSync(path)) return false
  if (process.platform === 'win32') return true
  try {
    return /\d+\./.test(execFileSync(path, ['--version', '--no-sandbox'], { encoding: 'utf8', stdio: 'pipe', timeout: 30_000 }))
  } catch {
    return false
  }
}

/** The browser of this machine: `CHROMIUM_PATH`, the PATH, the usual places, or what Playwright installed before. */
function findChromium(): string | undefined {
  const asked = process.env['CHROMIUM_PATH']
  if (asked !== undefined && asked !== '') {
    if (!isBrowser(asked)) throw new Error(`CHROMIUM_PATH is ${asked}, but no browser starts from there.`)
    return asked
  }
  const onPath = (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [...onPath, ...PLACES, chromium.executablePath()].find(isBrowser)
}

function attempt(command: string, args: string[], minutes: number): boolean {
  console.log(`Browser tests: ${command} ${args.join(' ')}`)
  try {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    execFileSync(command, args, { stdio: ['ignore', 'pipe', 'inherit'], timeout: minutes * 60_000, env })
    return true
  } catch {
    return false
  }
}

function installFromDebian(): boolean {
  const isRoot = process.getuid?.() === 0
  if (!isRoot || !existsSync('/usr/bin/apt-get')) return false
  attempt('apt-get', ['update', '-qq'], 5)
  return attempt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'], 10)
}

function installFromPlaywright(): boolean {
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js')
  return attempt(process.execPath, [cli, 'install', 'chromium'], 10)
}

/** Finds Chromium or installs it – Debian's package first where we may, since it brings its libraries along – and answers its path. */
export function ensureChromium(): string {
  const found = findChromium()
  if (found !== undefined) return found
  for (const install of [installFromDebian, installFromPlaywright]) {
    const installed = install() ? findChromium() : undefined
    if (installed !== undefined) return installed
  }
  throw new Error(
    'The browser tests need Chromium and it could not be installed. ' +
      'Install Chromium or Chrome, or set CHROMIUM_PATH to one, and run the tests again.',
  )
}
