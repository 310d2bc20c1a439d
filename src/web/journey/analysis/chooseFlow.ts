import type { z } from 'zod'
import type { getFlow } from '../../../api/journey.ts'
import type { PathStateName } from '../../../domain/journey/path.ts'

export type FlowAnswer = z.output<typeof getFlow.answer>

/** How much of a flow is drawn: what at least so large a share of the paths does. */
export const DETAILS = { main: 0.1, more: 0.03, all: 0 } as const
export type Detail = keyof typeof DETAILS

/** How a path came to rest: done, given up, or still open. */
export type EndKind = 'completed' | 'abandoned' | 'open'

/** A touchpoint of the flow: how often paths come to it, and of these on paths with a friction. */
export interface FlowNode {
  touchpoint: string
  count: number
  withFriction: number
  /** How often it follows itself. */
  repeats: number
}

/** A line of the flow: from a touchpoint or the start, to a touchpoint or an end. */
export interface FlowEdge {
  from: { start: true } | { touchpoint: string }
  to: { end: EndKind } | { touchpoint: string }
  count: number
  withFriction: number | null
  medianSeconds: number | null
}

/** What of a flow is drawn, and how much is folded away. */
export interface ChosenFlow {
  paths: number
  nodes: FlowNode[]
  edges: FlowEdge[]
  folded: { touchpoints: number; transitions: number; crossings: number; ofCrossings: number }
}

/** Most lines that can be told apart in one picture. */
const MOST_EDGES = 70

const END_OF: Record<PathStateName, EndKind> = { completed: 'completed', abandoned: 'abandoned', active: 'open', paused: 'open' }

/** Chooses the main flow: the most travelled lines, and for every touchpoint on them the line by which most come and the one by which most go on. */
export function chooseFlow(answer: FlowAnswer, detail: Detail): ChosenFlow {
  const nodes = countNodes(answer)
  const loops = answer.transitions.filter(({ from, to }) => from === to)
  const edges = listEdges(answer)
  const least = Math.max(1, DETAILS[detail] * answer.paths)
  const frequent = edges.filter(({ count }) => count >= least).slice(0, MOST_EDGES)
  const chosen = connect(frequent.length > 0 ? frequent : edges.slice(0, 1), edges)
  const shown = new Set(
    chosen.flatMap(({ from, to }) => [...('touchpoint' in from ? [from.touchpoint] : []), ...('touchpoint' in to ? [to.touchpoint] : [])]),
  )
  const isCrossing = ({ from, to }: FlowEdge) => 'touchpoint' in from && 'touchpoint' in to
  const hidden = edges.filter((edge) => isCrossing(edge) && !chosen.includes(edge))
  const hiddenLoops = loops.filter(({ from }) => !shown.has(from))
  const sum = (counts: readonly { count: number }[]) => counts.reduce((total, { count }) => total + count, 0)
  return {
    paths: answer.paths,
    nodes: [...nodes.values()].filter(({ touchpoint }) => shown.has(touchpoint)),
    edges: chosen,
    folded: {
      touchpoints: nodes.size - shown.size,
      transitions: hidden.length + hiddenLoops.length,
      crossings: sum(hidden) + sum(hiddenLoops),
      ofCrossings: sum(answer.transitions),
    },
  }
}

function countNodes(answer: FlowAnswer): Map<string, FlowNode> {
  const nodes = new Map<string, FlowNode>()
  const add = (touchpoint: string, count: number, withFriction: number, repeats: number) => {
    const node = nodes.get(touchpoint) ?? { touchpoint, count: 0, withFriction: 0, repeats: 0 }
    nodes.set(touchpoint, {
      touchpoint,
      count: node.count + count,
      withFriction: node.withFriction + withFriction,
      repeats: node.repeats + repeats,
    })
  }
  for (const { touchpoint, count, withFriction } of answer.starts) add(touchpoint, count, withFriction, 0)
  for (const { from, to, count, withFriction } of answer.transitions) {
    add(to, count, withFriction, from === to ? count : 0)
    // A touchpoint may be left only, under a filter that chooses what comes after it.
    add(from, 0, 0, 0)
  }
  return nodes
}

/** All lines but loops, most first. */
function listEdges({ starts, transitions, ends }: FlowAnswer): FlowEdge[] {
  const ended = new Map<string, { touchpoint: string; end: EndKind; count: number }>()
  for (const { touchpoint, state, paths } of ends) {
    const end = END_OF[state]
    const key = JSON.stringify([touchpoint, end])
    ended.set(key, { touchpoint, end, count: (ended.get(key)?.count ?? 0) + paths })
  }
  const edges: FlowEdge[] = [
    ...starts.map(({ touchpoint, count, withFriction }) => ({
      from: { start: true as const },
      to: { touchpoint },
      count,
      withFriction,
      medianSeconds: null,
    })),
    ...transitions
      .filter(({ from, to }) => from !== to)
      .map(({ from, to, ...rest }) => ({ from: { touchpoint: from }, to: { touchpoint: to }, ...rest })),
    ...[...ended.values()].map(({ touchpoint, end, count }) => ({
      from: { touchpoint },
      to: { end },
      count,
      withFriction: null,
      medianSeconds: null,
    })),
  ]
  return edges.toSorted((a, b) => b.count - a.count)
}

/** Adds, for every touchpoint on chosen lines, its strongest line in and out, until none is left hanging; loops between two are no way in. */
function connect(frequent: readonly FlowEdge[], all: readonly FlowEdge[]): FlowEdge[] {
  const chosen = new Set(frequent)
  const open = frequent.flatMap(touchpointsOf)
  const seen = new Set<string>()
  for (let touchpoint = open.pop(); touchpoint !== undefined; touchpoint = open.pop()) {
    if (seen.has(touchpoint)) continue
    seen.add(touchpoint)
    const into = all.find(({ to }) => 'touchpoint' in to && to.touchpoint === touchpoint)
    const outOf = all.find(({ from }) => 'touchpoint' in from && from.touchpoint === touchpoint)
    for (const edge of [into, outOf]) {
      if (edge === undefined || chosen.has(edge)) continue
      chosen.add(edge)
      open.push(...touchpointsOf(edge))
    }
  }
  return all.filter((edge) => chosen.has(edge))
}

function touchpointsOf({ from, to }: FlowEdge): string[] {
  return [...('touchpoint' in from ? [from.touchpoint] : []), ...('touchpoint' in to ? [to.touchpoint] : [])]
}
