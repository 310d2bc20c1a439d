import { SegmentedControl } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { getTouchpointRegister } from '../../api/touchpointRegister.ts'
import { VERDICTS } from '../../domain/touchpoint/suggest.ts'
import { call } from '../client.ts'
import { LiveMark } from '../friction/LiveMark.tsx'
import { useWords } from '../i18n/useWords.ts'
import { Downloads } from '../journey/Downloads.tsx'
import { Failed } from '../shell/Failed.tsx'
import { MatrixPicture } from './MatrixPicture.tsx'
import { prepareRegister } from './prepareRegister.ts'
import { PERIODS, type RegisterAddress } from './registerAddress.ts'
import { RegisterFilters } from './RegisterFilters.tsx'
import { RegisterTable } from './RegisterTable.tsx'
import { registerRows } from './tell.ts'
import { useStageNames } from './useStageNames.ts'
import { Verdict } from './Verdict.tsx'
import '../journey/analysis/analysis.css'
import './touchpoint.css'

/** Narrower than this the matrix scrolls, in pixels. */
const LEAST_WIDTH = 560

/** Register of touchpoints: as a list, or by importance and performance as a picture; filters and order stand in the address. */
export function TouchpointsPage() {
  const address: RegisterAddress = useSearch({ from: '/touchpoints' })
  const words = useWords()
  const { say, formats } = words
  const navigate = useNavigate()
  const nameStage = useStageNames()
  const { ref: frame, width } = useElementSize()
  const [picture, setPicture] = useState<SVGSVGElement | null>(null)
  const query = { days: address.days ?? PERIODS[0], ...(address.journey !== undefined && { journey: address.journey }) }
  const register = useQuery({
    queryKey: ['touchpoints', query],
    queryFn: ({ signal }) => call(getTouchpointRegister, { query, signal }),
    placeholderData: keepPreviousData,
  })
  useEffect(() => {
    document.title = say('title.touchpoints')
    return () => {
      document.title = 'Polku'
    }
  }, [say])
  const change = (part: { [Name in keyof RegisterAddress]?: RegisterAddress[Name] | undefined }) => {
    const next = Object.fromEntries(Object.entries({ ...address, ...part }).filter(([, value]) => value !== undefined))
    void navigate({ to: '/touchpoints', search: next, replace: true, resetScroll: false })
  }
  const open = (key: string) => void navigate({ to: '/touchpoints/$touchpoint', params: { touchpoint: key }, search: {} })
  if (register.error && !register.data) return <Failed error={register.error} retry={() => void register.refetch()} />
  const all = register.data?.items ?? []
  const items = prepareRegister(all, address, words.touchpoint)
  const usual = register.data?.usual
  const isPicture = address.as === 'picture'
  return (
    <section className="touchpoints" aria-labelledby="touchpoints">
      <div className="customers-head">
        <h1 id="touchpoints">{say('touchpoint.title')}</h1>
        <LiveMark />
        <Link to="/journeys">{say('journey.all')}</Link>
      </div>
      <p className="touchpoints-coverage">
        {register.data && say('touchpoint.coverage', { count: all.length, measured: register.data.measured })}
      </p>
      <RegisterFilters address={address} change={change} items={all} nameStage={nameStage} />
      <div className="place-head">
        <p className="faint" role="status">
          {register.data === undefined
            ? say('chart.loading')
            : say('touchpoint.shown', {
                count: items.length,
                from: formats.plainDate(Date.parse(register.data.since)),
                to: formats.plainDate(Date.parse(register.data.until) - 1),
              })}
        </p>
        <SegmentedControl
          size="xs"
          aria-label={say('picture.chooseView')}
          value={isPicture ? 'picture' : 'table'}
          onChange={(chosen) => change({ as: chosen === 'picture' ? 'picture' : undefined })}
          data={[
            { value: 'table', label: say('touchpoint.asList') },
            { value: 'picture', label: say('touchpoint.asMatrix') },
          ]}
        />
      </div>
      {register.data !== undefined && items.length === 0 ? (
        <p className="chart-empty">{say(all.length === 0 ? 'touchpoint.empty' : 'touchpoint.none')}</p>
      ) : isPicture ? (
        <div ref={frame} className="matrix-frame">
          {width > 0 && usual && (
            <MatrixPicture
              items={items}
              usual={usual.n === 0 ? 0 : usual.part / usual.n}
              width={Math.max(width, LEAST_WIDTH)}
              open={open}
              ref={setPicture}
            />
          )}
        </div>
      ) : (
        items.length > 0 && <RegisterTable items={items} />
      )}
      {isPicture && items.length > 0 && (
        <div className="place-foot">
          <ul className="legend" aria-label={say('legend.label')}>
            {[...VERDICTS, null].map((verdict) => (
              <li key={verdict}>
                <Verdict verdict={verdict} />
              </li>
            ))}
          </ul>
          <Downloads
            rows={() => registerRows(items, words)}
            picture={picture === null ? null : { current: picture }}
            name={say('touchpoint.title')}
          />
        </div>
      )}
      <p className="faint">{say('touchpoint.method')}</p>
    </section>
  )
}
