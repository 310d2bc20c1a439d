import type { FrictionKind } from '../../domain/friction/friction.ts'
import { compareText } from '../../domain/kernel/order.ts'
import { layLane, settle, SLOT, stack } from './layers.ts'
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

const BRACKET = 44
const AXIS = 34
const MARGIN = 18
/** Room for a path's end beyond the last moment. */
const RIGHT = 36
/** Most paths that run beside each other. */
const MOST_SLOTS = 3
const ORDER = ['web', 'app', 'email', 'chat', 'social', 'phone', 'branch', 'store', 'post']

/** Something that stands in the picture at its moment. */
export interface Spot {
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
  const lines = drawLines(story, clusters, {
    span,
    scale,
    now: drawing.now,
    right: drawing.width - 6,
    left: gutter,
    lanes: channels.map((channel) => channel ?? ''),
  })
  const layers = channels.map((channel) =>
    layLane(channel, clusters, frictions, story, drawing, lines.steps, { left: gutter + 4, right: drawing.width - 4 }, slots),
  )
  const lanes = stack(channels, layers, drawing)
  const yOf = (lane: string, path: string) =>
    (lanes.find(({ channel }) => (channel ?? '') === lane)?.y ?? 0) + (slots.get(path) ?? 0) * SLOT
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
  const place = (channel: string | null) =>
    channel === null ? ORDER.length + 1 : ORDER.includes(channel) ? ORDER.indexOf(channel) : ORDER.length
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

function bracketOf(story: Story, clusters: readonly Cluster<Spot>[], scale: TimeScale, span: Span, y: number): Picture['bracket'] {
  const loss = story.frictions.findLast(({ friction, at }) => friction.kind === 'loss' && at >= span.from && at < span.to)
  const first = loss?.friction.after?.[0]
  if (!loss || !first) return null
  const at = (key: string | null, instant: number) =>
    clusters.find(({ points }) => points.some((point) => point.key === key))?.x ?? scale.x(instant)
  const from = Math.max(span.from, Date.parse(first.occurredAt))
  const begun = story.frictions.find((each) => each.at === from && each.friction.kind === first.kind)
  return { left: at(begun?.encounter ?? begun?.key ?? null, from), right: at(loss.encounter ?? loss.key, loss.at), y, loss }
}
