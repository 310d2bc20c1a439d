#!/usr/bin/env node
// Builds the SDK as it is published: one file each for pages and Node.js, and their types.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './prepare.js'

/** Builds into `out`: browser.js, also as browser.global.js for a script tag (`polku.createPolku`), node.js and declarations. */
export async function buildSdk(out = join(root, 'sdk/dist')) {
  rmSync(out, { recursive: true, force: true })
  const { build } = await import('esbuild')
  const common = { bundle: true, minify: true, legalComments: 'none', logLevel: 'silent', outdir: out }
  const browser = { ...common, platform: 'browser', target: 'es2020' }
  await build({ ...browser, entryPoints: [join(root, 'sdk/browser.ts')], format: 'esm' })
  await build({ ...browser, entryPoints: { 'browser.global': join(root, 'sdk/browser.ts') }, format: 'iife', globalName: 'polku' })
  await build({ ...common, entryPoints: [join(root, 'sdk/node.ts')], platform: 'node', target: 'node20.19', format: 'esm' })
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  const { status, stdout } = spawnSync(process.execPath, [compiler, '--project', join(root, 'sdk/tsconfig.json'), '--outDir', out], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The types of the SDK could not be written:\n${stdout}`)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await buildSdk()
