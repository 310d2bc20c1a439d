import { expect, it } from 'vitest'
import { digestOfKey } from '../columns.ts'
import { addPath, linkPath, makeRoom, openGrowth, viewOf, writeEncounter } from '../columnsGrowth.ts'
import { getFlow } from './getFlow.ts'
import { getTouchpoints } from './getTouchpoints.ts'

it('tells transitions and touchpoints exactly where there are too many for a plain table', () => {
  const TOUCHPOINTS = 300
  const growth = openGrowth()
  // Path p goes t0 → t1 → … with gaps of p seconds, so every transition has the gaps 1 … 5 seconds.
  for (let path = 1; path <= 5; path++) {
    makeRoom(growth, TOUCHPOINTS, 1)
    const index = addPath(growth, path, {
      digest: digestOfKey(`loan/${path}`),
      journey: 'loan',
      state: 'active',
      outcome: null,
      frictions: 0,
      frictionCount: 0,
      handovers: 0,
      bounces: 0,
      encounters: TOUCHPOINTS,
    })
    for (let step = 0; step < TOUCHPOINTS; step++) {
      const row = { at: step * path * 1000, touchpoint: `t${step}`, channel: null, device: null, stage: null, hour: 0, resumed: false }
      writeEncounter(growth, growth.paths.start[index]! + step, row)
    }
    linkPath(growth, index)
  }
  const flow = getFlow(viewOf(growth), {})
  expect(flow).toHaveLength(TOUCHPOINTS - 1)
  for (const { from, to, count, medianSeconds } of flow) {
    expect({ to, count, medianSeconds }).toEqual({ to: `t${Number(from.slice(1)) + 1}`, count: 5, medianSeconds: 3 })
  }
  expect(getFlow(viewOf(growth), { touchpoints: ['t7'] })).toEqual([{ from: 't6', to: 't7', count: 5, medianSeconds: 3 }])
  expect(getTouchpoints(viewOf(growth), {}).every(({ encounters, paths, customers }) => encounters + paths + customers === 15)).toBe(true)
})
