import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js'
import type { ChosenFlow, EndKind, FlowEdge, FlowNode } from './chooseFlow.ts'
import { frictionLevel, type FrictionLevel } from './frictionLevel.ts'

/** How the flow is to be drawn. */
export interface FlowLook {
  nameTouchpoint: (touchpoint: string) => string
  number: (value: number) => string
  percent: (share: number) => string
  measure: (text: string) => number
}

/** A box of the flow where the layout put it. */
export interface DrawnNode {
  key: string
  what: FlowNode | 'start' | EndKind
  x: number
  y: number
  width: number
  height: number
  lines: string[]
  level: FrictionLevel
  share: number | null
}

/** A line of the flow where the layout put it, with its number. */
export interface DrawnEdge {
  key: string
  edge: FlowEdge
  d: string
  width: number
  level: FrictionLevel
  share: number | null
  label: { x: number; y: number; text: string; width: number }
  /** Where its arrow stands, and which way it points, in degrees. */
  arrow: { x: number; y: number; angle: number; size: number }
}

/** The flow as it is drawn. */
export interface DrawnFlow {
  width: number
  height: number
  nodes: DrawnNode[]
  edges: DrawnEdge[]
}

const PADDING = 12
const BOX = 46
const ROUND = 36
const LABEL = 18
const LONGEST_LINE = 18

/** A name on at most two lines. */
export function breakName(name: string): string[] {
  if (name.length <= LONGEST_LINE) return [name]
  const words = name.split(' ')
  let first = words.shift()!
  while (words.length > 0 && `${first} ${words[0]}`.length <= LONGEST_LINE) first = `${first} ${words.shift()}`
  const second = words.join(' ')
  const short = (line: string) => (line.length > LONGEST_LINE + 4 ? `${line.slice(0, LONGEST_LINE + 3)}…` : line)
  return second === '' ? [short(first)] : [short(first), short(second)]
}

function endKey(to: FlowEdge['to'] | FlowEdge['from']): string {
  if ('start' in to) return 'start'
  return 'end' in to ? `end ${to.end}` : `at ${to.touchpoint}`
}

/** The key of a line. */
export function edgeKey({ from, to }: FlowEdge): string {
  return `${endKey(from)} > ${endKey(to)}`
}

/** Width of a line in pixels: by its share of the most travelled one. */
function thicknessOf({ count }: FlowEdge, { edges }: ChosenFlow): number {
  return 1.5 + 9 * (count / Math.max(1, ...edges.map((each) => each.count)))
}

function labelOf({ count, withFriction }: FlowEdge, look: FlowLook): string {
  const share = withFriction === null || count === 0 ? null : withFriction / count
  const level = frictionLevel(share, count)
  return level >= 2 && share !== null ? `${look.number(count)} ◆ ${look.percent(share)}` : look.number(count)
}

/** The graph as elkjs lays it out: boxes by the size of their words, lines with their numbers. */
export function graphOf(flow: ChosenFlow, look: FlowLook): ElkNode {
  const ends = [...new Set(flow.edges.flatMap(({ to }) => ('end' in to ? [to.end] : [])))]
  const hasStart = flow.edges.some(({ from }) => 'start' in from)
  const round = (id: string, options: Record<string, string>): ElkNode => ({ id, width: ROUND, height: ROUND, layoutOptions: options })
  return {
    id: 'flow',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'DOWN',
      'elk.edgeRouting': 'SPLINES',
      'elk.layered.spacing.nodeNodeBetweenLayers': '22',
      'elk.spacing.nodeNode': '28',
      'elk.spacing.edgeNode': '20',
      'elk.spacing.edgeEdge': '14',
      'elk.spacing.edgeLabel': '6',
      'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
      'elk.layered.cycleBreaking.strategy': 'DEPTH_FIRST',
      'elk.padding': '[top=4,left=4,bottom=4,right=4]',
    },
    children: [
      ...(hasStart ? [round('start', { 'elk.layered.layering.layerConstraint': 'FIRST' })] : []),
      ...flow.nodes.map((node): ElkNode => {
        const lines = breakName(look.nameTouchpoint(node.touchpoint))
        const widest = Math.max(...[...lines, secondLine(node, look)].map(look.measure))
        return { id: endKey(node), width: Math.ceil(widest) + 2 * PADDING, height: BOX + (lines.length - 1) * 16 }
      }),
      ...ends.map((end) => round(`end ${end}`, { 'elk.layered.layering.layerConstraint': 'LAST' })),
    ],
    edges: flow.edges.map((edge): ElkExtendedEdge => ({
      id: edgeKey(edge),
      sources: [endKey(edge.from)],
      targets: [endKey(edge.to)],
      labels: [{ text: labelOf(edge, look), width: Math.ceil(look.measure(labelOf(edge, look))) + 8, height: LABEL }],
      layoutOptions: { 'elk.layered.priority.direction': String(Math.max(1, Math.round((10 * edge.count) / Math.max(1, flow.paths)))) },
    })),
  }
}

