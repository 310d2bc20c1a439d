import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bothWays, filters, isChosen, plainMedian, type PlainEncounter, type PlainPath } from '../../../../test/columns/plainPaths.ts'
import type { PathFilter } from './filter.ts'
import { getFunnel, type FunnelStep, type FunnelSteps } from './getFunnel.ts'

const DAY = 86_400_000

/** Every chain of encounters that makes the steps, tried one by one: the shortest times from first to last and from the last but one, or none. */
function shortestChain(encounters: readonly PlainEncounter[], { by, steps, within }: FunnelSteps) {
  let shortest: { whole: number; hop: number } | null = null
  const go = (step: number, next: number, begun: number, at: number, before: number): void => {
    if (step === steps.length) {
      shortest = { whole: Math.min(shortest?.whole ?? Infinity, at - begun), hop: Math.min(shortest?.hop ?? Infinity, at - before) }
      return
    }
    for (let index = next; index < encounters.length; index++) {
      const { encounter } = encounters[index]!
      const from = step === 0 ? encounter.at : begun
      if (encounter[by] === steps[step] && encounter.at - from <= within) go(step + 1, index + 1, from, encounter.at, at)
    }
  }
  go(0, 0, 0, 0, 0)
  return shortest as { whole: number; hop: number } | null
}

/** The same question over plain objects. */
function plainFunnel(paths: readonly PlainPath[], filter: PathFilter, given: FunnelSteps): FunnelStep[] {
  const chains = given.steps.map((_, index) =>
    paths.flatMap(({ encounters }) => {
      const chosen = encounters.filter((plain) => isChosen(plain, filter))
      const shortest = shortestChain(chosen, { ...given, steps: given.steps.slice(0, index + 1) })
      return shortest ?? []
    }),
  )
  return given.steps.map((step, index) => ({
    step,
    paths: chains[index]!.length,
    share: chains[0]!.length === 0 ? null : chains[index]!.length / chains[0]!.length,
    medianSeconds: plainMedian(chains[index]!.map(({ whole }) => whole / 1000)),
    betweenSeconds: index === 0 ? null : plainMedian(chains[index]!.map(({ hop }) => hop / 1000)),
  }))
}

const within = fc.constantFrom(0, 1000, DAY, 9 * DAY, 1000 * DAY)
const funnels: fc.Arbitrary<FunnelSteps> = fc.oneof(
  fc.record({
    by: fc.constant('touchpoint' as const),
    steps: fc.array(fc.constantFrom('a', 'b', 'c', 'unheard'), { minLength: 1, maxLength: 4 }),
    within,
  }),
  fc.record({
    by: fc.constant('stage' as const),
    steps: fc.array(fc.constantFrom('apply', 'use'), { minLength: 1, maxLength: 3 }),
    within,
  }),
)

it('tells how far paths get, as trying every chain of encounters does', () => {
  fc.assert(
    fc.property(bothWays, filters, funnels, ({ columns, paths }, filter, funnel) => {
      expect(getFunnel(columns, filter, funnel)).toEqual(plainFunnel(paths, filter, funnel))
    }),
    { numRuns: 500 },
  )
})

it('never lets more paths reach a later step', () => {
  fc.assert(
    fc.property(bothWays, funnels, ({ columns }, funnel) => {
      const paths = getFunnel(columns, {}, funnel).map((step) => step.paths)
      expect(paths).toEqual([...paths].sort((a, b) => b - a))
    }),
  )
})
