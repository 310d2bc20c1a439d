import { stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { WrongUsage } from './command.ts'

/** Throws unless a file can stand under a name: what is written gets its name when it is whole, so a folder or a device there would be lost. */
export async function checkOutFile(path: string): Promise<void> {
  const found = await stat(path).catch(() => null)
  if (found?.isDirectory()) throw new WrongUsage(`${path}: is a folder, not a file`)
  if (found && !found.isFile()) throw new WrongUsage(`${path}: is no plain file`)
  const folder = await stat(dirname(path)).catch(() => null)
  if (!folder?.isDirectory()) throw new WrongUsage(`${path}: there is no folder ${dirname(path)}`)
}
