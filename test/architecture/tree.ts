import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import ts from 'typescript'
import house from './house.json' with { type: 'json' }

/** A broken rule: where, which one, and what to do about it. */
export type Problem = { file: string; line?: number; rule: string; says: string }

const CODE = /\.(ts|tsx|js|cjs|mjs|css)$/
const SKIPPED = new Set(['node_modules', 'dist', 'data', 'coverage', 'migrations', '.git'])
const GENERATED = /\.(gen|generated)\./

function walk(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (SKIPPED.has(entry.name)) return []
    const path = `${folder}/${entry.name}`
    return entry.isDirectory() ? walk(root, path) : [path]
  })
}

/** Every file written by hand below the source folders of `root`, as paths from there with forward slashes. */
export function listFiles(root: string): string[] {
  return house.sources
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => walk(root, folder))
    .filter((path) => !GENERATED.test(basename(path)))
    .sort()
}

/** The files of `listFiles` that are code. */
export function listCode(root: string): string[] {
  return listFiles(root).filter((path) => CODE.test(path))
}

/** Says whether a file is a test. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path)
}

/** The text of the file at `path` below `root`. */
export function read(root: string, path: string): string {
  return readFileSync(join(root, path), 'utf8')
}

const parsed = new Map<string, ts.SourceFile>()

/** The syntax tree of a TypeScript file, with parents and comments; each text is parsed once, since most rules look at it. */
export function parse(root: string, path: string): ts.SourceFile {
  const text = read(root, path)
  const known = parsed.get(path)
  if (known?.text === text) return known
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  parsed.set(path, source)
  return source
}

/** The line a node begins on, counted from 1. */
export function lineOf(node: ts.Node): number {
  const source = node.getSourceFile()
  return source.getLineAndCharacterOfPosition(node.getStart()).line + 1
}
