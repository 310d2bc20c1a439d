import { useMemo, type Ref } from 'react'
import { useRoving } from '../useRoving.ts'
import { openAmounts } from './amounts.ts'
import type { Behind } from './address.ts'
import type { Looked } from './looked.ts'
import { asMark } from './mark.ts'
import { breakName } from './prepareFlow.ts'
import { prepareSteps, type StepBand, type StepBox, type StepsAnswer } from './prepareSteps.ts'

interface Props {
  answer: StepsAnswer
  looked: Looked
  width: number
  ref: Ref<SVGSVGElement>
}

/** Step by step, as bands between columns: boxes and bands open the paths behind them. */
export function StepsPicture({ answer, looked, width, ref }: Props) {
  const { words } = looked
  const { say, formats, touchpoint } = words
  const amounts = useMemo(() => openAmounts(words), [words])
  const drawn = useMemo(() => prepareSteps(answer, width), [answer, width])
  const order = useMemo(() => [...drawn.boxes, ...drawn.bands].map(({ key }) => key), [drawn])
  const roving = useRoving(order, null)
  const name = (box: StepBox) => {
    if (box.isEnd) return say('steps.ends')
    return box.touchpoint === null ? say('steps.others', { count: box.together }) : touchpoint(box.touchpoint)
  }
  const boxLabel = (box: StepBox) =>
    say('steps.box', { step: box.step, name: name(box), count: box.paths, share: box.share === null ? '–' : amounts.percent(box.share) })
  const bandLabel = (band: StepBand) =>
    say('steps.band', {
      step: band.from.step,
      from: name(band.from),
      to: name(band.to),
      count: band.paths,
      share: amounts.percent(band.share),
    })
  return (
    <div className="flow-frame">
      <svg
        ref={ref}
        className="picture"
        width={drawn.width}
        height={drawn.height}
        viewBox={`0 0 ${drawn.width} ${drawn.height}`}
        role="group"
        aria-label={say('steps.label', { count: answer.paths })}
      >
        {drawn.columns.map(({ step, x }) => (
          <text key={step} x={x} y={14} className="note">
            {say('steps.number', { step })}
          </text>
        ))}
        {drawn.bands.map((band) => {
          const behind = behindBand(band)
          return (
            <g
              key={band.key}
              className="mark flow-edge"
              {...asMark(band.key, bandLabel(band), roving, () => behind && looked.open(behind))}
            >
              <title>{bandLabel(band)}</title>
              <path d={band.d} className={`step-band level-${band.level}`} data-end={band.to.isEnd} />
            </g>
          )
        })}
        {drawn.boxes.map((box) => {
          const behind = behindBox(box)
          const lines = breakName(name(box))
          return (
            <g key={box.key}>
              <g className="mark flow-edge" {...asMark(box.key, boxLabel(box), roving, () => behind && looked.open(behind))}>
                <title>{boxLabel(box)}</title>
                <rect
                  x={box.x}
                  y={box.y}
                  width={box.width}
                  height={box.height}
                  rx={2}
                  className={`step-box level-${box.level}`}
                  data-end={box.isEnd}
                />
              </g>
              <g aria-hidden="true" pointerEvents="none">
                {lines.map((line, index) => (
                  <text key={line} x={box.x + box.width + 6} y={box.y + 12 + index * 15} className="step-name">
                    {line}
                  </text>
                ))}
                <text x={box.x + box.width + 6} y={box.y + 12 + lines.length * 15} className="note">
                  {box.level >= 1 && box.share !== null
                    ? `${formats.number(box.paths)} ◆ ${amounts.percent(box.share)}`
                    : formats.number(box.paths)}
                </text>
              </g>
            </g>
          )
        })}
      </svg>
    </div>
  )
}

function behindBox({ touchpoint, step, isEnd }: StepBox): Behind | null {
  if (isEnd) return { last: 'true', step: step - 1 }
  return touchpoint === null ? null : { touchpoint, step }
}

function behindBand({ from, to }: StepBand): Behind | null {
  if (from.touchpoint === null) return null
  if (to.isEnd) return { touchpoint: from.touchpoint, step: from.step, last: 'true' }
  return to.touchpoint === null
    ? { touchpoint: from.touchpoint, step: from.step }
    : { previous: from.touchpoint, touchpoint: to.touchpoint, step: to.step }
}
