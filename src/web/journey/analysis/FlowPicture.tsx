import { useEffect, useMemo, useState, type Ref } from 'react'
import { measureText } from '../measureText.ts'
import { useRoving } from '../useRoving.ts'
import { openAmounts } from './amounts.ts'
import type { Behind } from './address.ts'
import type { ChosenFlow } from './chooseFlow.ts'
import { layOut } from './layOut.ts'
import type { Looked } from './looked.ts'
import { asMark } from './mark.ts'
import { drawFlow, graphOf, secondLine, type DrawnEdge, type DrawnFlow, type DrawnNode, type FlowLook } from './prepareFlow.ts'

interface Props {
  flow: ChosenFlow
  looked: Looked
  width: number
  ref: Ref<SVGSVGElement>
}

/** The flow as a graph: boxes and lines open the paths behind them. */
export function FlowPicture({ flow, looked, width, ref }: Props) {
  const { words } = looked
  const { say, formats, touchpoint } = words
  const amounts = useMemo(() => openAmounts(words), [words])
  const look: FlowLook = useMemo(
    () => ({
      nameTouchpoint: (key) => words.touchpoint(key),
      number: words.formats.number,
      percent: amounts.percent,
      measure: measureText,
    }),
    [words, amounts],
  )
  const drawn = useDrawn(flow, look)
  const order = useMemo(() => (drawn ? [...drawn.nodes, ...drawn.edges].map(({ key }) => key) : []), [drawn])
  const roving = useRoving(order, null)
  if (drawn === null) {
    return (
      <p style={{ height: 420 }} className="faint" role="status">
        {say('flow.layingOut')}
      </p>
    )
  }
  // A flow a little wider than its place is drawn smaller; a much wider one is scrolled.
  const scale = Math.min(1, Math.max(0.72, width / drawn.width))
  const nameEnd = (end: string) => say(`flow.end.${end}` as 'flow.end.open')
  const nameNode = ({ what }: DrawnNode) =>
    what === 'start' ? say('flow.start') : typeof what === 'string' ? nameEnd(what) : touchpoint(what.touchpoint)
  const nodeLabel = (node: DrawnNode) => {
    const { what, share } = node
    if (typeof what === 'string') return nameNode(node)
    return say('flow.node', {
      touchpoint: touchpoint(what.touchpoint),
      count: what.count,
      share: amounts.percent(share),
      repeats: what.repeats,
    })
  }
  const edgeLabel = ({ edge, share }: DrawnEdge) =>
    say('flow.edge', {
      from: 'start' in edge.from ? say('flow.start') : touchpoint(edge.from.touchpoint),
      to: 'end' in edge.to ? nameEnd(edge.to.end) : touchpoint(edge.to.touchpoint),
      count: edge.count,
      share: share === null ? '–' : amounts.percent(share),
      time: amounts.length(edge.medianSeconds),
    })
  return (
    <div className="flow-frame flow-centred">
      <svg
        ref={ref}
        className="picture"
        width={Math.round(drawn.width * scale)}
        height={Math.round(drawn.height * scale)}
        viewBox={`0 0 ${drawn.width} ${drawn.height}`}
        role="group"
        aria-label={say('flow.label', { touchpoints: flow.nodes.length, lines: flow.edges.length })}
      >
        <g>
          {drawn.edges.map((each) => (
            <g
              key={each.key}
              className="mark flow-edge"
              {...asMark(each.key, edgeLabel(each), roving, () => looked.open(behindEdge(each)))}
            >
              <title>{edgeLabel(each)}</title>
              <path d={each.d} className="flow-reach" strokeWidth={each.width + 12} />
              <path d={each.d} className={`flow-line level-${each.level}`} strokeWidth={each.width} />
              <path
                d={`M0 0L${-each.arrow.size} ${-each.arrow.size / 1.6}V${each.arrow.size / 1.6}Z`}
                className={`flow-arrow level-${each.level}`}
                transform={`translate(${each.arrow.x} ${each.arrow.y}) rotate(${each.arrow.angle})`}
              />
            </g>
          ))}
        </g>
        <g aria-hidden="true" pointerEvents="none">
          {drawn.edges.map((each) => (
            <text key={each.key} x={each.label.x} y={each.label.y + 4} textAnchor="middle" className={`flow-number level-${each.level}`}>
              {each.label.text}
            </text>
          ))}
        </g>
        {drawn.nodes.map((node) => (
          <g
            key={node.key}
            className="mark flow-node"
            transform={`translate(${node.x} ${node.y})`}
            {...asMark(node.key, nodeLabel(node), roving, () => looked.open(behindNode(node)))}
          >
            <title>{nodeLabel(node)}</title>
            <NodeShape node={node} />
            {node.level >= 2 && (
              <g transform={`translate(${node.width - 2} 2)`}>
                <path d="M0-9 9 0 0 9-9 0Z" className="mark-friction" />
              </g>
            )}
          </g>
        ))}
        {drawn.nodes.map((node) => (
          <NodeWords
            key={node.key}
            node={node}
            second={typeof node.what === 'string' ? '' : secondLine(node.what, look)}
            name={nameNode(node)}
          />
        ))}
      </svg>
      {drawn.width * scale > width + 1 && <p className="faint">{say('flow.scroll', { count: formats.number(flow.nodes.length) })}</p>}
    </div>
  )
}

