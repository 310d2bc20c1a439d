import { isRemark, type Encounter } from '../encounter/encounter.ts'
import { localHourOfWeek } from '../kernel/zone.ts'
import { flagsOf, gapBucket, PATH_STATES, type Codes, type Names, type PathColumns } from './columns.ts'
import { findResumers } from './columnsResumers.ts'
import { fitted, openDictionary, widened } from './columnsGrowth.ts'
import type { Path } from './path.ts'

/** One customer's paths and the encounters that made them, in order, derived from scratch. */
export interface CustomerPaths {
  paths: readonly Path[]
  placed: readonly { encounter: Encounter; path: string; previous: string | null; gap: number | null }[]
}

/** What stands on a path: the kinds of friction as bits, and how many frictions. */
export interface PathFrictions {
  bits: number
  count: number
}

/** Columns while they grow, customer by customer; `seal` gives them and ends the growth. */
export interface ColumnsBuilder {
  addCustomer: (name: string, derived: CustomerPaths, frictions: ReadonlyMap<string, PathFrictions>) => void
  seal: () => PathColumns
}

/** Begins path columns; `timeZone` is the organisation's, for encounters without one. */
export function openColumns(timeZone: string): ColumnsBuilder {
  const growth = emptyGrowth()
  return {
    addCustomer: (name, derived, frictions) => {
      growth.customers.push(name)
      const slots = addPaths(growth, derived.paths, frictions)
      addEncounters(growth, derived, slots, timeZone)
      derived.paths.forEach((path, index) => addResumptions(growth, path, slots[index]!.path))
    },
    seal: () => seal(growth),
  }
}

type Growth = ReturnType<typeof emptyGrowth>

function emptyGrowth() {
  return {
    encounterCount: 0,
    pathCount: 0,
    resumptionCount: 0,
    encounters: {
      time: new Float64Array(1024),
      touchpoint: new Uint32Array(1024),
      previous: new Uint32Array(1024),
      channel: new Uint32Array(1024),
      device: new Uint32Array(1024),
      stage: new Uint32Array(1024),
      gap: new Uint8Array(1024),
      hour: new Uint8Array(1024),
      flags: new Uint8Array(1024),
    },
    paths: {
      start: new Uint32Array(256),
      customer: new Uint32Array(256),
      journey: new Uint32Array(256),
      state: new Uint8Array(256),
      startChannel: new Uint32Array(256),
      outcome: new Uint32Array(256),
      firstAt: new Float64Array(256),
      lastAt: new Float64Array(256),
      frictions: new Uint32Array(256),
      frictionCount: new Uint32Array(256),
      handovers: new Uint32Array(256),
      bounces: new Uint32Array(256),
    },
    resumptions: {
      path: new Uint32Array(16),
      encounter: new Uint32Array(16),
      pausedAt: new Float64Array(16),
      resumedAt: new Float64Array(16),
      gapSeconds: new Float64Array(16),
      fromChannel: new Uint32Array(16),
      toChannel: new Uint32Array(16),
      localHour: new Uint8Array(16),
    },
    touchpoints: openDictionary(),
    channels: openDictionary(),
    devices: openDictionary(),
    stages: openDictionary(),
    journeys: openDictionary(),
    outcomes: openDictionary(),
    customers: [] as string[],
  }
}

/** Where a path stands in the columns, and the index of its next encounter. */
interface Slot {
  path: number
  next: number
}

function addPaths(growth: Growth, paths: readonly Path[], frictions: ReadonlyMap<string, PathFrictions>): Slot[] {
  growth.paths = widened(growth.paths, growth.pathCount + paths.length + 1)
  const columns = growth.paths
  let next = growth.encounterCount
  return paths.map((path) => {
    const index = growth.pathCount++
    const slot = { path: index, next }
    columns.start[index] = next
    next += path.encounters
    columns.start[index + 1] = next
    columns.customer[index] = growth.customers.length - 1
    columns.journey[index] = growth.journeys.code(path.journey)
    columns.state[index] = PATH_STATES.indexOf(path.state)
    columns.startChannel[index] = growth.channels.code(path.startChannel)
    columns.outcome[index] = growth.outcomes.code(path.outcome)
    columns.firstAt[index] = path.first.at
    columns.lastAt[index] = path.last.at
    columns.frictions[index] = frictions.get(path.key)?.bits ?? 0
    columns.frictionCount[index] = frictions.get(path.key)?.count ?? 0
    columns.handovers[index] = path.handovers
    columns.bounces[index] = path.bounces
    return slot
  })
}

