import Elk from 'elkjs/lib/elk.bundled.js'
import { describe, expect, it } from 'vitest'
import { chooseFlow, type FlowAnswer } from './chooseFlow.ts'
import { frictionLevel } from './frictionLevel.ts'
import { breakName, drawFlow, graphOf, type FlowLook } from './prepareFlow.ts'

const transition = (from: string, to: string, count: number, withFriction = 0) => ({ from, to, count, withFriction, medianSeconds: 60 })

const ANSWER: FlowAnswer = {
  answeredBy: 'columns',
  asOf: '2026-03-31T00:00:00Z',
  paths: 100,
  starts: [
    { touchpoint: 'form', count: 98, withFriction: 20 },
    { touchpoint: 'call', count: 2, withFriction: 2 },
  ],
  transitions: [
    transition('form', 'decision', 90, 45),
    transition('form', 'form', 30),
    transition('decision', 'call', 4, 4),
    transition('call', 'decision', 3, 3),
    transition('decision', 'letter', 1),
  ],
  ends: [
    { touchpoint: 'decision', state: 'completed', paths: 80 },
    { touchpoint: 'decision', state: 'active', paths: 6 },
    { touchpoint: 'decision', state: 'paused', paths: 3 },
    { touchpoint: 'form', state: 'abandoned', paths: 10 },
    { touchpoint: 'letter', state: 'completed', paths: 1 },
  ],
}

const LOOK: FlowLook = {
  nameTouchpoint: (key) => key,
  number: String,
  percent: (share) => `${Math.round(share * 100)} %`,
  measure: (text) => text.length * 7,
}

describe('the flow', () => {
  it('shows first what a tenth of the paths does, and tells what is folded away', () => {
    const { nodes, edges, folded } = chooseFlow(ANSWER, 'main')
    expect(nodes.map(({ touchpoint }) => touchpoint).toSorted()).toEqual(['decision', 'form'])
    expect(nodes.find(({ touchpoint }) => touchpoint === 'form')).toEqual({ touchpoint: 'form', count: 128, withFriction: 20, repeats: 30 })
    expect(edges.map(({ count }) => count)).toEqual([98, 90, 80, 10])
    expect(folded).toEqual({ touchpoints: 2, transitions: 3, crossings: 8, ofCrossings: 128 })
  })

  it('shows everything when asked, paths still open as one end', () => {
    const { nodes, edges, folded } = chooseFlow(ANSWER, 'all')
    expect(nodes).toHaveLength(4)
    expect(edges.filter(({ to }) => 'end' in to && to.end === 'open').map(({ count }) => count)).toEqual([9])
    expect(folded).toMatchObject({ touchpoints: 0, transitions: 0, crossings: 0 })
  })

  it('leaves no touchpoint hanging: each has its strongest way in and out', () => {
    const sparse = { ...ANSWER, paths: 10_000 }
    const { edges } = chooseFlow(sparse, 'main')
    const into = new Set(edges.flatMap(({ to }) => ('touchpoint' in to ? [to.touchpoint] : [])))
    const outOf = new Set(edges.flatMap(({ from }) => ('touchpoint' in from ? [from.touchpoint] : [])))
    expect(into).toEqual(outOf)
    expect(edges.length).toBeGreaterThan(1)
  })

  it('says nothing of a flow without encounters', () => {
    const { nodes, edges } = chooseFlow({ ...ANSWER, paths: 0, starts: [], transitions: [], ends: [] }, 'main')
    expect([nodes, edges]).toEqual([[], []])
  })

  it('is laid out with every line from its box to the next, as wide as it is travelled, its friction told', async () => {
    const flow = chooseFlow(ANSWER, 'all')
    const drawn = drawFlow(flow, await new Elk().layout(graphOf(flow, LOOK)), LOOK)
    expect(drawn.nodes.map(({ key }) => key).toSorted()).toEqual(
      ['at call', 'at decision', 'at form', 'at letter', 'end abandoned', 'end completed', 'end open', 'start'].toSorted(),
    )
    expect(drawn.edges).toHaveLength(flow.edges.length)
    const line = (key: string) => drawn.edges.find((edge) => edge.key === key)!
    expect(line('start > at form').width).toBeGreaterThan(line('at decision > at letter').width)
    expect(line('at form > at decision')).toMatchObject({ level: 2, share: 0.5, label: { text: '90 ◆ 50 %' } })
    expect(line('at call > at decision')).toMatchObject({ level: 0, label: { text: '3' } })
    const boxOf = (key: string) => drawn.nodes.find((node) => node.key === key)!
    const from = boxOf('at form')
    const [, x, y] = /^M([\d.]+) ([\d.]+)/.exec(line('at form > at decision').d)!
    expect(Number(x)).toBeGreaterThanOrEqual(from.x)
    expect(Number(x)).toBeLessThanOrEqual(from.x + from.width)
    expect(Number(y)).toBeCloseTo(from.y + from.height, 0)
    for (const { x: left, y: top, width, height } of drawn.nodes) {
      expect(left + width).toBeLessThanOrEqual(drawn.width)
      expect(top + height).toBeLessThanOrEqual(drawn.height)
    }
  })

  it('breaks long names on two lines', () => {
    expect(breakName('Lainahakemus')).toEqual(['Lainahakemus'])
    expect(breakName('Vahvistus hakemuksesta')).toEqual(['Vahvistus', 'hakemuksesta'])
    expect(breakName('x'.repeat(60))[0]!.length).toBeLessThan(24)
  })
})

it('says nothing of friction where there are too few', () => {
  expect(frictionLevel(1, 9)).toBe(0)
  expect(frictionLevel(null, 100)).toBe(0)
  expect([0.1, 0.2, 0.4, 0.9].map((share) => frictionLevel(share, 10))).toEqual([0, 1, 2, 3])
})
