import type { FrictionKind } from '../../domain/friction/friction.ts'
import { compareText } from '../../domain/kernel/order.ts'
import { placeLabels, type Wish } from './labels.ts'
import { drawLines, type Line, type LineEnd } from './lines.ts'
import type { Span } from './span.ts'
import { spread, type Cluster } from './spread.ts'
import { byTime, type Side, type Story, type StoryEncounter, type StoryFriction } from './story.ts'
import { prepareTeams, type TeamLanes } from './teamLanes.ts'
import { markDates, openScale, shadeWeekends, type Dates, type Tick, type TimeScale } from './timeScale.ts'

/** Sizes and words the picture is made with; `measure` gives the width of a text in pixels. */
export interface Drawing {
  width: number
  timeZone: string
  now: number
  measure: (text: string) => number
  dates: Omit<Dates, 'measure'>
  nameChannel: (channel: string | null) => string
  nameKind: (kind: FrictionKind) => string
  nameTouchpoint: (touchpoint: string) => string
  namePath: (path: { journey: string; matter: string | null }) => string
  nameTeam: (team: string) => string
}

export interface EncounterMark {
  key: string
  x: number
  y: number
  side: Side
  /** All encounters drawn here as one, by time. */
  encounters: StoryEncounter[]
}

export interface FrictionMark {
  key: string
  story: StoryFriction
  /** Centre of the diamond. */
  x: number
  y: number
  /** Where its stem begins: at the mark of its moment. */
  fromY: number
  text: string
  textX: number
  anchor: 'start' | 'end'
  left: number
  right: number
}

export interface Note {
  key: string
  text: string
  x: number
  y: number
  anchor: 'start' | 'end'
  isPath: boolean
  left: number
  right: number
}

export interface Lane {
  channel: string | null
  name: string
  top: number
  bottom: number
  /** Height of its marks. */
  y: number
}

/** The picture of a story, ready to be drawn: every position in pixels from the top left. */
export interface Picture {
  width: number
  height: number
  gutter: number
  plotBottom: number
  lanes: Lane[]
  encounters: EncounterMark[]
  frictions: FrictionMark[]
  notes: Note[]
  lines: Line[]
  ends: LineEnd[]
  teams: TeamLanes | null
  ticks: Tick[]
  weekends: { left: number; right: number }[]
  folds: number[]
  /** Between the first friction and the loss: the time there was to act. */
  bracket: { left: number; right: number; y: number; loss: StoryFriction } | null
}

const ABOVE = 20
const BELOW = 26
const MARKS = 30
const PADDING = 8
const BRACKET = 44
const AXIS = 34
const MARGIN = 18
/** Room for a path's end beyond the last moment. */
const RIGHT = 36
/** Distance between the lines of paths that go on at the same time. */
const SLOT = 16
const MOST_SLOTS = 3
const ORDER = ['web', 'app', 'email', 'chat', 'social', 'phone', 'branch', 'store', 'post']

interface Spot {
  key: string
  lane: string
  x: number
  story: StoryEncounter | StoryFriction
}

/** Prepares the picture of a span of a story. */
export function prepare(story: Story, span: Span, drawing: Drawing): Picture {
  const inside = ({ at }: { at: number }) => at >= span.from && at < span.to
  const encounters = story.encounters.filter(inside)
  const frictions = story.frictions.filter(inside)
  const shown = new Set(encounters.map(({ key }) => key))
  const alone = frictions.filter(({ encounter }) => encounter === null || !shown.has(encounter))
  const standing = [...encounters, ...alone].toSorted(byTime)
  const channels = listChannels(standing)
  const gutter = Math.ceil(Math.max(56, ...channels.map((channel) => drawing.measure(drawing.nameChannel(channel))))) + 20
  const [left, right] = [gutter + MARGIN, drawing.width - RIGHT]
  const moments = standing.map(({ at }) => at)
  const scale = openScale(span, moments, left, right)
  const spots = standing.map((each): Spot => ({ key: each.key, lane: each.channel ?? '', x: scale.x(each.at), story: each }))
  const clusters = spread(spots, left, right)
  const slots = assignSlots(story, clusters)
  const lines = drawLines(story, clusters, { span, scale, now: drawing.now, right: drawing.width - 6, left: gutter, lanes: channels.map((channel) => channel ?? '') })
  const layers = channels.map((channel) => layLane(channel, clusters, frictions, story, drawing, lines.steps, { left: gutter + 4, right: drawing.width - 4 }, slots))
  const lanes = stack(channels, layers, drawing)
  const yOf = (lane: string, path: string) => (lanes.find(({ channel }) => (channel ?? '') === lane)?.y ?? 0) + (slots.get(path) ?? 0) * SLOT
  const placed = layers.map((layer, index) => settle(layer, lanes[index]!, yOf))
  const lanesBottom = lanes.at(-1)?.bottom ?? 0
  const teams = prepareTeams(clusters, lanesBottom, drawing.nameTeam)
  const bracket = bracketOf(story, clusters, scale, span, (teams?.bottom ?? lanesBottom) + 20)
  const plotBottom = (teams?.bottom ?? lanesBottom) + (bracket ? BRACKET : 8)
  return {
    width: drawing.width,
    height: plotBottom + AXIS,
    gutter,
    plotBottom,
    lanes,
    encounters: placed.flatMap((each) => each.encounters).toSorted((a, b) => a.x - b.x),
    frictions: placed.flatMap((each) => each.frictions).toSorted((a, b) => byTime(a.story, b.story)),
    notes: placed.flatMap((each) => each.notes),
    lines: lines.lines(yOf),
    ends: lines.ends(yOf),
    teams,
    ticks: markDates(scale, drawing.timeZone, { ...drawing.dates, measure: drawing.measure }, drawing.width),
    weekends: shadeWeekends(scale, drawing.timeZone),
    folds: scale.folds.map(({ x }) => x),
    bracket,
  }
}

