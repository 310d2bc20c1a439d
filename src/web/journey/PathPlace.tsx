import { SegmentedControl } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import type { CustomerJson } from '../../api/customer.ts'
import { fileRows, listTableRows } from '../encounter/tableRows.ts'
import { EncounterTable } from '../encounter/EncounterTable.tsx'
import type { Opened } from '../friction/address.ts'
import { useWords } from '../i18n/useWords.ts'
import { useOrganisation } from '../organisation/useOrganisation.ts'
import { Downloads } from './Downloads.tsx'
import { Legend } from './Legend.tsx'
import { PathList } from './PathList.tsx'
import { PathPicture } from './PathPicture.tsx'
import { Replay } from './Replay.tsx'
import { chooseSpan, foldOutside, weeksOf, type Zoom } from './span.ts'
import { tellStory, type TimelineItem } from './story.ts'

interface Props {
  customer: CustomerJson
  timeline: { items: TimelineItem[]; isCapped: boolean }
  opened: Opened
  open: (next: Opened) => void
}

/** From this width in pixels on the path is drawn as a picture; narrower, it is told downward. */
const PICTURE_FROM = 600

/** A customer's paths: what of them to look at, and the picture, its table and its files. */
export function PathPlace({ customer, timeline, opened, open }: Props) {
  const words = useWords()
  const { say, formats } = words
  const timeZone = useOrganisation().data?.timeZone ?? 'Europe/Helsinki'
  const { path: wanted } = useSearch({ from: '/customers/$customer' })
  const navigate = useNavigate()
  const path = customer.paths.some(({ key }) => key === wanted) ? wanted! : ''
  const [zoom, setZoom] = useState<Zoom>(path === '' ? 'frictions' : 'all')
  const [step, setStep] = useState<number | null>(null)
  const [view, setView] = useState<'picture' | 'table'>('picture')
  const { ref: frame, width } = useElementSize()
  const svg = useRef<SVGSVGElement>(null)
  const story = useMemo(() => tellStory(customer, timeline.items, path === '' ? null : path), [customer, timeline.items, path])
  const whole = useMemo(() => chooseSpan(story, 'frictions', timeZone), [story, timeZone])
  const span = useMemo(() => chooseSpan(story, zoom, timeZone), [story, zoom, timeZone])
  const outside = useMemo(() => (span ? foldOutside(story, span, timeZone) : null), [story, span, timeZone])
  const choosePath = (chosen: string) => {
    setStep(null)
    if (chosen !== '') setZoom('all')
    void navigate({ to: '.', search: chosen === '' ? {} : { path: chosen }, replace: true, resetScroll: false })
  }
  if (!span || !whole || !outside) return <p className="faint">{say('customer.noEncounters')}</p>
  const dates = [...new Set([formats.plainDate(span.from), formats.plainDate(span.to - 1)])]
  const isWide = width >= PICTURE_FROM
  const inside = story.encounters.filter(({ at }) => at >= span.from && at < span.to)
  const reached = step === null ? null : (inside[step] ?? null)
  const drawn = { story, span, opened, open }
  return (
    <section className="place" aria-labelledby="path">
      <div className="place-head">
        <h2 id="path">
          {say('picture.title')} <span className="place-dates">{dates.join('–')}</span>
        </h2>
        <div className="place-choices">
          {customer.paths.length > 1 && (
            <select
              className="choice"
              aria-label={say('picture.choosePath')}
              value={path}
              onChange={(event) => choosePath(event.currentTarget.value)}
            >
              <option value="">{say('picture.allPaths')}</option>
              {customer.paths.map((each) => (
                <option key={each.key} value={each.key}>
                  {words.path(each)} – {say(`state.${each.state}`).toLocaleLowerCase()}
                </option>
              ))}
            </select>
          )}
          <SegmentedControl
            size="xs"
            aria-label={say('picture.chooseSpan')}
            value={zoom}
            onChange={(chosen) => setZoom(chosen as Zoom)}
            data={[
              { value: 'frictions', label: say('picture.weeks', { weeks: weeksOf(whole) }) },
              { value: 'year', label: say('picture.year') },
              { value: 'all', label: say('picture.all') },
            ]}
          />
          <SegmentedControl
            size="xs"
            aria-label={say('picture.chooseView')}
            value={view}
            onChange={(chosen) => setView(chosen as typeof view)}
            data={[
              { value: 'picture', label: say('picture.asPicture') },
              { value: 'table', label: say('picture.asTable') },
            ]}
          />
        </div>
      </div>
      <div className="place-outside">
        {outside.before > 0 && (
          <button type="button" className="text-link" onClick={() => setZoom('all')}>
            {say('picture.earlier', { years: outside.years.join(', '), count: outside.before })}
          </button>
        )}
        {outside.after > 0 && (
          <button type="button" className="text-link" onClick={() => setZoom('all')}>
            {say('picture.later', { count: outside.after })}
          </button>
        )}
        {timeline.isCapped && <span className="faint">{say('picture.capped', { count: formats.number(timeline.items.length) })}</span>}
      </div>
      {path !== '' && inside.length > 1 && view === 'picture' && <Replay encounters={inside} at={step} show={setStep} />}
      <div ref={frame} className="place-frame">
        {view === 'table' && <EncounterTable {...drawn} />}
        {view === 'picture' &&
          width > 0 &&
          (isWide ? <PathPicture ref={svg} width={width} reached={reached} {...drawn} /> : <PathList reached={reached} {...drawn} />)}
      </div>
      <div className="place-foot">
        {view === 'picture' && <Legend />}
        <Downloads
          rows={() => fileRows(listTableRows(story, span, words), words)}
          picture={view === 'picture' && isWide ? svg : null}
          name={customer.customer}
        />
      </div>
    </section>
  )
}
