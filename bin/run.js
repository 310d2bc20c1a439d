// Runs the command line, installed and built as needed.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './build.js'
import { checkNode, ensureInstalled, root } from './prepare.js'

/** Runs the built command line in this process, so that signals and exit codes are its own. */
export async function runPolku(args) {
  checkNode()
  ensureInstalled()
  await ensureBuilt()
  const program = join(root, 'dist/cli.js')
  process.argv = [process.execPath, program, ...args]
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(program).href)
}