function NodeShape({ node: { width, height, what, level } }: { node: DrawnNode }) {
  if (typeof what !== 'string') return <rect width={width} height={height} rx={8} className={`flow-box level-${level}`} />
  return (
    <>
      <circle cx={width / 2} cy={height / 2} r={width / 2 - 2} className={`flow-end flow-end-${what}`} />
      <path d={END_MARKS[what]} transform={`translate(${width / 2} ${height / 2})`} className={`flow-sign flow-sign-${what}`} />
    </>
  )
}

/** What is written on a box, or beside a start or end: apart from the button, whose name says more. */
function NodeWords({ node, second, name }: { node: DrawnNode; second: string; name: string }) {
  const { x, y, width, height, what, lines } = node
  const middle = width / 2
  return (
    <g transform={`translate(${x} ${y})`} aria-hidden="true" pointerEvents="none">
      {what === 'start' && (
        <text x={width + 6} y={height / 2 + 4} className="note">
          {name}
        </text>
      )}
      {typeof what === 'string' && what !== 'start' && (
        <text x={middle} y={height + 14} textAnchor="middle" className="note">
          {name}
        </text>
      )}
      {lines.map((line, index) => (
        <text key={line} x={middle} y={19 + index * 16} textAnchor="middle" className="lane-name">
          {line}
        </text>
      ))}
      {second !== '' && (
        <text x={middle} y={height - 9} textAnchor="middle" className="flow-second">
          {second}
        </text>
      )}
    </g>
  )
}

/** A triangle that begins, a tick for done, a cross for given up, a ring for still open. */
const END_MARKS = {
  start: 'M-4-7 7 0-4 7Z',
  completed: 'M-7 0-2 5 7-5',
  abandoned: 'M-5-5 5 5M5-5-5 5',
  open: 'M-5 0A5 5 0 1 1 5 0A5 5 0 1 1-5 0Z',
}

/** The drawing once it is laid out; that of before until then. */
function useDrawn(flow: ChosenFlow, look: FlowLook): DrawnFlow | null {
  const [drawn, setDrawn] = useState<DrawnFlow | null>(null)
  useEffect(() => {
    let isCurrent = true
    const draw = async () => {
      const graph = await layOut(graphOf(flow, look))
      if (isCurrent) setDrawn(drawFlow(flow, graph, look))
    }
    void draw()
    return () => {
      isCurrent = false
    }
  }, [flow, look])
  return drawn
}

const STATES_OF = { completed: 'completed', abandoned: 'abandoned', open: 'open' } as const

function behindNode({ what }: DrawnNode): Behind {
  if (what === 'start') return { step: 1 }
  if (typeof what === 'string') return { last: 'true', rest: STATES_OF[what] }
  return { touchpoint: what.touchpoint }
}

function behindEdge({ edge: { from, to } }: DrawnEdge): Behind {
  if ('end' in to) return { last: 'true', rest: STATES_OF[to.end], ...('touchpoint' in from && { touchpoint: from.touchpoint }) }
  return 'start' in from ? { step: 1, touchpoint: to.touchpoint } : { previous: from.touchpoint, touchpoint: to.touchpoint }
}
