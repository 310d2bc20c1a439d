import { readFlags } from './columns.ts'

/**
 * The encounters of one path (indexes from `start` up to, not including, `end`) that resumed it at the given times, in order: at one
 * moment the customer's first encounter, and each that follows an abandoning one.
 */
export function findResumers(time: Float64Array, flags: Uint8Array, start: number, end: number, resumedAt: readonly number[]): number[] {
  const resumers: number[] = []
  let from = start
  for (let done = 0; done < resumedAt.length;) {
    const at = resumedAt[done]!
    while (from < end && time[from]! < at) from++
    let until = from
    while (until < end && time[until] === at) until++
    const count = resumedAt.filter((other) => other === at).length
    const active = resumersOfMoment(flags, from, until, false)
    const found = active.length === count ? active : resumersOfMoment(flags, from, until, true)
    for (let index = 0; index < count; index++) resumers.push(found[index] ?? Math.min(from, end - 1))
    done += count
    from = until
  }
  return resumers
}

/** Who resumed among encounters of one moment, in which no time can pass, if the path was at rest before them or not. */
function resumersOfMoment(flags: Uint8Array, from: number, until: number, wasAtRest: boolean): number[] {
  const resumers: number[] = []
  let atRest = wasAtRest
  for (let index = from; index < until; index++) {
    const { step, initiator, remark } = readFlags(flags[index]!)
    if (remark) continue
    if (initiator === 'customer') {
      if (atRest) resumers.push(index)
      atRest = false
    }
    if (step === 'abandon') atRest = true
    if (step === 'complete') atRest = false
  }
  return resumers
}
