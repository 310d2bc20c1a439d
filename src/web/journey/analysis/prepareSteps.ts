import type { z } from 'zod'
import type { getSteps } from '../../../api/journeyAnalysis.ts'
import { frictionLevel, type FrictionLevel } from './frictionLevel.ts'

export type StepsAnswer = z.output<typeof getSteps.answer>

/** A touchpoint at one step; those seldom met stand together (`touchpoint` null), and what has ended stands below. */
export interface StepBox {
  key: string
  step: number
  touchpoint: string | null
  isEnd: boolean
  /** How many touchpoints stand together here. */
  together: number
  paths: number
  share: number | null
  level: FrictionLevel
  x: number
  y: number
  width: number
  height: number
}

/** A band of paths from one box to one of the next step. */
export interface StepBand {
  key: string
  from: StepBox
  to: StepBox
  paths: number
  share: number
  level: FrictionLevel
  d: string
}

export interface StepsDrawing {
  width: number
  height: number
  boxes: StepBox[]
  bands: StepBand[]
  columns: { step: number; x: number }[]
}

const COLUMN = 190
const BOX = 14
const GAP = 22
const TOP = 28
const HEIGHT = 380
/** Most touchpoints told apart at one step; the rest stands together. */
const MOST = 6

interface Tally {
  paths: number
  withFriction: number
}

/** Lays step-by-step links out as bands between columns: heights by paths, the most frequent on top, ends at the bottom. */
export function prepareSteps({ links }: StepsAnswer, width: number): StepsDrawing {
  const last = Math.max(0, ...links.map(({ step }) => step))
  const steps = Array.from({ length: last }, (_, index) => index + 1)
  const kept = new Map(steps.map((step) => [step, mostAt(links, step)]))
  const keyOf = (step: number, touchpoint: string | null) => {
    if (touchpoint === null) return `${step} end`
    return kept.get(step)?.has(touchpoint) ? `${step} at ${touchpoint}` : `${step} other`
  }
  const boxes = new Map<string, Tally & { step: number; touchpoint: string | null; isEnd: boolean; names: Set<string> }>()
  const bands = new Map<string, Tally & { from: string; to: string }>()
  const addBox = (key: string, step: number, touchpoint: string | null, { paths, withFriction }: Tally) => {
    const isEnd = touchpoint === null
    const box = boxes.get(key) ?? {
      step,
      touchpoint: key.endsWith(' other') ? null : touchpoint,
      isEnd,
      names: new Set(),
      paths: 0,
      withFriction: 0,
    }
    box.paths += paths
    box.withFriction += withFriction
    if (touchpoint !== null) box.names.add(touchpoint)
    boxes.set(key, box)
  }
  for (const link of links) {
    const from = keyOf(link.step, link.from)
    addBox(from, link.step, link.from, link)
    // What went on after the last step told has no box to go to.
    if (link.to !== null && link.step === last) continue
    const to = keyOf(link.step + 1, link.to)
    if (link.to === null) addBox(to, link.step + 1, null, link)
    const band = bands.get(`${from} > ${to}`) ?? { from, to, paths: 0, withFriction: 0 }
    band.paths += link.paths
    band.withFriction += link.withFriction
    bands.set(`${from} > ${to}`, band)
  }
  return place([...boxes], [...bands], width)
}

/** The touchpoints of a step that most paths are at. */
function mostAt(links: StepsAnswer['links'], step: number): Set<string> {
  const paths = new Map<string, number>()
  for (const link of links) if (link.step === step) paths.set(link.from, (paths.get(link.from) ?? 0) + link.paths)
  const sorted = [...paths].toSorted((a, b) => b[1] - a[1])
  return new Set(sorted.slice(0, sorted.length === MOST + 1 ? MOST + 1 : MOST).map(([touchpoint]) => touchpoint))
}

type Tallied<Each> = readonly (readonly [string, Each])[]

function place(
  tallies: Tallied<Tally & { step: number; touchpoint: string | null; isEnd: boolean; names: Set<string> }>,
  bands: Tallied<Tally & { from: string; to: string }>,
  width: number,
): StepsDrawing {
  const last = Math.max(1, ...tallies.map(([, { step }]) => step))
  const column = Math.max(COLUMN, (width - BOX) / Math.max(1, last - 1 + 0.9))
  const all = Math.max(
    1,
    tallies.reduce((sum, [, { step, paths }]) => sum + (step === 1 ? paths : 0), 0),
  )
  const scale = HEIGHT / all
  const boxes = new Map<string, StepBox>()
  let height = TOP
  for (let step = 1; step <= last; step++) {
    const own = tallies.filter(([, box]) => box.step === step).toSorted(([, a], [, b]) => rank(a) - rank(b) || b.paths - a.paths)
    let y = TOP
    for (const [key, { touchpoint, isEnd, names, paths, withFriction }] of own) {
      const share = isEnd ? null : withFriction / paths
      const tall = Math.max(3, paths * scale)
      boxes.set(key, {
        key,
        step,
        touchpoint,
        isEnd,
        together: names.size,
        paths,
        share,
        level: frictionLevel(share, paths),
        x: (step - 1) * column,
        y,
        width: BOX,
        height: tall,
      })
      y += Math.max(tall, 30) + GAP
    }
    height = Math.max(height, y)
  }
  const [outOf, into] = [new Map<string, number>(), new Map<string, number>()]
  const drawn = bands
    .map(([key, { from, to, paths, withFriction }]) => ({ key, from: boxes.get(from)!, to: boxes.get(to)!, paths, withFriction }))
    .filter(({ from, to }) => from !== undefined && to !== undefined)
    .toSorted((a, b) => a.from.step - b.from.step || a.from.y - b.from.y || a.to.y - b.to.y)
    .map(({ key, from, to, paths, withFriction }): StepBand => {
      const tall = Math.max(1, paths * scale)
      const [startsAt, endsAt] = [from.y + (outOf.get(from.key) ?? 0), to.y + (into.get(to.key) ?? 0)]
      outOf.set(from.key, (outOf.get(from.key) ?? 0) + tall)
      into.set(to.key, (into.get(to.key) ?? 0) + tall)
      const share = withFriction / paths
      return { key, from, to, paths, share, level: frictionLevel(share, paths), d: bandPath(from.x + BOX, startsAt, to.x, endsAt, tall) }
    })
  return {
    width: Math.max(width, (last - 1) * column + BOX + column * 0.9),
    height: Math.ceil(height),
    boxes: [...boxes.values()],
    bands: drawn,
    columns: Array.from({ length: last }, (_, index) => ({ step: index + 1, x: index * column })),
  }
}

function rank({ isEnd, touchpoint }: { isEnd: boolean; touchpoint: string | null }): number {
  return isEnd ? 2 : touchpoint === null ? 1 : 0
}

function bandPath(left: number, startsAt: number, right: number, endsAt: number, tall: number): string {
  const middle = (left + right) / 2
  const [a, b, c, d] = [startsAt, endsAt, endsAt + tall, startsAt + tall].map((value) => Math.round(value * 10) / 10)
  return `M${left} ${a}C${middle} ${a} ${middle} ${b} ${right} ${b}V${c}C${middle} ${c} ${middle} ${d} ${left} ${d}Z`
}
