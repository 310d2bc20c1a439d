import type { Derived } from '../../domain/friction/derive.ts'
import { frictionBits } from '../../domain/friction/frictionBits.ts'
import type { FrictionKind } from '../../domain/friction/friction.ts'
import { encounterRow } from '../../domain/journey/columnsBuilder.ts'
import type { GivenCustomer, GivenEncounter, GivenPath } from '../../domain/journey/columnsLiving.ts'
import type { SavedFrictions } from '../friction/saveFrictions.ts'
import type { FrictionCounts, KeptCustomer } from './keptCustomers.ts'

/** A customer who was read on, and what came of it. */
export interface ReadOn {
  kept: KeptCustomer
  derived: Derived
}

/** Customers as they are kept once what was derived is written; `alerted` when their cases wait. The paths of `kept` are those written. */
export function keptAfter(works: readonly ReadOn[], saved: readonly SavedFrictions[], alerted: boolean): KeptCustomer[] {
  const counts = new Map<number, Map<string, Map<FrictionKind, number>>>()
  const before = new Map(works.map(({ kept }) => [kept.id, kept.frictions]))
  const count = ({ customer, path, kind }: { customer: number; path: string; kind: FrictionKind }, by: 1 | -1) => {
    const known = before.get(customer)
    if (known === undefined) return
    const own = counts.get(customer) ?? copyOf(known)
    counts.set(customer, own)
    const ofPath = own.get(path) ?? new Map<FrictionKind, number>()
    own.set(path, ofPath)
    const sum = (ofPath.get(kind) ?? 0) + by
    if (sum > 0) ofPath.set(kind, sum)
    else ofPath.delete(kind)
  }
  for (const { found, withdrawn } of saved) {
    for (const friction of found) count(friction, 1)
    for (const friction of withdrawn) count(friction, -1)
  }
  return works.map(({ kept, derived }) => ({
    ...kept,
    fold: derived.fold,
    pending: derived.pending.length > 0,
    alerted,
    frictions: counts.get(kept.id) ?? kept.frictions,
  }))
}

function copyOf(counts: FrictionCounts): Map<string, Map<FrictionKind, number>> {
  return new Map([...counts].map(([path, ofPath]) => [path, new Map(ofPath)]))
}

/** How the paths of customers stand, as path columns take them, with the encounters that were read. */
export function givenCustomers(works: readonly ReadOn[], after: readonly KeptCustomer[], timeZone: string): GivenCustomer[] {
  return works.map(({ derived }, index) => {
    const { id, frictions } = after[index]!
    return {
      customer: id,
      whole: false,
      paths: derived.paths.map(({ key, journey, state, outcome, encounters, handovers, bounces }): GivenPath => {
        const standing = frictions.get(key)
        let frictionCount = 0
        if (standing !== undefined) for (const count of standing.values()) frictionCount += count
        const bits = frictionCount === 0 ? 0 : frictionBits(standing!.keys())
        return { key, journey, state, outcome, encounters, handovers, bounces, frictions: bits, frictionCount }
      }),
      encounters: derived.placed.map(({ encounter, path, step, resumed }): GivenEncounter => ({
        path,
        step,
        ...encounterRow(encounter, resumed, timeZone),
      })),
    }
  })
}
