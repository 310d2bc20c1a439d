import { SegmentedControl } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useId, useState, type ReactNode, type Ref } from 'react'
import { useWords } from '../../i18n/useWords.ts'
import { Downloads } from '../../journey/Downloads.tsx'
import type { Rows } from '../../saveFile.ts'

interface Props {
  title: string
  hint: string
  /** How it is worked out and of how many; told under the title. */
  about: string
  rows: () => Rows
  isTable: boolean
  choose: (isTable: boolean) => void
  /** What stands in place of the picture when there is nothing to draw; null = there is. */
  empty: string | null
  choices?: ReactNode
  table: ReactNode
  renderPicture: (width: number, picture: Ref<SVGSVGElement>) => ReactNode
}

/** The frame of a figure of feedback: what it is and of how many, as a picture or a table, and its files. */
export function Figure({ title, hint, about, rows, isTable, choose, empty, choices, table, renderPicture }: Props) {
  const { say } = useWords()
  const { ref: frame, width } = useElementSize()
  const id = useId()
  const [picture, setPicture] = useState<SVGSVGElement | null>(null)
  return (
    <section className="chart" aria-labelledby={id}>
      <div className="place-head">
        <h2 id={id}>{title}</h2>
        <div className="place-choices">
          {choices}
          <SegmentedControl
            size="xs"
            aria-label={`${title}: ${say('picture.chooseView')}`}
            value={isTable ? 'table' : 'picture'}
            onChange={(chosen) => choose(chosen === 'table')}
            data={[
              { value: 'picture', label: say('picture.asPicture') },
              { value: 'table', label: say('picture.asTable') },
            ]}
          />
        </div>
      </div>
      <p className="chart-hint">{hint}</p>
      <p className="faint">{about}</p>
      <div ref={frame} className="chart-frame">
        {empty !== null ? <p className="chart-empty">{empty}</p> : isTable ? table : width > 0 && renderPicture(width, setPicture)}
      </div>
      {empty === null && <Downloads rows={rows} picture={isTable || picture === null ? null : { current: picture }} name={title} />}
    </section>
  )
}
