import fc from 'fast-check'
import { expect, it } from 'vitest'
import { RELATIONSHIP } from '../../src/domain/journey/definition.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { SEED } from '../setup/chance.ts'
import { openServer } from '../setup/openServer.ts'
import { manyLives } from '../twins/manyLives.ts'

type Count = { told: number; query: Record<string, string | number> }

interface Told {
  flow: { starts: { touchpoint: string; count: number }[]; ends: { touchpoint: string; state: string; paths: number }[] }
  steps: { links: { step: number; from: string; to: string | null; paths: number }[] }
  stages: { cells: { stage: string | null; channel: string | null; paths: number }[] }
  variants: { variants: { touchpoints: string[]; paths: number }[] }
  funnel: { steps: { step: string; paths: number }[] }
  deviations: {
    stages: { stage: string; paths: number; skipped: number; repeated: number; outOfOrder: number }[]
    touchpoints: { touchpoint: string; isMeant: boolean; skipped: number; repeated: number }[]
  }
}

/** Every number of paths that the views tell, with what the list of paths is asked for it. */
function marksOf({ flow, steps, stages, variants, funnel, deviations }: Told): Record<string, Count[]> {
  const names = funnel.steps.map(({ step }) => step).join(',')
  return {
    starts: flow.starts.map(({ touchpoint, count }) => ({ told: count, query: { touchpoint, step: 1 } })),
    ends: flow.ends.map(({ touchpoint, state, paths }) => ({ told: paths, query: { touchpoint, state, last: 'true' } })),
    steps: steps.links.map(({ step, from, to, paths }): Count => {
      if (to === null) return { told: paths, query: { touchpoint: from, step, last: 'true' } }
      return { told: paths, query: { previous: from, touchpoint: to, step: step + 1 } }
    }),
    stages: stages.cells.map(({ stage, channel, paths }) => ({ told: paths, query: { stage: stage ?? '', channel: channel ?? '' } })),
    variants: variants.variants.map(({ touchpoints, paths }) => ({ told: paths, query: { way: touchpoints.join(',') } })),
    reached: funnel.steps.map(({ paths }, index) => ({ told: paths, query: { steps: names, withinDays: 30, reached: index + 1 } })),
    stopped: funnel.steps.slice(0, -1).map(({ paths }, index) => ({
      told: paths - funnel.steps[index + 1]!.paths,
      query: { steps: names, withinDays: 30, reached: index + 1, stopped: 'true' },
    })),
    skippedStages: deviations.stages.map(({ stage, skipped }) => ({ told: skipped, query: { skippedStage: stage } })),
    repeatedStages: deviations.stages.map(({ stage, repeated }) => ({ told: repeated, query: { repeatedStage: stage } })),
    lateStages: deviations.stages.map(({ stage, outOfOrder }) => ({ told: outOfOrder, query: { lateStage: stage } })),
    skippedTouchpoints: deviations.touchpoints
      .filter(({ isMeant }) => isMeant)
      .map(({ touchpoint, skipped }) => ({ told: skipped, query: { skippedTouchpoint: touchpoint } })),
    repeatedTouchpoints: deviations.touchpoints.map(({ touchpoint, repeated }) => ({
      told: repeated,
      query: { repeatedTouchpoint: touchpoint },
    })),
  }
}

const search = (query: Record<string, string | number>) =>
  new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]))

describeDatabases('the list of paths', (open) => {
  it(`holds as many behind each mark as the view tells there (seed ${SEED})`, async () => {
    const [lived] = fc.sample(manyLives, { seed: SEED, numRuns: 1 })
    const server = await openServer(await open(), lived!.clock)
    const journeys = (lived!.definitions.journeys ?? []).map((journey) => ({
      ...journey,
      stages: [{ key: 'a' }, { key: 'b' }, { key: 'c' }],
      touchpoints: ['form', 'desk'],
    }))
    await server.define({ ...lived!.definitions, journeys } as Parameters<typeof server.define>[0])
    for (const batch of lived!.batches) await server.intake.accept(batch)
    await server.tick(lived!.clock)
    const get = async <Answer>(url: string): Promise<Answer> => {
      const answer = await server.read(url)
      if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.body}`)
      return answer.json() as Answer
    }
    const sums: Record<string, number> = {}
    const wrong: string[] = []
    for (const { key } of journeys) {
      const of = `journeys/${key}`
      const marks = marksOf({
        flow: await get(`${of}/flow`),
        steps: await get(`${of}/steps?most=3`),
        stages: await get(`${of}/stages`),
        variants: await get(`${of}/variants?limit=5`),
        funnel: await get(`${of}/funnel?steps=a,b,c&withinDays=30`),
        deviations: await get(`${of}/deviations`),
      })
      for (const [name, counts] of Object.entries(marks)) {
        for (const { told, query } of counts) {
          const found = await get<{ items: unknown[] }>(`paths?limit=200&journey=${key}&${search(query)}`)
          if (found.items.length !== told) wrong.push(`${name} ${search(query)}: told ${told}, listed ${found.items.length}`)
          sums[name] = (sums[name] ?? 0) + told
        }
      }
    }
    expect(wrong).toEqual([])
    // What was compared was not nothing.
    for (const [name, sum] of Object.entries(sums)) expect(sum, name).toBeGreaterThan(0)
    expect((await server.read(`paths?skippedStage=a`)).statusCode).toBe(400)
    expect((await server.read(`paths?journey=${RELATIONSHIP}&reached=2&steps=a`)).json()).toMatchObject({ problems: [{ field: 'steps' }] })
    await server.app.close()
  })

  it('holds the returns after each gap, from each channel to each, at each hour', async () => {
    const [lived] = fc.sample(manyLives, { seed: SEED + 1, numRuns: 1 })
    const server = await openServer(await open(), lived!.clock)
    await server.define(lived!.definitions as Parameters<typeof server.define>[0])
    for (const batch of lived!.batches) await server.intake.accept(batch)
    await server.tick(lived!.clock)
    const journeys = (await server.read('journeys')).json().items.map(({ key }: { key: string }) => key)
    let returns = 0
    for (const journey of journeys) {
      const told = (await server.read(`journeys/${journey}/resumptions`)).json()
      const listed = async (query: Record<string, string | number>): Promise<number> =>
        (await server.read(`paths?limit=200&journey=${journey}&resumed=true&${search(query)}`)).json().items.length
      for (const { from, to, count } of told.channels) {
        const found = await listed({ previousChannel: from ?? '', channel: to ?? '' })
        expect([found > 0, found <= count]).toEqual([true, true])
        returns += count
      }
      for (const { from, until } of told.gaps) expect(await listed({ gapFrom: from, gapUntil: until })).toBeGreaterThan(0)
      for (const [hour, count] of told.hours.entries()) expect((await listed({ returnHour: hour })) > 0).toBe(count > 0)
    }
    expect(returns).toBeGreaterThan(0)
    await server.app.close()
  })
})
