/** Something that stands at a moment in a lane. */
export interface Point {
  key: string
  lane: string
  x: number
}

/** Points drawn as one, at one place. */
export interface Cluster<P extends Point> {
  points: P[]
  lane: string
  x: number
}

/** Least distance between neighbours in one lane, so that each can be hit. */
export const LANE_GAP = 26
/** Least distance between what follows each other in two lanes, so that the line has room to change. */
export const STEP_GAP = 22
/** Farthest that a point is moved from its true moment before neighbours are drawn as one. */
const FARTHEST = 44

/**
 * Moves points (in order of time) as little as they need to stand apart, never past each other; where that would move
 * them too far, nearest neighbours of a lane become one.
 */
export function spread<P extends Point>(points: readonly P[], left: number, right: number): Cluster<P>[] {
  let clusters = points.map((point): Cluster<P> => ({ points: [point], lane: point.lane, x: point.x }))
  for (;;) {
    const placed = keepApart(clusters, left, right)
    const moved = placed.reduce((most, x, index) => Math.max(most, Math.abs(x - clusters[index]!.x)), 0)
    const pair = moved > FARTHEST || roomNeeded(clusters) > right - left ? nearestPair(clusters) : null
    if (!pair) return clusters.map((cluster, index) => ({ ...cluster, x: placed[index]! }))
    clusters = join(clusters, pair)
  }
}

function gapBetween(one: Point | Cluster<Point>, other: Point | Cluster<Point>): number {
  return one.lane === other.lane ? LANE_GAP : STEP_GAP
}

function roomNeeded(clusters: readonly Cluster<Point>[]): number {
  return clusters.slice(1).reduce((sum, cluster, index) => sum + gapBetween(clusters[index]!, cluster), 0)
}

/** Positions that keep every gap: the mean of pushing all to the right and pushing all to the left. */
function keepApart(clusters: readonly Cluster<Point>[], left: number, right: number): number[] {
  const squeeze = Math.min(1, (right - left) / Math.max(1, roomNeeded(clusters)))
  const forward: number[] = []
  for (const [index, cluster] of clusters.entries()) {
    const least = index === 0 ? left : forward[index - 1]! + gapBetween(clusters[index - 1]!, cluster) * squeeze
    forward.push(Math.max(least, cluster.x))
  }
  const backward: number[] = []
  for (let index = clusters.length - 1; index >= 0; index--) {
    const cluster = clusters[index]!
    const next = clusters[index + 1]
    const most = next ? backward[index + 1]! - gapBetween(cluster, next) * squeeze : right
    backward[index] = Math.min(most, cluster.x)
  }
  const low = pushInside(backward, clusters, left, squeeze, 1)
  const high = pushInside(forward, clusters, right, squeeze, -1)
  return low.map((x, index) => (x + high[index]!) / 2)
}

/** Moves what fell over an edge back inside, pushing its neighbours along. */
function pushInside(positions: readonly number[], clusters: readonly Cluster<Point>[], edge: number, squeeze: number, way: 1 | -1): number[] {
  const inside = [...positions]
  let bound = edge
  for (let step = 0; step < inside.length; step++) {
    const index = way === 1 ? step : inside.length - 1 - step
    if ((bound - inside[index]!) * way <= 0) break
    inside[index] = bound
    const next = clusters[index + way]
    if (next) bound += way * gapBetween(clusters[index]!, next) * squeeze
  }
  return inside
}

/** Two of one lane to be joined: neighbours in time first, else the next of the same lane. Indexes; null when there are none. */
function nearestPair(clusters: readonly Cluster<Point>[]): [number, number] | null {
  const latest = new Map<string, number>()
  let nearest: [number, number] | null = null
  let least = Infinity
  for (const [index, cluster] of clusters.entries()) {
    const before = latest.get(cluster.lane)
    latest.set(cluster.lane, index)
    if (before === undefined) continue
    const apart = (index - before - 1) * 1e6
    const distance = Math.abs(cluster.x - clusters[before]!.x) + apart
    if (distance >= least) continue
    least = distance
    nearest = [before, index]
  }
  return nearest
}

function join<P extends Point>(clusters: readonly Cluster<P>[], [first, second]: [number, number]): Cluster<P>[] {
  const points = [...clusters[first]!.points, ...clusters[second]!.points]
  const x = points.reduce((sum, point) => sum + point.x, 0) / points.length
  const joined = { points, lane: clusters[first]!.lane, x }
  return clusters.flatMap((cluster, index) => (index === first ? [joined] : index === second ? [] : [cluster]))
}
