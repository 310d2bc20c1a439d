#!/usr/bin/env node
// Builds dist/: cli.js and workers (esbuild, packages stay outside), the files they read (assets/), and the screens (web/).
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
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
        assets.set(target, join(out, asset))
        return place(asset)
      })
      return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts', errors: missing }
    })
  }
  return { name: 'files-beside', setup }
}

async function buildServer(from, out) {
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
    outdir: out,
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
  for (const [file, copy] of assets) cpSync(file, copy, { recursive: true })
}

async function buildWeb(from, out) {
  if (!existsSync(join(from, 'src/web/index.html'))) return
  const { build } = await import('vite')
  await build({
    root: join(from, 'src/web'),
    configFile: join(from, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: join(out, 'web'), emptyOutDir: true },
  })
}

/** Builds the tree at `from` into its dist/; the last thing written is the stamp that says it is whole. */
export async function build(from = root) {
  const out = join(from, 'dist')
  const startedAt = Date.now()
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out)
  await buildServer(from, out)
  await buildWeb(from, out)
  const stamp = join(out, 'built')
  writeFileSync(stamp, '')
  utimesSync(stamp, startedAt / 1000, startedAt / 1000)
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
