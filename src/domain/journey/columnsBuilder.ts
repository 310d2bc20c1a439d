import type { Encounter } from '../encounter/encounter.ts'
import { localHourOfWeek } from '../kernel/zone.ts'
import { digestOfKey, type PathColumns } from './columns.ts'
import { addPath, linkPath, makeRoom, openGrowth, viewOf, writeEncounter, type EncounterRow } from './columnsGrowth.ts'
import type { Path } from './path.ts'

/** One customer's paths and the encounters that made them, in order, derived from scratch. */
export interface CustomerPaths {
  paths: readonly Path[]
  placed: readonly { encounter: Encounter; path: string; resumed: boolean }[]
}

/** What stands on a path: the kinds of friction as bits, and how many frictions. */
export interface PathFrictions {
  bits: number
  count: number
}

/** Columns while they grow, customer by customer; `seal` gives them and ends the growth. */
export interface ColumnsBuilder {
  addCustomer: (derived: CustomerPaths, frictions: ReadonlyMap<string, PathFrictions>) => void
  seal: () => PathColumns
}

/** Begins path columns; `timeZone` is the organisation's, for encounters without one. */
export function openColumns(timeZone: string): ColumnsBuilder {
  const growth = openGrowth()
  let customers = 0
  return {
    addCustomer: ({ paths, placed }, frictions) => {
      makeRoom(growth, placed.length, paths.length)
      const customer = customers++
      const first = growth.pathCount
      const next = new Map<string, number>()
      for (const path of paths) {
        const stands = frictions.get(path.key)
        const index = addPath(growth, customer, {
          ...path,
          digest: digestOfKey(path.key),
          frictions: stands?.bits ?? 0,
          frictionCount: stands?.count ?? 0,
        })
        next.set(path.key, growth.paths.start[index]!)
      }
      for (const { encounter, path, resumed } of placed) {
        const index = next.get(path)!
        next.set(path, index + 1)
        writeEncounter(growth, index, encounterRow(encounter, resumed, timeZone))
      }
      for (let path = first; path < growth.pathCount; path++) linkPath(growth, path)
    },
    seal: () => viewOf(growth),
  }
}

/** A placed encounter as columns take it; `timeZone` is the organisation's, for one without its own. */
export function encounterRow(encounter: Encounter, resumed: boolean, timeZone: string): EncounterRow {
  return {
    at: encounter.at,
    touchpoint: encounter.touchpoint,
    channel: encounter.channel ?? null,
    device: encounter.device ?? null,
    stage: encounter.stage ?? null,
    hour: localHourOfWeek(encounter.timeZone ?? timeZone, encounter.at),
    resumed,
  }
}
