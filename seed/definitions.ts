import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { DefinitionsInput } from '../src/domain/journey/definition.ts'

const folder = new URL('../definitions/', import.meta.url)

/** The definitions the demo runs on: the two worked examples and the rest of the organisation. */
export const DEFINITION_FILES = ['bank-loan.yaml', 'kitchen-order.yaml', 'demo.yaml'] as const

/** Reads one file of definitions as it stands. */
export function readDefinitionFile(name: (typeof DEFINITION_FILES)[number]): DefinitionsInput {
  return parse(readFileSync(new URL(name, folder), 'utf8')) as DefinitionsInput
}

/** All definitions of the demo in one, each key once. */
export function demoDefinitions(): DefinitionsInput {
  const files = DEFINITION_FILES.map(readDefinitionFile)
  return {
    journeys: once(files.flatMap((file) => file.journeys ?? [])),
    touchpoints: once(files.flatMap((file) => file.touchpoints ?? [])),
    channels: once(files.flatMap((file) => file.channels ?? [])),
  }
}

function once<T extends { key: string }>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [item.key, item])).values()]
}
