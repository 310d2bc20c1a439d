/** A repeatable source of chance (mulberry32): the same seed gives the same sequence on every machine. */
export interface Random {
  /** A number from 0 up to (not including) 1. */
  next: () => number
  chance: (probability: number) => boolean
  /** A whole number, both ends included. */
  whole: (least: number, most: number) => number
  pick: <T>(items: readonly T[]) => T
  /** One item, each with its weight. */
  weighted: <T>(items: readonly (readonly [T, number])[]) => T
  /** How often something with this mean happens (Poisson). */
  count: (mean: number) => number
}

/** Opens a source of chance for a seed and a place in it, so that one customer's year never depends on another's. */
export function openRandom(seed: number, place = 0): Random {
  let state = (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(place + 1, 0xc2b2ae35)) >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)]!
  return {
    next,
    whole,
    pick,
    chance: (probability) => next() < probability,
    weighted: (items) => {
      let left = next() * items.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [item, weight] of items) {
        left -= weight
        if (left < 0) return item
      }
      return items[items.length - 1]![0]
    },
    count: (mean) => {
      const limit = Math.exp(-mean)
      let times = 0
      for (let product = next(); product > limit; product *= next()) times++
      return times
    },
  }
}
