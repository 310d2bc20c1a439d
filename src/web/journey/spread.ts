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
 * Moves points (in order of time) as little as they need to stand apart. While there is room none passes another; where
 * there is not, each lane is for itself, and its nearest neighbours become one.
 */
export function spread<P extends Point>(points: readonly P[], left: number, right: number): Cluster<P>[] {
  const single = points.map((point): Cluster<P> => ({ points: [point], lane: point.lane, x: point.x }))
  const together = settle(single, left, right)
  if (together) return together
  const lanes = [...new Set(points.map(({ lane }) => lane))]
  return lanes.flatMap((lane) =>
    thin(
      single.filter((cluster) => cluster.lane === lane),
      left,
      right,
    ),
  )
}

/** The clusters apart from each other; null when that would move one too far. */
function settle<P extends Point>(clusters: readonly Cluster<P>[], left: number, right: number): Cluster<P>[] | null {
  if (roomNeeded(clusters) > right - left) return null
  const placed = keepApart(clusters, left, right)
  const isNear = clusters.every(({ x }, index) => Math.abs(placed[index]! - x) <= FARTHEST)
  return isNear ? clusters.map((cluster, index) => ({ ...cluster, x: placed[index]! })) : null
}

/** Joins nearest neighbours of a lane until all stand apart. */
function thin<P extends Point>(lane: readonly Cluster<P>[], left: number, right: number): Cluster<P>[] {
  let clusters = [...lane]
  for (;;) {
    const settled = settle(clusters, left, right)
    if (settled || clusters.length < 2) return settled ?? clusters
    clusters = joinNearest(clusters)
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
  const forward: number[] = []
  for (const [index, cluster] of clusters.entries()) {
    const least = index === 0 ? left : forward[index - 1]! + gapBetween(clusters[index - 1]!, cluster)
    forward.push(Math.max(least, cluster.x))
  }
  const backward: number[] = []
  for (let index = clusters.length - 1; index >= 0; index--) {
    const cluster = clusters[index]!
    const next = clusters[index + 1]
    const most = next ? backward[index + 1]! - gapBetween(cluster, next) : right
    backward[index] = Math.min(most, cluster.x)
  }
  const low = pushInside(backward, clusters, left, 1)
  const high = pushInside(forward, clusters, right, -1)
  return low.map((x, index) => (x + high[index]!) / 2)
}

/** Moves what fell over an edge back inside, pushing its neighbours along. */
function pushInside(positions: readonly number[], clusters: readonly Cluster<Point>[], edge: number, way: 1 | -1): number[] {
  const inside = [...positions]
  let bound = edge
  for (let step = 0; step < inside.length; step++) {
    const index = way === 1 ? step : inside.length - 1 - step
    if ((bound - inside[index]!) * way <= 0) break
    inside[index] = bound
    const next = clusters[index + way]
    if (next) bound += way * gapBetween(clusters[index]!, next)
  }
  return inside
}

function joinNearest<P extends Point>(clusters: readonly Cluster<P>[]): Cluster<P>[] {
  let second = 1
  for (let index = 2; index < clusters.length; index++) {
    if (clusters[index]!.x - clusters[index - 1]!.x < clusters[second]!.x - clusters[second - 1]!.x) second = index
  }
  const points = [...clusters[second - 1]!.points, ...clusters[second]!.points]
  const x = points.reduce((sum, point) => sum + point.x, 0) / points.length
  return [...clusters.slice(0, second - 1), { points, lane: points[0]!.lane, x }, ...clusters.slice(second + 1)]
}
