import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import ts from 'typescript'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildSdk } from '../../bin/buildSdk.js'
import type { EncounterInput, Facets } from '../../sdk/encounter.ts'
import type { EncounterInput as Taken } from '../../src/domain/encounter/schema.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'polku-sdk-'))
const installed = join(folder, 'node_modules/polku-sdk')

type Equal<Left, Right> = (<T>() => T extends Left ? 1 : 2) extends <T>() => T extends Right ? 1 : 2 ? true : false
/** Each field of one type beside the same field of the other; a field that differs is `false`. */
type Compared = {
  [Field in keyof EncounterInput | keyof Taken]: Equal<EncounterInput[Field & keyof EncounterInput], Taken[Field & keyof Taken]>
}

beforeAll(async () => {
  mkdirSync(installed, { recursive: true })
  cpSync(join(root, 'sdk/package.json'), join(installed, 'package.json'))
  await buildSdk(join(installed, 'dist'))
  return () => rmSync(folder, { recursive: true, force: true })
}, 120_000)

/** Compiles programs that use the installed package; answers what the compiler finds wrong, each as `file: TSnumber message`. */
function compile(programs: Record<string, string>, more: ts.CompilerOptions): string[] {
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  const files = Object.entries(programs).map(([name, program]) => {
    writeFileSync(join(folder, name), program)
    return join(folder, name)
  })
  const lib = ['lib.es2022.d.ts', 'lib.dom.d.ts']
  const options = { noEmit: true, strict: true, target: ts.ScriptTarget.ES2022, lib, types: [], skipDefaultLibCheck: true, ...more }
  return ts
    .getPreEmitDiagnostics(ts.createProgram(files, options))
    .map(
      ({ file, code, messageText }) => `${basename(file?.fileName ?? '')}: TS${code} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    )
}

describe('the SDK', () => {
  it('has the facets that the door takes, field by field', () => {
    const compared: Compared extends Record<keyof Compared, true> ? true : Compared = true
    const isSame: Equal<{ [Field in keyof EncounterInput]: EncounterInput[Field] }, { [Field in keyof Taken]: Taken[Field] }> = true
    const facets: Facets = { touchpoint: 'basket', measures: [{ metric: 'nps', score: 9, scale: '0-10' }] }
    expect([compared, isSame, Object.keys(facets).length]).toEqual([true, true, 2])
  })

  it('takes less than 5 kB of a page, compressed', () => {
    for (const file of ['browser.js', 'browser.global.js']) {
      const size = gzipSync(readFileSync(join(installed, 'dist', file)), { level: 9 }).length
      expect(size, `${file} has ${size} bytes`).toBeLessThan(5000)
      expect(size).toBeGreaterThan(1000)
    }
  })

  it('stands alone: what it needs at run time is its own and Node’s', () => {
    for (const file of readdirSync(join(installed, 'dist')).filter((name) => name.endsWith('.js'))) {
      const imports = [...readFileSync(join(installed, 'dist', file), 'utf8').matchAll(/(?:from|import|require)\s*\(?\s*"([^"]+)"/g)]
      expect(imports.map(([, name]) => name)).toEqual(file === 'node.js' ? ['node:fs'] : [])
    }
    const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'sdk/package.json'), 'utf8')) as Record<string, unknown>
    expect([dependencies, peerDependencies]).toEqual([undefined, undefined])
  })

  it('tells a program its types, in pages and in Node.js, and lets no wrong facet through', () => {
    const program = `import { createPolku } from 'polku-sdk'
      const polku = createPolku({ url: 'https://polku.example', token: 'polku_x' })
      const id: string = polku.encounter({ touchpoint: 'basket', step: 'start', provides: ['address'] })
      polku.identify({ crm: id })\n`
    const programs = {
      'right.ts': program,
      'wrong.ts': program.replace("step: 'start'", "step: 'begin'"),
      'foreign.ts': program.replace("step: 'start'", "size: 'L'"),
    }
    expect(compile(programs, { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext }).toSorted()).toEqual([
      expect.stringMatching(/^foreign\.ts: TS2353 .*'size' does not exist/),
      expect.stringMatching(/^wrong\.ts: TS2322 Type '"begin"' is not assignable/),
    ])
    const page = { 'page.ts': program.replace("'https://polku.example', ", "'https://polku.example', storage: false, ") }
    const bundled = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler, customConditions: ['browser'] }
    expect(compile(page, bundled)).toEqual([])
  }, 120_000)
})
