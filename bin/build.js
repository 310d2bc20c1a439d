#!/usr/bin/env node
// Builds dist/: cli.js and workers (esbuild, packages stay outside), the files they read (assets/), scripts of customers' pages (respond/), and the screens (web/).
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { checkNode, ensureInstalled, fail, root } from './prepare.js'

const BUILT_FROM = ['src', 'seed', 'sdk', 'bin/build.js', 'package.json', 'package-lock.json', 'vite.config.ts', 'tsconfig.json']
const FILE_BESIDE = /new URL\(\s*(['"`])(\.{1,2}\/[^'"`]+)\1\s*,\s*import\.meta\.url\s*,?\s*\)/g

function list(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path))
}

function workerName(path) {
  return `${basename(path, '.ts')}.js`
}

/**
 * Source files name what lies beside them as `new URL('./x', import.meta.url)`. In the bundle that place is dist/, so the
 * address is rewritten: a worker to its bundle, something in dist/ to itself, and any other file or folder to a copy in assets/.
 */
function filesBeside(from, out, assets) {
  const setup = (build) => {
    build.onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
      const missing = []
      const contents = readFileSync(path, 'utf8').replace(FILE_BESIDE, (_whole, _quote, address) => {
        const target = resolve(dirname(path), address)
        const place = (to) => `new URL('./${to.split(sep).join('/')}${address.endsWith('/') ? '/' : ''}', import.meta.url)`
        if (target.startsWith(out + sep)) return place(relative(out, target))
        if (target.endsWith('.worker.ts')) return place(workerName(target))
        if (!existsSync(target)) missing.push({ text: `${relative(from, path)} names ${address}, which does not exist` })
        const asset = join('assets', relative(from, target))
        assets.set(target, asset)
        return place(asset)
      })
      return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts', errors: missing }
    })
  }
  return { name: 'files-beside', setup }
}

async function buildServer(from, out, making) {
  const esbuild = await import('esbuild')
  const workers = list(join(from, 'src')).filter((path) => path.endsWith('.worker.ts'))
  const names = workers.map(workerName)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new Error(`Two workers would both be built as ${twice}.`)
  const assets = new Map()
  const entries = [{ in: join(from, 'src/cli/main.ts'), out: 'cli' }]
  await esbuild.build({
    absWorkingDir: from,
    entryPoints: [...entries, ...workers.map((path) => ({ in: path, out: basename(path, extname(path)) }))],
    outdir: making,
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    jsx: 'automatic',
    sourcemap: 'linked',
    logLevel: 'silent',
    plugins: [filesBeside(from, out, assets)],
  })
  for (const [file, copy] of assets) cpSync(file, join(making, copy), { recursive: true })
}

/** Scripts of the pages that customers see: each whole in itself, as small as can be. */
async function buildScripts(from, making) {
  const esbuild = await import('esbuild')
  const scripts = list(join(from, 'src/respond')).filter((path) => path.endsWith('.script.ts'))
  if (scripts.length === 0) return
  await esbuild.build({
    absWorkingDir: from,
    entryPoints: scripts.map((path) => ({ in: path, out: basename(path, '.script.ts') })),
    outdir: join(making, 'respond'),
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    loader: { '.css': 'text' },
    logLevel: 'silent',
  })
}

function buildWeb(from, out) {
  if (!existsSync(join(from, 'src/web/index.html'))) return
  const vite = [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--config', join(from, 'vite.config.ts'), '--logLevel', 'warn']
  // Tests build, too, and are to see what everybody gets.
  const options = { cwd: from, stdio: ['ignore', 2, 2], env: { ...process.env, NODE_ENV: 'production' } }
  const { status } = spawnSync(process.execPath, [...vite, '--outDir', join(out, 'web'), '--emptyOutDir'], options)
  if (status !== 0) throw new Error('the screens could not be built, see above.')
}

/** Builds the tree at `from` into its dist/, all of it or nothing; the stamp's time says which sources it is made of. */
export async function build(from = root) {
  // Files know their time more finely than the clock tells it: what was written just before is not newer than the build.
  const startedAt = (Date.now() + 1) / 1000
  const dist = join(from, 'dist')
  const making = join(from, `dist-${process.pid}`)
  try {
    mkdirSync(making, { recursive: true })
    await buildServer(from, dist, making)
    await buildScripts(from, making)
    buildWeb(from, making)
    writeFileSync(join(making, 'built'), '')
    utimesSync(join(making, 'built'), startedAt, startedAt)
    rmSync(dist, { recursive: true, force: true })
    renameSync(making, dist)
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
}

function newestChange(path) {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat === undefined) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  // A folder's own time tells of files that were taken away.
  return readdirSync(path).reduce((newest, name) => Math.max(newest, newestChange(join(path, name))), stat.mtimeMs)
}

export function isBuilt(folder = root) {
  const stamp = join(folder, 'dist/built')
  if (!existsSync(stamp)) return false
  const builtAt = statSync(stamp).mtimeMs
  return BUILT_FROM.every((path) => newestChange(join(folder, path)) <= builtAt)
}

export async function ensureBuilt(anew = false) {
  if (!anew && isBuilt()) return
  console.error('Building …')
  const startedAt = Date.now()
  try {
    await build()
    console.error(`Built in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`)
  } catch (error) {
    fail(`Polku could not be built: ${error instanceof Error ? error.message : String(error)}`)
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  checkNode()
  ensureInstalled()
  await ensureBuilt(true)
}
