import { mapSchema, type FileMap } from './mapSchema.ts'
import { readYamlFile } from './yamlFile.ts'

/** Reads a map from a YAML file; throws `UnusableFile` that names every wrong place in it. */
export function readMap(path: string): Promise<FileMap> {
  return readYamlFile(path, mapSchema)
}