/** The small line under a touchpoint's name: how often, and how often again at once. */
export function secondLine({ count, repeats }: FlowNode, look: Pick<FlowLook, 'number'>): string {
  return repeats > 0 ? `${look.number(count)}  ↻ ${look.number(repeats)}` : look.number(count)
}

/** The drawing of a flow from what elkjs gave back. */
export function drawFlow(flow: ChosenFlow, graph: ElkNode, look: FlowLook): DrawnFlow {
  const nodeOf = new Map(flow.nodes.map((node) => [endKey(node), node]))
  const nodes = (graph.children ?? []).map(({ id, x = 0, y = 0, width = 0, height = 0 }): DrawnNode => {
    const node = nodeOf.get(id)
    const share = node === undefined || node.count === 0 ? null : node.withFriction / node.count
    return {
      key: id,
      what: node ?? (id === 'start' ? 'start' : (id.slice('end '.length) as EndKind)),
      x,
      y,
      width,
      height,
      lines: node === undefined ? [] : breakName(look.nameTouchpoint(node.touchpoint)),
      level: frictionLevel(share, node?.count ?? 0),
      share,
    }
  })
  const laidOut = new Map((graph.edges ?? []).map((edge) => [edge.id, edge]))
  const edges = flow.edges.flatMap((edge): DrawnEdge[] => {
    const placed = laidOut.get(edgeKey(edge))
    const section = placed?.sections?.[0]
    if (placed === undefined || section === undefined) return []
    const share = edge.withFriction === null || edge.count === 0 ? null : edge.withFriction / edge.count
    const width = thicknessOf(edge, flow)
    const points = [section.startPoint, ...(section.bendPoints ?? []), section.endPoint]
    const label = placed.labels?.[0]
    const [before, end] = [points.at(-2)!, points.at(-1)!]
    const size = 7 + width / 2
    const angle = (Math.atan2(end.y - before.y, end.x - before.x) * 180) / Math.PI
    return [
      {
        key: edgeKey(edge),
        edge,
        d: curveOf(points),
        width,
        level: frictionLevel(share, edge.count),
        share,
        label: {
          x: (label?.x ?? 0) + (label?.width ?? 0) / 2,
          y: (label?.y ?? 0) + (label?.height ?? 0) / 2,
          text: labelOf(edge, look),
          width: label?.width ?? 0,
        },
        arrow: { x: end.x, y: end.y, angle, size },
      },
    ]
  })
  return { width: Math.ceil(graph.width ?? 0), height: Math.ceil(graph.height ?? 0), nodes, edges }
}

/** elkjs gives cubic curves as start, two handles and a point, again and again; what is left over is a straight line. */
function curveOf(points: readonly { x: number; y: number }[]): string {
  const at = ({ x, y }: { x: number; y: number }) => `${round(x)} ${round(y)}`
  const parts = [`M${at(points[0]!)}`]
  for (let index = 1; index < points.length;) {
    if (index + 2 < points.length) {
      parts.push(`C${at(points[index]!)} ${at(points[index + 1]!)} ${at(points[index + 2]!)}`)
      index += 3
    } else parts.push(`L${at(points[index++]!)}`)
  }
  return parts.join('')
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
