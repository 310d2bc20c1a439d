import type { Encounter } from '../../domain/encounter/encounter.ts'
import { encounterIdentifiers } from '../../domain/encounter/schema.ts'

/** Links between identifiers, each once. */
export interface IdentifierLinks {
  note: (encounter: Encounter) => void
  all: () => Iterable<readonly string[]>
  clear: () => void
}

/** Begins a collection of links; an identifier alone joins nothing and is named by itself, so it is not kept. */
export function openLinks(): IdentifierLinks {
  const links = new Map<string, readonly string[]>()
  return {
    note: (encounter) => {
      if (Object.keys(encounter.customer).length < 2) return
      const identifiers = encounterIdentifiers(encounter)
      links.set(JSON.stringify(identifiers), identifiers)
    },
    all: () => links.values(),
    clear: () => links.clear(),
  }
}