function listChannels(standing: readonly { channel: string | null }[]): (string | null)[] {
  const place = (channel: string | null) => (channel === null ? ORDER.length + 1 : ORDER.includes(channel) ? ORDER.indexOf(channel) : ORDER.length)
  return [...new Set(standing.map(({ channel }) => channel))].toSorted((a, b) => place(a) - place(b) || compareText(a ?? '', b ?? ''))
}

/** Paths that go on at the same time run beside each other. */
function assignSlots(story: Story, clusters: readonly Cluster<Spot>[]): Map<string, number> {
  const slots = new Map<string, number>()
  const until: number[] = []
  for (const path of story.paths) {
    const xs = clusters.filter(({ points }) => points.some((point) => point.story.path === path.key)).map(({ x }) => x)
    if (xs.length === 0) continue
    const free = until.findIndex((end) => end < Math.min(...xs))
    const slot = free === -1 ? until.length : free
    until[slot] = Math.max(...xs)
    slots.set(path.key, slot)
  }
  // With more side by side than the eye can follow, all share the one line.
  return until.length > MOST_SLOTS ? new Map() : slots
}

interface Layer {
  channel: string | null
  clusters: Cluster<Spot>[]
  labels: Map<string, { row: number; left: number; right: number; anchor: 'start' | 'end' }>
  wishes: (Wish & { text: string; friction?: StoryFriction; path: string })[]
  above: number
  below: number
  slots: number
}

function layLane(
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
  const begun = (cluster: Cluster<Spot>) => story.paths.filter((path) => cluster.points.some((point) => point.key === path.encounters[0]?.key))
  const named = clusters.flatMap((cluster) =>
    begun(cluster).map((path) => wish(cluster, `path ${path.key}`, drawing.namePath(path), 'above', 4, path.key, drawing)),
  )
  const told = clusters.flatMap((cluster) => {
    const here = frictions.filter((each) => cluster.points.some((point) => point.key === each.key || point.key === each.encounter))
    return here.map((each) => ({ ...wish(cluster, each.key, drawing.nameKind(each.friction.kind), 'below', 12, each.path, drawing), friction: each }))
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
  return { channel, clusters, labels, wishes, above: Math.max(0, ...rows.map((row) => -row)), below: Math.max(0, ...rows), slots: Math.max(0, ...used) }
}

function firstEncounter(cluster: Cluster<Spot>): StoryEncounter | null {
  return cluster.points.flatMap(({ story }) => (story.what === 'encounter' ? [story] : []))[0] ?? null
}

function wish(cluster: Cluster<Spot>, key: string, text: string, side: 'above' | 'below', rows: number, path: string, drawing: Drawing) {
  const isFriction = side === 'below'
  const width = drawing.measure(text)
  return { key, text, path, x: cluster.x, width: isFriction ? width + 4 : width, side, lead: isFriction ? 12 : 6, isOptional: false, rows, hasStem: isFriction }
}

function stack(channels: readonly (string | null)[], layers: readonly Layer[], drawing: Drawing): Lane[] {
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

function settle(layer: Layer, lane: Lane, yOf: (lane: string, path: string) => number) {
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
    return [{ key: each.key, story: each.friction, x: each.x, y, fromY, text: each.text, textX, anchor: label.anchor, left: label.left, right: label.right }]
  })
  const notes = layer.wishes.flatMap((each): Note[] => {
    const label = layer.labels.get(each.key)
    if (!label || each.friction) return []
    const x = label.anchor === 'start' ? each.x - 6 : each.x + 6
    const y = lane.y - MARKS / 2 + (label.row + 0.75) * ABOVE
    return [{ key: each.key, text: each.text, x, y, anchor: label.anchor, isPath: each.key.startsWith('path '), left: label.left, right: label.right }]
  })
  return { encounters, frictions, notes }
}

function bracketOf(story: Story, clusters: readonly Cluster<Spot>[], scale: TimeScale, span: Span, y: number): Picture['bracket'] {
  const loss = story.frictions.findLast(({ friction, at }) => friction.kind === 'loss' && at >= span.from && at < span.to)
  const first = loss?.friction.after?.[0]
  if (!loss || !first) return null
  const at = (key: string | null, instant: number) => clusters.find(({ points }) => points.some((point) => point.key === key))?.x ?? scale.x(instant)
  const from = Math.max(span.from, Date.parse(first.occurredAt))
  const begun = story.frictions.find((each) => each.at === from && each.friction.kind === first.kind)
  return { left: at(begun?.encounter ?? begun?.key ?? null, from), right: at(loss.encounter ?? loss.key, loss.at), y, loss }
}
