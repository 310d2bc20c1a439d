import type { Span } from './span.ts'
import type { Cluster, Point } from './spread.ts'
import { mannerAfter, type Manner, type Story, type StoryEncounter, type StoryPath } from './story.ts'
import type { TimeScale } from './timeScale.ts'

/** A stretch of a path's line, as SVG path data. */
export interface Line {
  key: string
  manner: Manner
  d: string
}

/** How a path's line ends: broken by a loss, or closed. */
export interface LineEnd {
  key: string
  kind: 'lost' | 'completed'
  x: number
  y: number
}

interface Stretch {
  key: string
  path: string
  manner: Manner
  from: { x: number; lane: string }
  to: { x: number; lane: string }
}

interface Frame {
  span: Span
  scale: TimeScale
  now: number
  /** Lanes from the top. */
  lanes: readonly string[]
  left: number
  right: number
}

type YOf = (lane: string, path: string) => number

/** How far before a mark the line changes lanes. */
const STEP_BEFORE = 11
const RADIUS = 7

/** The lines of all paths: where they change lanes, and (once heights are known) how they are drawn and end. */
export function drawLines(story: Story, clusters: readonly Cluster<Point>[], frame: Frame) {
  const { lanes } = frame
  const places = new Map(
    clusters.flatMap((cluster) => cluster.points.map((point) => [point.key, { x: cluster.x, lane: cluster.lane }] as const)),
  )
  const stretches = story.paths.flatMap((path) => stretchesOf(path, places, frame))
  return {
    steps: stretches.flatMap((stretch) => stepsOf(stretch, lanes)),
    lines: (yOf: YOf): Line[] => stretches.map((stretch) => ({ key: stretch.key, manner: stretch.manner, d: drawStretch(stretch, yOf) })),
    ends: (yOf: YOf): LineEnd[] => story.paths.flatMap((path) => endOf(path, places, yOf)),
  }
}

function stretchesOf(path: StoryPath, places: Map<string, { x: number; lane: string }>, frame: Frame): Stretch[] {
  if (!path.encounters.some(({ key }) => places.has(key))) return []
  const stretches = path.encounters.flatMap((encounter, index): Stretch[] => {
    const next = path.encounters[index + 1]
    const until = next?.at ?? endsAt(path, encounter, frame)
    const from = places.get(encounter.key) ?? edge(encounter, frame)
    const to = (next && places.get(next.key)) ?? edge({ ...encounter, at: until }, frame)
    if (to.lane === from.lane && to.x - from.x < 1) return []
    const isKnown = ({ lane }: { lane: string }) => frame.lanes.includes(lane)
    const ends = { from: isKnown(from) ? from : { ...from, lane: to.lane }, to: isKnown(to) ? to : { ...to, lane: from.lane } }
    return [{ key: `${path.key} ${encounter.key}`, path: path.key, manner: mannerAfter(encounter, until), ...ends }]
  })
  return stretches
}

/** Until when a path is drawn beyond its last encounter: open ones go on, others reach their last deadline. */
function endsAt(path: StoryPath, last: StoryEncounter, { now, span }: Frame): number {
  const isOpen = !path.isLost && (path.state === 'active' || path.state === 'paused')
  return isOpen ? Math.min(now, span.to) : Math.max(last.at, path.lastFriction)
}

/** Where a path enters or leaves the picture. */
function edge(encounter: StoryEncounter, { span, scale, left, right }: Frame): { x: number; lane: string } {
  const lane = encounter.channel ?? ''
  if (encounter.at < span.from) return { x: left, lane }
  return { x: encounter.at >= span.to ? right : scale.x(encounter.at), lane }
}

function endOf(path: StoryPath, places: Map<string, { x: number; lane: string }>, yOf: YOf): LineEnd[] {
  const last = path.encounters.at(-1)
  const place = last && places.get(last.key)
  if (!place || !(path.isLost || path.state === 'completed')) return []
  return [{ key: path.key, kind: path.isLost ? 'lost' : 'completed', x: place.x, y: yOf(place.lane, path.key) }]
}

/** Which lanes a stretch passes on its way, and on which side of their marks. */
function stepsOf({ from, to }: Stretch, lanes: readonly string[]): { lane: string; x: number; side: 'above' | 'below' }[] {
  const [start, end] = [lanes.indexOf(from.lane), lanes.indexOf(to.lane)]
  if (start === end) return []
  const x = to.x - STEP_BEFORE
  const isDown = end > start
  const between = lanes.slice(Math.min(start, end) + 1, Math.max(start, end))
  return [
    { lane: from.lane, x, side: isDown ? 'below' : 'above' },
    { lane: to.lane, x, side: isDown ? 'above' : 'below' },
    ...between.flatMap((lane) => [
      { lane, x, side: 'above' as const },
      { lane, x, side: 'below' as const },
    ]),
  ]
}

function drawStretch({ path, from, to }: Stretch, yOf: YOf): string {
  const [start, end] = [yOf(from.lane, path), yOf(to.lane, path)]
  const round = (value: number) => Math.round(value * 10) / 10
  const begin = `M${round(from.x)} ${round(start)}`
  if (Math.abs(end - start) < 1) return `${begin}H${round(to.x)}`
  const x = Math.max(from.x, to.x - STEP_BEFORE)
  const way = Math.sign(end - start)
  const radius = Math.max(0, Math.min(RADIUS, Math.abs(end - start) / 2, x - from.x, to.x - x))
  return [
    begin,
    `H${round(x - radius)}`,
    `Q${round(x)} ${round(start)} ${round(x)} ${round(start + way * radius)}`,
    `V${round(end - way * radius)}`,
    `Q${round(x)} ${round(end)} ${round(x + radius)} ${round(end)}`,
    `H${round(to.x)}`,
  ].join('')
}
