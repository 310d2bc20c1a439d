import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Problem, read } from './tree.ts'

const MAP = 'ARCHITECTURE.md'
const MADE = /^(node_modules|dist.*|data|coverage|\.(?!ci$).*)$/

/** The folders and files that the map names: the first word of each line in its first fenced block that holds a slash or a dot. */
function listMapped(text: string): string[] {
  const block = /```[a-z]*\n([\s\S]*?)```/.exec(text)?.[1] ?? ''
  return block.split('\n').flatMap((line) => {
    const path = line.trim().split(/\s+/)[0] ?? ''
    return /[/.]/.test(path) ? [path.replace(/\/$/, '')] : []
  })
}

const folders = (root: string, folder: string) =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder)).filter((name) => !MADE.test(name) && statSync(join(root, folder, name)).isDirectory())
    : []

/** The map of the house tells the truth: what it names exists, and each folder at the top and in src/ is named. */
export function checkMap(root: string): Problem[] {
  const text = read(root, MAP)
  const mapped = listMapped(text)
  const present = [...folders(root, '.'), ...folders(root, 'src').map((name) => `src/${name}`)]
  const lines = text.trimEnd().split('\n').length
  return [
    ...mapped
      .filter((path) => !existsSync(join(root, path)))
      .map((path) => ({ file: MAP, rule: 'map', says: `names ${path}, which does not exist` })),
    ...present.filter((path) => !mapped.includes(path)).map((path) => ({ file: MAP, rule: 'map', says: `does not name ${path}/` })),
    ...(lines > 100 ? [{ file: MAP, rule: 'map', says: `has ${lines} lines, at most 100 are allowed` }] : []),
  ]
}
