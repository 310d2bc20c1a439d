import { Button, SegmentedControl } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useId, useState, type ReactNode, type Ref } from 'react'
import { Refusal } from '../../client.ts'
import { Downloads } from '../Downloads.tsx'
import { openAmounts } from './amounts.ts'
import { ChartTable, fileRowsOf, type Table } from './ChartTable.tsx'
import type { Looked } from './looked.ts'
import type { Answers } from './useAnswers.ts'

interface Props {
  looked: Looked
  title: string
  /** What the picture tells and how it is read, in a sentence or two. */
  hint: string
  answers: Pick<Answers<unknown>, 'now' | 'isFresh' | 'error' | 'retry'>
  /** How many it is about, in words; told with the period. */
  about: string | null
  /** The number told of what is looked at, and of what it is compared with; undefined where nothing is compared. */
  counts?: { now: number | undefined; before: number | undefined }
  /** What is said in place of a picture of nothing. */
  empty: string | null
  table: () => Table
  choices?: ReactNode
  legend?: ReactNode
  /** Height in pixels that is kept while the answer is awaited. */
  height?: number
  renderPicture: (width: number, picture: Ref<SVGSVGElement>) => ReactNode
}

/** The frame of every chart: what it is, of how many and when, as a picture or a table, and its files; it stands still while the answer is awaited. */
export function Chart({ looked, title, hint, answers, about, counts, empty, table, choices, legend, height = 320, renderPicture }: Props) {
  const { words, address, change, journey, stretch } = looked
  const { say, formats } = words
  const { ref: frame, width } = useElementSize()
  const id = useId()
  const [picture, setPicture] = useState<SVGSVGElement | null>(null)
  const isTable = address.as === 'table'
  const period = periodText(looked)
  const name = `${journey.key}-${title}${stretch ? `-${new Date(stretch.since).toISOString().slice(0, 10)}` : ''}`
  const isThere = answers.now !== undefined && empty === null
  return (
    <section className="chart" aria-labelledby={id} aria-busy={!answers.isFresh || answers.now === undefined}>
      <div className="place-head">
        <h2 id={id}>{title}</h2>
        <div className="place-choices">
          {!isTable && choices}
          <SegmentedControl
            size="xs"
            aria-label={say('picture.chooseView')}
            value={isTable ? 'table' : 'picture'}
            onChange={(chosen) => change({ as: chosen === 'table' ? 'table' : undefined })}
            data={[
              { value: 'picture', label: say('picture.asPicture') },
              { value: 'table', label: say('picture.asTable') },
            ]}
          />
        </div>
      </div>
      <p className="chart-hint">{hint}</p>
      <p className="faint">{[about, period, tellBefore(looked, counts)].filter(Boolean).join(' · ')}</p>
      <div ref={frame} className="chart-frame" style={{ minHeight: isThere ? undefined : height }}>
        {answers.error !== null && answers.now === undefined ? (
          <div className="chart-failed" role="alert">
            <p>
              {answers.error instanceof Refusal && answers.error.status > 0
                ? say('error.refused', { status: answers.error.status })
                : say('error.unreachable')}
            </p>
            <Button size="compact-sm" onClick={answers.retry}>
              {say('error.retry')}
            </Button>
          </div>
        ) : answers.now === undefined ? (
          <p className="faint" role="status">
            {say('chart.loading')}
          </p>
        ) : empty !== null ? (
          <p className="chart-empty">{empty}</p>
        ) : isTable ? (
          <ChartTable table={table()} caption={title} looked={looked} />
        ) : (
          width > 0 && renderPicture(width, setPicture)
        )}
      </div>
      {isThere && (
        <div className="place-foot">
          {isTable ? <span /> : legend}
          <Downloads rows={() => fileRowsOf(table())} picture={isTable || picture === null ? null : { current: picture }} name={name} />
        </div>
      )}
      <p className="hidden" role="status">
        {answers.now !== undefined && answers.isFresh ? say('chart.fresh', { about: about ?? '', period }) : ''}
      </p>
    </section>
  )

  function periodText({ stretch: given }: Looked): string {
    const first = journey.firstAt === null ? null : Date.parse(journey.firstAt)
    const last = journey.lastAt === null ? null : Date.parse(journey.lastAt)
    const [since, until] = [given?.since ?? first, given ? given.until - 1 : last]
    return since === null || until === null ? '' : `${formats.plainDate(since)}–${formats.plainDate(until)}`
  }
}

/** What a number was in what it is compared with, and by how much it differs. */
function tellBefore({ words, compared }: Looked, counts: Props['counts']): string {
  const { now, before } = counts ?? {}
  if (compared === null || now === undefined || before === undefined) return ''
  if (before === 0) return words.say('amount.beforeNone')
  return words.say('amount.beforeMore', { was: words.formats.number(before), change: openAmounts(words).change(now, before) })
}
