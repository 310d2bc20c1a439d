import { describe, expect, it } from 'vitest'
import { usualSteps } from './FunnelView.tsx'
import { layOutGrid, type Grid } from './prepareGrid.ts'
import { binGaps } from './prepareReturns.ts'
import { heatOf, prepareStages } from './prepareStages.ts'
import { prepareSteps, type StepsAnswer } from './prepareSteps.ts'
import { foldRuns, layOutVariants } from './prepareVariants.ts'

const HEAD = { answeredBy: 'columns', asOf: '2026-03-31T00:00:00Z' } as const
const measure = (text: string) => text.length * 7

describe('step by step', () => {
  const many = Array.from({ length: 9 }, (_, index) => ({ step: 2, from: `t${index}`, to: null, paths: 1, withFriction: 0 }))
  const answer: StepsAnswer = {
    ...HEAD,
    paths: 29,
    links: [
      { step: 1, from: 'a', to: 'b', paths: 12, withFriction: 6 },
      { step: 1, from: 'a', to: null, paths: 8, withFriction: 0 },
      ...many.map(({ from }) => ({ step: 1, from: 'a', to: from, paths: 1, withFriction: 0 })),
      { step: 2, from: 'b', to: 'c', paths: 12, withFriction: 6 },
      ...many,
    ],
  }
  const drawn = prepareSteps(answer, 800)

  it('is as high as there are paths, seldom met touchpoints together, ends told', () => {
    const box = (key: string) => drawn.boxes.find((each) => each.key === key)!
    expect(box('1 at a').height).toBeCloseTo(box('2 at b').height * (29 / 12))
    expect(box('2 other')).toMatchObject({ touchpoint: null, together: 4, paths: 4 })
    expect(box('2 end')).toMatchObject({ isEnd: true, paths: 8, share: null })
    expect(box('2 at b')).toMatchObject({ share: 0.5, level: 2 })
  })

  it('leads each band from box to box, none lost', () => {
    const first = drawn.bands.filter(({ from }) => from.step === 1)
    expect(first.reduce((sum, { paths }) => sum + paths, 0)).toBe(29)
    expect(first.every(({ to }) => to.step === 2)).toBe(true)
  })
})

it('gathers gaps by doublings, empty ones between them kept', () => {
  const at = (bucket: number) => ({ from: 2 ** (bucket / 6) / 1000, until: 2 ** ((bucket + 1) / 6) / 1000, count: 1 })
  expect(binGaps([at(60), at(65), at(66), at(78)])).toEqual([
    { from: 1.024, until: 2.048, count: 2 },
    { from: 2.048, until: 4.096, count: 1 },
    { from: 4.096, until: 8.192, count: 0 },
    { from: 8.192, until: 16.384, count: 1 },
  ])
  expect(binGaps([])).toEqual([])
})

describe('stages by channels', () => {
  const cell = (stage: string | null, channel: string, encounters: number) => ({
    stage,
    channel,
    encounters,
    paths: encounters,
    customers: encounters,
    pathsWithFriction: 1,
  })
  const answer = { ...HEAD, cells: [cell('b', 'web', 5), cell('a', 'phone', 9), cell(null, 'web', 1), cell('old', 'web', 2)] }
  const waits = { ...HEAD, cells: [{ stage: 'b', channel: 'web', count: 4, medianSeconds: 60 }] }

  it('stand in the journey’s order, others after, those without one last; channels by use', () => {
    const table = prepareStages(answer, { waits, satisfaction: { cells: [{ stage: 'b', channel: 'web', answers: 4, satisfied: 3 }] } }, [
      'a',
      'b',
    ])
    expect(table.stages).toEqual(['a', 'b', 'old', null])
    expect(table.channels).toEqual(['phone', 'web'])
    expect(heatOf(table.cell('b', 'web')!, 'time')).toEqual({ value: 60, of: 4 })
    expect(heatOf(table.cell('b', 'web')!, 'friction')).toEqual({ value: 0.2, of: 5 })
    expect(heatOf(table.cell('b', 'web')!, 'satisfaction')).toEqual({ value: 0.75, of: 4 })
    expect(heatOf(table.cell('a', 'phone')!, 'satisfaction').value).toBeNull()
    expect(heatOf(table.cell('a', 'phone')!, 'time').value).toBeNull()
    expect(table.cell('a', 'web')).toBeUndefined()
  })

  it('are drawn the darker the fuller, and wider than their place where the words need it', () => {
    const full = (value: number) => ({ value, text: String(value), second: '', label: '', behind: {} })
    const names = Array.from({ length: 12 }, (_, index) => ({ key: String(index), name: `Channel ${index}` }))
    const grid: Grid = {
      role: 'spruce',
      isDense: false,
      rows: [{ key: 'r', name: 'Row' }],
      columns: names,
      cells: [names.map((_, index) => (index === 3 ? null : full(index)))],
    }
    const drawn = layOutGrid(grid, 300, measure)
    expect(drawn.cells).toHaveLength(11)
    expect(drawn.width).toBeGreaterThan(700)
    const tints = drawn.cells.map(({ tint }) => tint)
    expect(tints).toEqual(tints.toSorted((a, b) => a - b))
    expect(tints[0]).toBe(0)
    expect(tints.at(-1)).toBe(0.5)
  })
})

describe('ways', () => {
  it('fold what is met again at once, and break where the width ends', () => {
    expect(foldRuns(['a', 'a', 'b', 'a'])).toEqual([
      { touchpoint: 'a', times: 2 },
      { touchpoint: 'b', times: 1 },
      { touchpoint: 'a', times: 1 },
    ])
    const { rows, height } = layOutVariants([{ touchpoints: ['one', 'one', 'two', 'three'], paths: 2 }], 130, (key) => key, measure)
    expect(rows[0]!.chips.map(({ text }) => text)).toEqual(['one ×2', 'two', 'three'])
    expect(rows[0]!.chips.map(({ x, width }) => x + width).every((end) => end <= 130)).toBe(true)
    expect(new Set(rows[0]!.chips.map(({ y }) => y)).size).toBe(2)
    expect(height).toBeGreaterThan(rows[0]!.height)
  })

  it('give a funnel its steps: the most usual that has several, each touchpoint once', () => {
    expect(usualSteps([{ touchpoints: ['a'] }, { touchpoints: ['a', 'a', 'b', 'c', 'b'] }])).toEqual(['a', 'b', 'c'])
    expect(usualSteps([{ touchpoints: ['a', 'b'] }])).toEqual(['a', 'b'])
    expect(usualSteps([])).toEqual([])
  })
})
