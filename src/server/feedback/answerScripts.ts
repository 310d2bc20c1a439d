import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The built scripts of the answerer's pages, by the name of their file; none where none were built. */
export function readScripts(folder: URL): ReadonlyMap<string, Buffer> {
  const path = fileURLToPath(folder)
  if (!existsSync(path)) return new Map()
  return new Map(readdirSync(path).map((name) => [name, readFileSync(join(path, name))]))
}
