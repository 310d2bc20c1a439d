import { placeLabels, type Wish } from './labels.ts'
import type { Drawing, EncounterMark, FrictionMark, Lane, Note, Spot } from './prepare.ts'
import type { Cluster } from './spread.ts'
import type { Story, StoryEncounter, StoryFriction } from './story.ts'

const ABOVE = 20
const BELOW = 26
const MARKS = 30
const PADDING = 8
/** Distance between the lines of paths that go on at the same time. */
export const SLOT = 16

/** One lane before heights are known: its marks and where its texts stand. */
export interface Layer {
  channel: string | null
  clusters: Cluster<Spot>[]
  labels: Map<string, { row: number; left: number; right: number; anchor: 'start' | 'end' }>
  wishes: (Wish & { text: string; friction?: StoryFriction; path: string })[]
  above: number
  below: number
  slots: number
}

/** Lays out one lane: which texts stand where, and how many rows they take. */
export function layLane(
  channel: string | null,
  all: readonly Cluster<Spot>[],
  frictions: readonly StoryFriction[],
  story: Story,
  drawing: Drawing,
  steps: { lane: string; x: number; side: 'above' | 'below' }[],
  bounds: { left: number; right: number },
  slots: Map<string, number>,
): Layer {
  const lane = channel ?? ''
  const clusters = all.filter((cluster) => cluster.lane === lane)
  const passing = {
    above: steps.filter((step) => step.lane === lane && step.side === 'above').map(({ x }) => x),
    below: steps.filter((step) => step.lane === lane && step.side === 'below').map(({ x }) => x),
  }
  const begun = (cluster: Cluster<Spot>) =>
    story.paths.filter((path) => cluster.points.some((point) => point.key === path.encounters[0]?.key))
  const named = clusters.flatMap((cluster) =>
    begun(cluster).map((path) => wish(cluster, `path ${path.key}`, drawing.namePath(path), 'above', 4, path.key, drawing)),
  )
  const told = clusters.flatMap((cluster) => {
    const here = frictions.filter((each) => cluster.points.some((point) => point.key === each.key || point.key === each.encounter))
    return here.map((each) => ({
      ...wish(cluster, each.key, drawing.nameKind(each.friction.kind), 'below', 12, each.path, drawing),
      friction: each,
    }))
  })
  const touched = clusters.flatMap((cluster, index) => {
    const first = firstEncounter(cluster)
    if (!first) return []
    const touchpoint = drawing.nameTouchpoint(first.touchpoint)
    const before = clusters[index - 1]
    // One name serves neighbours at the same touchpoint.
    const isSame = before && firstEncounter(before)?.touchpoint === first.touchpoint
    if (isSame && cluster.x - before.x < drawing.measure(touchpoint)) return []
    return [{ ...wish(cluster, `touchpoint ${first.key}`, touchpoint, 'above', 2, first.path, drawing), isOptional: true }]
  })
  const wishes = [...named, ...told, ...touched]
  const labels = new Map(placeLabels(wishes, passing, bounds.left, bounds.right).map((label) => [label.key, label]))
  const rows = [...labels.values()].map(({ row }) => row)
  const used = clusters.flatMap(({ points }) => points.map((point) => slots.get(point.story.path) ?? 0))
  return {
    channel,
    clusters,
    labels,
    wishes,
    above: Math.max(0, ...rows.map((row) => -row)),
    below: Math.max(0, ...rows),
    slots: Math.max(0, ...used),
  }
}

function firstEncounter(cluster: Cluster<Spot>): StoryEncounter | null {
  return cluster.points.flatMap(({ story }) => (story.what === 'encounter' ? [story] : []))[0] ?? null
}

function wish(cluster: Cluster<Spot>, key: string, text: string, side: 'above' | 'below', rows: number, path: string, drawing: Drawing) {
  const isFriction = side === 'below'
  const width = drawing.measure(text)
  return {
    key,
    text,
    path,
    x: cluster.x,
    width: isFriction ? width + 4 : width,
    side,
    lead: isFriction ? 12 : 6,
    isOptional: false,
    rows,
    hasStem: isFriction,
  }
}

/** Stacks the lanes from the top. */
export function stack(channels: readonly (string | null)[], layers: readonly Layer[], drawing: Drawing): Lane[] {
  let top = PADDING
  return channels.map((channel, index): Lane => {
    const { above, below, slots } = layers[index]!
    const y = top + PADDING + above * ABOVE + MARKS / 2
    const bottom = y + slots * SLOT + MARKS / 2 + below * BELOW + PADDING
    const lane = { channel, name: drawing.nameChannel(channel), top, bottom, y }
    top = bottom
    return lane
  })
}

/** The marks and texts of a lane at their heights. */
export function settle(layer: Layer, lane: Lane, yOf: (lane: string, path: string) => number) {
  const name = layer.channel ?? ''
  const encounters = layer.clusters.flatMap((cluster): EncounterMark[] => {
    const its = cluster.points.flatMap(({ story }) => (story.what === 'encounter' ? [story] : []))
    const [first] = its
    return first ? [{ key: first.key, x: cluster.x, y: yOf(name, first.path), side: first.side, encounters: its }] : []
  })
  const frictions = layer.wishes.flatMap((each): FrictionMark[] => {
    const label = layer.labels.get(each.key)
    if (!label || !each.friction) return []
    const fromY = yOf(name, each.path)
    const y = lane.y + layer.slots * SLOT + MARKS / 2 + (label.row - 0.5) * BELOW
    const textX = label.anchor === 'start' ? each.x + 12 : each.x - 12
    return [
      {
        key: each.key,
        story: each.friction,
        x: each.x,
        y,
        fromY,
        text: each.text,
        textX,
        anchor: label.anchor,
        left: label.left,
        right: label.right,
      },
    ]
  })
  const notes = layer.wishes.flatMap((each): Note[] => {
    const label = layer.labels.get(each.key)
    if (!label || each.friction) return []
    const x = label.anchor === 'start' ? each.x - 6 : each.x + 6
    const y = lane.y - MARKS / 2 + (label.row + 0.75) * ABOVE
    return [
      {
        key: each.key,
        text: each.text,
        x,
        y,
        anchor: label.anchor,
        isPath: each.key.startsWith('path '),
        left: label.left,
        right: label.right,
      },
    ]
  })
  return { encounters, frictions, notes }
}
