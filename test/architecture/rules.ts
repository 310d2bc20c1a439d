import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { checkBoundaries } from './boundaries.ts'
import { checkComments, checkNames } from './exportRules.ts'
import { checkFileNames, checkFolders, checkSizes } from './fileRules.ts'
import house from './house.json' with { type: 'json' }
import { checkMap } from './map.ts'
import { checkEnvironment, checkPurity } from './purity.ts'
import { checkRemarks } from './remarks.ts'
import { listCode, type Problem } from './tree.ts'

const RULES = [checkSizes, checkFolders, checkFileNames, checkNames, checkComments, checkPurity, checkEnvironment, checkRemarks, checkMap]

const ofLayer = (files: string[], layer: string) => files.filter((file) => file.startsWith(`${layer}/`) && /\.tsx?$/.test(file)).length

/** A checker that looks the other way finds nothing wrong: each layer of which `modules` were seen but not all of the `code`. */
export function findUnseen(code: string[], modules: string[]): Problem[] {
  return house.layers.flatMap((name) => {
    const layer = `src/${name}`
    const [seen, present] = [ofLayer(modules, layer), ofLayer(code, layer)]
    return seen === present ? [] : [{ file: layer, rule: 'boundaries-saw-all', says: `${seen} of ${present} modules were looked at` }]
  })
}

/** Everything the house asks of the tree at `root`: what is broken, and how many modules of each present layer the boundary rules saw. */
export async function checkHouse(root: string): Promise<{ problems: Problem[]; seen: Record<string, number> }> {
  const { problems, modules } = await checkBoundaries(root)
  const present = house.layers.map((layer) => `src/${layer}`).filter((layer) => existsSync(join(root, layer)))
  const seen = Object.fromEntries(present.map((layer) => [layer, ofLayer(modules, layer)]))
  return { problems: [...problems, ...findUnseen(listCode(root), modules), ...RULES.flatMap((rule) => rule(root))], seen }
}
