import { useMemo, type Ref } from 'react'
import { measureText } from '../measureText.ts'
import { useRoving } from '../useRoving.ts'
import type { Looked } from './looked.ts'
import { asMark } from './mark.ts'
import { layOutGrid, type Grid } from './prepareGrid.ts'

/** Between a number and the edges of its cell, both sides together. */
const CELL_AIR = 4

interface Props {
  grid: Grid
  looked: Looked
  width: number
  label: string
  ref?: Ref<SVGSVGElement>
}

/** A table whose cells are as dark as they are full; each opens the paths behind it. */
export function GridPicture({ grid, looked, width, label, ref }: Props) {
  const drawn = useMemo(() => layOutGrid(grid, width, measureText), [grid, width])
  // Numbers in some cells alone would look as if the others had none; the table has them all.
  const hasNumbers = drawn.cells.every(({ width: wide, cell }) => measureText(cell.text) < wide - CELL_AIR)
  const roving = useRoving(
    drawn.cells.map(({ key }) => key),
    null,
  )
  return (
    <div className="flow-frame">
      <svg
        ref={ref}
        className="picture"
        width={drawn.width}
        height={drawn.height}
        viewBox={`0 0 ${drawn.width} ${drawn.height}`}
        role="group"
        aria-label={label}
      >
        <g aria-hidden="true">
          {drawn.heads.map(({ key, x, lines }) =>
            lines.map((line, index) => (
              <text key={`${key} ${line}`} x={x} y={14 + index * 15} textAnchor="middle" className="note">
                {line}
              </text>
            )),
          )}
          {drawn.names.map(({ key, y, text }) => (
            <text key={key} x={0} y={y} className="lane-name">
              {text}
            </text>
          ))}
        </g>
        {drawn.cells.map(({ key, x, y, width: wide, height, tint, cell }) => (
          <g
            key={key}
            className="mark grid-cell"
            transform={`translate(${x} ${y})`}
            {...asMark(key, cell.label, roving, () => looked.open(cell.behind))}
          >
            <title>{cell.label}</title>
            <rect width={wide} height={height} rx={3} className="grid-ground" />
            <rect width={wide} height={height} rx={3} className={`grid-tint grid-${grid.role}`} opacity={tint} />
          </g>
        ))}
        {drawn.cells.map(({ key, x, y, width: wide, height, cell }) => (
          <g key={key} transform={`translate(${x} ${y})`} aria-hidden="true" pointerEvents="none">
            {hasNumbers && cell.text !== '' && (
              <text x={wide / 2} y={cell.second === '' ? height / 2 + 5 : height / 2 - 2} textAnchor="middle">
                {cell.text}
              </text>
            )}
            {cell.second !== '' && (
              <text x={wide / 2} y={height / 2 + 14} textAnchor="middle" className="grid-second">
                {cell.second}
              </text>
            )}
          </g>
        ))}
      </svg>
    </div>
  )
}