function addEncounters(growth: Growth, { paths, placed }: CustomerPaths, slots: readonly Slot[], timeZone: string): void {
  growth.encounters = widened(growth.encounters, growth.encounterCount + placed.length)
  const columns = growth.encounters
  const slotOf = new Map(paths.map((path, index) => [path.key, slots[index]!]))
  for (const { encounter, path, previous, gap } of placed) {
    const index = slotOf.get(path)!.next++
    columns.time[index] = encounter.at
    columns.touchpoint[index] = growth.touchpoints.code(encounter.touchpoint)
    columns.previous[index] = growth.touchpoints.code(previous)
    columns.channel[index] = growth.channels.code(encounter.channel)
    columns.device[index] = growth.devices.code(encounter.device)
    columns.stage[index] = growth.stages.code(encounter.stage)
    columns.gap[index] = gapBucket(gap ?? 0)
    columns.hour[index] = localHourOfWeek(encounter.timeZone ?? timeZone, encounter.at)
    columns.flags[index] = flagsOf(encounter.step, encounter.initiator, isRemark(encounter))
  }
  growth.encounterCount += placed.length
}

function addResumptions(growth: Growth, path: Path, index: number): void {
  if (path.resumptions.length === 0) return
  growth.resumptions = widened(growth.resumptions, growth.resumptionCount + path.resumptions.length)
  const columns = growth.resumptions
  const { time, flags } = growth.encounters
  const start = growth.paths.start[index]!
  const end = growth.paths.start[index + 1]!
  const resumers = findResumers(
    time,
    flags,
    start,
    end,
    path.resumptions.map(({ resumedAt }) => resumedAt),
  )
  path.resumptions.forEach((resumption, number) => {
    const row = growth.resumptionCount++
    columns.path[row] = index
    columns.encounter[row] = resumers[number]!
    columns.pausedAt[row] = resumption.pausedAt ?? NaN
    columns.resumedAt[row] = resumption.resumedAt
    columns.gapSeconds[row] = resumption.gapSeconds
    columns.fromChannel[row] = growth.channels.code(resumption.fromChannel)
    columns.toChannel[row] = growth.channels.code(resumption.toChannel)
    columns.localHour[row] = resumption.localHour
  })
}

function seal(growth: Growth): PathColumns {
  const encounters = fitted(growth.encounters, growth.encounterCount)
  const paths = fitted(growth.paths, growth.pathCount)
  const resumptions = fitted(growth.resumptions, growth.resumptionCount)
  const touchpoints = growth.touchpoints.names
  const channels = growth.channels.names
  const devices = growth.devices.names
  const stages = growth.stages.names
  const journeys = growth.journeys.names
  const outcomes = growth.outcomes.names
  return {
    encounters: {
      ...encounters,
      touchpoint: narrowed(encounters.touchpoint, touchpoints),
      previous: narrowed(encounters.previous, touchpoints),
      channel: narrowed(encounters.channel, channels),
      device: narrowed(encounters.device, devices),
      stage: narrowed(encounters.stage, stages),
    },
    paths: {
      ...paths,
      start: growth.paths.start.slice(0, growth.pathCount + 1),
      journey: narrowed(paths.journey, journeys),
      startChannel: narrowed(paths.startChannel, channels),
      outcome: narrowed(paths.outcome, outcomes),
    },
    resumptions: {
      ...resumptions,
      fromChannel: narrowed(resumptions.fromChannel, channels),
      toChannel: narrowed(resumptions.toChannel, channels),
    },
    touchpoints,
    channels,
    devices,
    stages,
    journeys,
    outcomes,
    customers: growth.customers,
  }
}

function narrowed(codes: Uint32Array, names: Names): Codes {
  return names.length <= 65_536 ? new Uint16Array(codes) : codes
}
