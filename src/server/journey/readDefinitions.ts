import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { definitionsSchema, type DefinitionsInput, type DefinitionsOutput } from '../../domain/journey/definition.ts'
import { compareText } from '../../domain/kernel/order.ts'
import { readYamlFile, UnusableFile } from '../intake/files/yamlFile.ts'

/** Checks a file of definitions and keeps it as it was given. */
const givenDefinitions = z.unknown().transform((given, context) => {
  const read = definitionsSchema.safeParse(given)
  if (read.success) return given as DefinitionsInput
  for (const issue of read.error.issues) context.issues.push({ ...issue, input: given } as z.core.$ZodRawIssue)
  return z.NEVER
})

/**
 * Reads every definition file (`.yaml`, `.yml`, `.json`) of a folder in the order of their names, as they were given; of two
 * definitions of one key the later counts. Throws `UnusableFile` that names file, line and field of all that is wrong.
 */
export async function readDefinitionFiles(folder: string): Promise<DefinitionsInput> {
  const names = await readdir(folder).catch((error: Error) => {
    throw new UnusableFile(`${folder}: is no folder that can be read (${error.message})`)
  })
  const paths = names
    .filter((name) => /\.(ya?ml|json)$/i.test(name))
    .sort(compareText)
    .map((name) => join(folder, name))
  if (paths.length === 0) throw new UnusableFile(`${folder}: has no definition files (.yaml, .yml or .json)`)
  const read = await Promise.allSettled(paths.map((path) => readYamlFile(path, givenDefinitions)))
  const complaints = read.flatMap((each) => (each.status === 'rejected' ? [(each.reason as Error).message] : []))
  if (complaints.length > 0) throw new UnusableFile(complaints.join('\n'))
  const files = read.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
  return {
    journeys: files.flatMap((file) => file.journeys ?? []),
    touchpoints: files.flatMap((file) => file.touchpoints ?? []),
    channels: files.flatMap((file) => file.channels ?? []),
  }
}

/** Reads the definition files of a folder, ready to be opened. */
export async function readDefinitions(folder: string): Promise<DefinitionsOutput> {
  return definitionsSchema.parse(await readDefinitionFiles(folder))
}
