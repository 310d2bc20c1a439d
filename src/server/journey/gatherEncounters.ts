import { identify, type Identities } from '../../domain/customer/identity.ts'
import { UNIQUE_KINDS } from '../../domain/customer/identifier.ts'
import type { Encounter } from '../../domain/encounter/encounter.ts'
import { encounterContent } from '../../domain/encounter/schema.ts'
import { openLinks } from './identifierLinks.ts'
import { openSpill, type Spill } from './spillEncounters.ts'

/** How encounters are gathered: the clock (ms since 1970 UTC; default: the last encounter's time), and how many may be held in memory. */
export interface GatherOptions {
  asOf?: number
  spillAfter?: number
}

/** What was gathered besides the customers: the clock (null without any encounter), and what was left out. */
export interface Gathered {
  clock: number | null
  rejected: number
  duplicates: number
  later: number
}

/** One customer and all their encounters that exist at the clock, in any order. */
export interface GatheredCustomer {
  name: string
  encounters: Encounter[]
}

const SPILL_AFTER = 1_500_000
/** A Map holds no more than 2²⁴ entries. */
const MOST_IN_MEMORY = 10_000_000

/**
 * Reads all encounters, keeps each id once (the first read; the same id with other content is refused), joins identifiers into customers
 * over the encounters that exist at the clock, and hands over customer by customer. Beyond `spillAfter` encounters they wait on disk.
 */
export async function gatherEncounters(
  source: AsyncIterable<Encounter[]>,
  options: GatherOptions,
  take: (gathered: Gathered, customers: AsyncIterable<GatheredCustomer> | Iterable<GatheredCustomer>) => Promise<void>,
): Promise<void> {
  const most = Math.min(options.spillAfter ?? SPILL_AFTER, MOST_IN_MEMORY)
  const kept = openKeeper()
  let spill: Spill | null = null
  try {
    for await (const batch of source) {
      if (spill) await spill.add(batch)
      else {
        for (const encounter of batch) kept.keep(encounter)
        if (kept.encounters.size > most) {
          spill = await openSpill()
          await spill.add(kept.encounters.values())
          kept.encounters.clear()
        }
      }
    }
    if (spill) await takeFromDisk(spill, kept, options.asOf, take)
    else await takeFromMemory(kept, options.asOf, take)
  } finally {
    await spill?.remove()
  }
}

/** Keeps each id once and counts what is left out. */
function openKeeper() {
  const keeper = {
    encounters: new Map<string, Encounter>(),
    rejected: 0,
    duplicates: 0,
    /** Keeps an encounter unless its id is known; whether it did. */
    keep: (encounter: Encounter): boolean => {
      const known = keeper.encounters.get(encounter.id)
      if (known === undefined) {
        keeper.encounters.set(encounter.id, encounter)
        return true
      }
      if (encounterContent(known) === encounterContent(encounter)) keeper.duplicates++
      else keeper.rejected++
      return false
    },
  }
  return keeper
}

type Keeper = ReturnType<typeof openKeeper>
type Take = Parameters<typeof gatherEncounters>[2]

async function takeFromMemory(kept: Keeper, asOf: number | undefined, take: Take): Promise<void> {
  const encounters = [...kept.encounters.values()]
  kept.encounters.clear()
  const clock = asOf ?? latest(encounters)
  const existing = encounters.filter((encounter) => encounter.at <= (clock ?? 0))
  const later = encounters.length - existing.length
  const links = openLinks()
  for (const encounter of existing) links.note(encounter)
  const identities = identify(links.all(), UNIQUE_KINDS)
  const { rejected, duplicates } = kept
  await take({ clock, rejected, duplicates, later }, customersOf(existing, identities))
}

async function takeFromDisk(spill: Spill, kept: Keeper, asOf: number | undefined, take: Take): Promise<void> {
  const links = openLinks()
  let last: number | null = null
  let later = 0
  const keep = (encounter: Encounter): boolean => {
    if (!kept.keep(encounter)) return false
    last = Math.max(last ?? -Infinity, encounter.at)
    if (asOf !== undefined && encounter.at > asOf) {
      later++
      return false
    }
    links.note(encounter)
    return true
  }
  await spill.sortByCustomer(keep, () => kept.encounters.clear())
  const identities = identify(links.all(), UNIQUE_KINDS)
  const { rejected, duplicates } = kept
  await take({ clock: asOf ?? last, rejected, duplicates, later }, customersOnDisk(spill, identities))
}

async function* customersOnDisk(spill: Spill, identities: Identities): AsyncGenerator<GatheredCustomer> {
  for await (const encounters of spill.groups()) yield* customersOf(encounters, identities)
}

function* customersOf(encounters: readonly Encounter[], identities: Identities): Generator<GatheredCustomer> {
  const byName = new Map<string, Encounter[]>()
  for (const encounter of encounters) {
    const name = identities.nameOf(encounter.customer)
    const known = byName.get(name)
    if (known) known.push(encounter)
    else byName.set(name, [encounter])
  }
  for (const [name, own] of byName) yield { name, encounters: own }
}

function latest(encounters: readonly Encounter[]): number | null {
  let last: number | null = null
  for (const { at } of encounters) if (last === null || at > last) last = at
  return last
}
