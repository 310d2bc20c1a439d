import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { identify } from '../../domain/customer/identity.ts'
import type { Encounter } from '../../domain/encounter/encounter.ts'
import { openLinks } from './identifierLinks.ts'
import { openPartitions } from './partitions.ts'

/** Encounters waiting on disk, in a folder of their own that `remove` deletes. */
export interface Spill {
  add: (encounters: Iterable<Encounter>) => Promise<void>
  /**
   * Sorts what was added so that each customer's encounters stand in one group. `keep` says for each encounter whether it stays: all
   * with one id are asked in the order they were added, and `forget` is called when no id asked so far will come again.
   */
  sortByCustomer: (keep: (encounter: Encounter) => boolean, forget: () => void) => Promise<void>
  /** The groups, one in memory at a time. */
  groups: () => AsyncGenerator<Encounter[]>
  remove: () => Promise<void>
}

/** Opens a folder for encounters that are too many to hold; readable by its owner alone. */
export async function openSpill(): Promise<Spill> {
  const folder = await mkdtemp(join(tmpdir(), 'polku-analyze-'))
  const byId = openPartitions(folder, 'id')
  const byCustomer = openPartitions(folder, 'customer')
  const links = openLinks()
  return {
    add: async (encounters) => {
      for (const encounter of encounters) {
        links.note(encounter)
        const full = byId.write(encounter.id, JSON.stringify(encounter))
        if (full) await full
      }
    },
    sortByCustomer: async (keep, forget) => {
      // Over all links, also those that will not count: a group can only be too large, so no customer is torn apart.
      const { nameOf } = identify(links.all(), [])
      links.clear()
      for await (const batches of byId.read()) {
        for await (const lines of batches) {
          for (const line of lines) {
            const encounter = JSON.parse(line) as Encounter
            if (!keep(encounter)) continue
            const full = byCustomer.write(nameOf(encounter.customer), line)
            if (full) await full
          }
        }
        forget()
      }
    },
    groups: async function* () {
      for await (const batches of byCustomer.read()) {
        const encounters: Encounter[] = []
        for await (const lines of batches) for (const line of lines) encounters.push(JSON.parse(line) as Encounter)
        yield encounters
      }
    },
    remove: async () => {
      await byId.close()
      await byCustomer.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
