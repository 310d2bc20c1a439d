import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'
import { mapSchema, type FileMap } from './mapSchema.ts'
import { repairMapSchema } from './repairMap.ts'
import { readYamlFile } from './yamlFile.ts'

/** Reads a map from a YAML file; throws `UnusableFile` that names every wrong place in it. */
export function readMap(path: string): Promise<FileMap> {
  return readYamlFile(path, mapSchema)
}

/** Reads a map that repairs from a YAML file, as the API takes it; throws `UnusableFile` that names every wrong place in it. */
export async function readRepairMap(path: string): Promise<Record<string, unknown>> {
  await readYamlFile(path, repairMapSchema)
  return (parse(await readFile(path, 'utf8')) ?? {}) as Record<string, unknown>
}
