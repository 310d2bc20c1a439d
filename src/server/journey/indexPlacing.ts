import type { FrictionKind } from '../../domain/friction/friction.ts'
import { frictionBits } from '../../domain/friction/frictionBits.ts'
import { linkPath, type Growth } from '../../domain/journey/columnsGrowth.ts'
import { codeOf, codesFor, digestOf, integerOf, openNames, type CopiedRow } from './indexRows.ts'

/** Takes rows; `end` puts the last of them to their places. */
export interface Placing {
  take: (row: CopiedRow) => void
  end: () => void
}

/**
 * Finds the paths of so many pairs of a customer's number and the digest of a path's key; −1 for none. Memory is slow to answer but
 * answers many at once: what depends on the answer of another comes in a round of its own.
 */
export type Find = (count: number, customers: Float64Array, digests: Float64Array, found: Int32Array) => void

/** Rows that are put to their places together: few enough to fit a processor's near memory. */
const TOGETHER = 2048

/** Finds paths by a table of customers that probes from the number itself: numbers in sequence lie in sequence. */
export function openFinding({ paths, pathCount }: Growth): Find {
  const { customer: known, digest: keys } = paths
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * pathCount + 2)))
  const last = slots.length - 1
  const slotOf = (customer: number): number => (customer ^ (customer / 2 ** 32)) & last
  for (let path = pathCount - 1; path >= 0; path--) {
    const customer = known[path]!
    let slot = slotOf(customer)
    while (slots[slot] !== 0 && known[slots[slot]! - 1] !== customer) slot = (slot + 1) & last
    slots[slot] = path + 1
  }

  function seek(path: number, slot: number, customer: number, digest: number): number {
    while (path >= 0 && known[path] !== customer) {
      slot = (slot + 1) & last
      path = slots[slot]! - 1
    }
    if (path < 0) return -1
    while (keys[path] !== digest) if (++path === pathCount || known[path] !== customer) return -1
    return path
  }

  return (count, customers, digests, found) => {
    for (let row = 0; row < count; row++) found[row] = slots[slotOf(customers[row]!)]! - 1
    for (let row = 0; row < count; row++) {
      const path = found[row]!
      const customer = customers[row]!
      // Nearly always the first place that is looked at.
      if (path >= 0 && known[path] === customer && keys[path] === digests[row]) continue
      found[row] = seek(path, slotOf(customer), customer, digests[row]!)
    }
  }
}

/** Puts each encounter to its place: its path's, and there the one of its number. Its columns are those of the COPY of encounters. */
export function openEncounters(growth: Growth, find: Find): Placing {
  const { encounters, paths } = growth
  const names = {
    touchpoint: codesFor(encounters, 'touchpoint', growth.touchpoints),
    channel: codesFor(encounters, 'channel', growth.channels),
    device: codesFor(encounters, 'device', growth.devices),
    stage: codesFor(encounters, 'stage', growth.stages),
  }
  const [customers, digests, times] = [new Float64Array(TOGETHER), new Float64Array(TOGETHER), new Float64Array(TOGETHER)]
  const [touchpoints, channels, devices, stages] = [
    new Int32Array(TOGETHER),
    new Int32Array(TOGETHER),
    new Int32Array(TOGETHER),
    new Int32Array(TOGETHER),
  ]
  const [steps, fews, places] = [new Int32Array(TOGETHER), new Int32Array(TOGETHER), new Int32Array(TOGETHER)]
  let count = 0
  encounters.time.fill(NaN, 0, growth.encounterCount)

  function take(row: CopiedRow): void {
    customers[count] = integerOf(row, 0)
    digests[count] = digestOf(row, 1)
    times[count] = integerOf(row, 2)
    touchpoints[count] = codeOf(names.touchpoint, row, 3)
    channels[count] = codeOf(names.channel, row, 4)
    devices[count] = codeOf(names.device, row, 5)
    stages[count] = codeOf(names.stage, row, 6)
    const numbers = integerOf(row, 7)
    fews[count] = numbers & 511
    steps[count] = Math.floor(numbers / 512)
    if (++count === TOGETHER) place()
  }

  function place(): void {
    const { start } = paths
    find(count, customers, digests, places)
    for (let row = 0; row < count; row++) {
      const path = places[row]!
      if (path < 0) throw new Error('An encounter has no path.')
      const index = start[path]! + steps[row]! - 1
      if (index >= start[path + 1]!) throw new Error('The encounters do not make up their paths.')
      places[row] = index
    }
    const { time, touchpoint, channel, device, stage, hour, resumed } = encounters
    for (let row = 0; row < count; row++) time[places[row]!] = times[row]!
    for (let row = 0; row < count; row++) touchpoint[places[row]!] = touchpoints[row]!
    for (let row = 0; row < count; row++) channel[places[row]!] = channels[row]!
    for (let row = 0; row < count; row++) device[places[row]!] = devices[row]!
    for (let row = 0; row < count; row++) stage[places[row]!] = stages[row]!
    for (let row = 0; row < count; row++) hour[places[row]!] = fews[row]! >> 1
    for (let row = 0; row < count; row++) resumed[places[row]!] = fews[row]! & 1
    count = 0
  }

  return {
    take,
    end: () => {
      place()
      link(growth)
    },
  }
}

function link(growth: Growth): void {
  const { time } = growth.encounters
  for (let index = 0; index < growth.encounterCount; index++) {
    if (Number.isNaN(time[index])) throw new Error('The encounters do not make up their paths.')
  }
  for (let path = 0; path < growth.pathCount; path++) linkPath(growth, path)
}

/** Puts frictions on their paths; those of no path are passed over. Its columns are those of the COPY of frictions. */
export function openFrictions({ paths }: Growth, find: Find): Placing {
  const kinds = openNames((kind) => frictionBits([kind as FrictionKind]))
  const [customers, digests] = [new Float64Array(TOGETHER), new Float64Array(TOGETHER)]
  const [bits, places] = [new Int32Array(TOGETHER), new Int32Array(TOGETHER)]
  let count = 0

  function take(row: CopiedRow): void {
    customers[count] = integerOf(row, 0)
    digests[count] = digestOf(row, 1)
    bits[count] = codeOf(kinds, row, 2)
    if (++count === TOGETHER) end()
  }

  function end(): void {
    const { frictions, frictionCount } = paths
    find(count, customers, digests, places)
    for (let row = 0; row < count; row++) {
      const path = places[row]!
      if (path < 0) continue
      frictions[path]! |= bits[row]!
      frictionCount[path]!++
    }
    count = 0
  }

  return { take, end }
}
