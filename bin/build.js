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
function filesBeside(out, assets) {
  const setup = (build) => {
    build.onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
      if (path.includes(`${sep}node_modules${sep}`)) return undefined
      const contents = readFileSync(path, 'utf8').replace(FILE_BESIDE, (_whole, _quote, address) => {
        const target = resolve(dirname(path), address)
        const place = (to) => `new URL('./${to.split(sep).join('/')}', import.meta.url)`
        if (target === out || target.startsWith(out + sep)) return place(relative(out, target))
        if (target.endsWith('.worker.ts')) return place(workerName(target))
        if (!existsSync(target)) throw new Error(`${relative(root, path)} names ${address}, which does not exist.`)
        const asset = join('assets', relative(root, target))
        assets.set(target, join(out, asset))
        return place(asset)
      })
      return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' }
    })
  }
  return { name: 'files-beside', setup }
}

async function buildServer(out) {
  const esbuild = await import('esbuild')
  const workers = list(join(root, 'src')).filter((path) => path.endsWith('.worker.ts'))
  const names = workers.map(workerName)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice !== undefined) throw new Error(`Two workers would both be built as ${twice}.`)
  const assets = new Map()
  const entries = [{ in: join(root, 'src/cli/main.ts'), out: 'cli' }]
  await esbuild.build({
    absWorkingDir: root,
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
    logLevel: 'warning',
    plugins: [filesBeside(out, assets)],
  })
  for (const [from, to] of assets) cpSync(from, to, { recursive: true })
}

async function buildWeb(out) {
  if (!existsSync(join(root, 'src/web/index.html'))) return
  const { build } = await import('vite')
  await build({
    root: join(root, 'src/web'),
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    build: { outDir: join(out, 'web'), emptyOutDir: true },
  })
}

async function build() {
  const out = join(root, 'dist')
  const startedAt = Date.now()
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out)
  await buildServer(out)
  await buildWeb(out)
  // Written last: without it the build counts as never done.
  const stamp = join(out, 'built')
  writeFileSync(stamp, '')
  utimesSync(stamp, startedAt / 1000, startedAt / 1000)
  console.error(`Built in ${((Date.now() - startedAt) / 1000).toFixed(1)} s.`)
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
  try {
    await build()
  } catch (error) {
    fail(`Polku could not be built: ${error instanceof Error ? error.message : String(error)}`)
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  checkNode()
  ensureInstalled()
  await ensureBuilt(true)
}
