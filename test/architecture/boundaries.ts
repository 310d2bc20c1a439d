import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cruise, type ICruiseOptions, type IConfiguration } from 'dependency-cruiser'
import type { Problem } from './tree.ts'

const require = createRequire(import.meta.url)

/** What the boundary rules found below `root`: the broken ones, and every module of ours that was looked at. */
export async function checkBoundaries(root: string): Promise<{ problems: Problem[]; modules: string[] }> {
  const { forbidden, options } = require('../../.dependency-cruiser.cjs') as Required<IConfiguration>
  const folders = ['src', 'sdk', 'seed', 'bench', 'test'].filter((folder) => existsSync(join(root, folder)))
  const { doNotFollow, exclude, tsPreCompilationDeps, enhancedResolveOptions } = options as ICruiseOptions
  const chosen = { doNotFollow, exclude, tsPreCompilationDeps, baseDir: root, validate: true, ruleSet: { forbidden } }
  const { output } = await cruise(folders, chosen as ICruiseOptions, { ...enhancedResolveOptions })
  if (typeof output === 'string') throw new Error('dependency-cruiser answered with text.')
  const modules = output.modules.map(({ source }) => source).filter((path) => /^(src|sdk|seed|bench|test)\//.test(path))
  const problems = output.summary.violations.map(({ from, to, rule }) => ({
    file: from,
    rule: rule.name,
    says: from === to ? 'stands apart' : `must not know ${to}`,
  }))
  return { problems, modules }
}
