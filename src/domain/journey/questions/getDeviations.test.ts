import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bothWays, filters, inAnyOrder, wholePaths, type PlainPath } from '../../../../test/columns/plainPaths.ts'
import type { PathFilter } from './filter.ts'
import { getDeviations, type Meant } from './getDeviations.ts'

const meantPaths: fc.Arbitrary<Meant> = fc.record({
  stages: fc.shuffledSubarray(['apply', 'use', 'leave']),
  touchpoints: fc.shuffledSubarray(['a', 'b', 'dö', 'unheard']),
})

/** The stages of a path in order, each stay once. */
function staysOf({ encounters }: PlainPath): string[] {
  return encounters.flatMap(({ encounter }) => encounter.stage ?? []).filter((stage, index, all) => stage !== all[index - 1])
}

function stageOf(path: PlainPath, stage: string, meant: Meant) {
  const stays = staysOf(path)
  const first = stays.indexOf(stage)
  const later = meant.stages.includes(stage) ? meant.stages.slice(meant.stages.indexOf(stage) + 1) : []
  const isCompleted = path.path.state === 'completed'
  return {
    isMet: first >= 0,
    isSkipped: meant.stages.includes(stage) && first < 0 && (isCompleted || stays.some((stay) => later.includes(stay))),
    isRepeated: stays.filter((stay) => stay === stage).length > 1,
    isLate: first >= 0 && stays.slice(0, first).some((stay) => later.includes(stay)),
  }
}

function timesAt({ encounters }: PlainPath, touchpoint: string): number {
  return encounters.filter(({ encounter }) => encounter.touchpoint === touchpoint).length
}

/** The same question over plain objects, one stage and one touchpoint after the other. */
function plainDeviations(all: readonly PlainPath[], filter: PathFilter, meant: Meant) {
  const paths = wholePaths(all, filter)
  const stages = [...new Set([...meant.stages, ...paths.flatMap(staysOf)])]
  const touchpoints = [
    ...new Set([...meant.touchpoints, ...paths.flatMap(({ encounters }) => encounters.map((each) => each.encounter.touchpoint))]),
  ]
  const count = (isSo: (path: PlainPath) => boolean) => paths.filter(isSo).length
  const isAsMeant = (path: PlainPath) =>
    stages.every((stage) => {
      const { isMet, isSkipped, isRepeated, isLate } = stageOf(path, stage, meant)
      return !isSkipped && !isRepeated && !isLate && (!isMet || meant.stages.includes(stage))
    }) &&
    (meant.touchpoints.length === 0 || path.encounters.every(({ encounter }) => meant.touchpoints.includes(encounter.touchpoint)))
  return {
    paths: paths.length,
    completed: count(({ path }) => path.state === 'completed'),
    asMeant: count(isAsMeant),
    stages: stages.map((stage) => ({
      stage,
      isMeant: meant.stages.includes(stage),
      paths: count((path) => stageOf(path, stage, meant).isMet),
      skipped: count((path) => stageOf(path, stage, meant).isSkipped),
      repeated: count((path) => stageOf(path, stage, meant).isRepeated),
      outOfOrder: count((path) => stageOf(path, stage, meant).isLate),
    })),
    touchpoints: touchpoints.map((touchpoint) => ({
      touchpoint,
      isMeant: meant.touchpoints.includes(touchpoint),
      paths: count((path) => timesAt(path, touchpoint) > 0),
      skipped: meant.touchpoints.includes(touchpoint)
        ? count((path) => path.path.state === 'completed' && timesAt(path, touchpoint) === 0)
        : 0,
      repeated: count((path) => timesAt(path, touchpoint) > 1),
    })),
  }
}

it('tells what was skipped, repeated, out of order or not meant, as looking at each path does', () => {
  const seen = { asMeant: 0, skipped: 0, repeated: 0, outOfOrder: 0 }
  fc.assert(
    fc.property(bothWays, filters, meantPaths, ({ columns, paths }, filter, meant) => {
      const answer = getDeviations(columns, filter, meant)
      const plain = plainDeviations(paths, filter, meant)
      expect({ ...answer, stages: inAnyOrder(answer.stages), touchpoints: inAnyOrder(answer.touchpoints) }).toEqual({
        ...plain,
        stages: inAnyOrder(plain.stages),
        touchpoints: inAnyOrder(plain.touchpoints),
      })
      expect(answer.stages.slice(0, meant.stages.length).map(({ stage }) => stage)).toEqual(meant.stages)
      seen.asMeant += answer.asMeant
      for (const what of ['skipped', 'repeated', 'outOfOrder'] as const)
        seen[what] += answer.stages.reduce((sum, stage) => sum + stage[what], 0)
    }),
    { numRuns: 500 },
  )
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(0)
})
