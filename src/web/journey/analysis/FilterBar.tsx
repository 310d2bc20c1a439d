import { useQuery } from '@tanstack/react-query'
import { useId, useState, type ReactNode } from 'react'
import { getHours } from '../../../api/journey.ts'
import { getDeviations } from '../../../api/journeyAnalysis.ts'
import { FRICTION_KINDS } from '../../../domain/friction/friction.ts'
import { PATH_STATES } from '../../../domain/journey/columns.ts'
import { call } from '../../client.ts'
import { capitalise, type Words } from '../../i18n/words.ts'
import { openKey } from '../../i18n/things.ts'
import { FACETS, isAttribute, PERIODS, type Address, type Facet, type Period } from './address.ts'
import type { Looked } from './looked.ts'

/** What there is to choose from: what the journey's paths have ever met. */
function useChoices({ journey }: Looked) {
  const params = { key: journey.key }
  const hours = useQuery({
    queryKey: ['journey', journey.key, 'choices', 'hours'],
    queryFn: ({ signal }) => call(getHours, { params, signal }),
    staleTime: 300_000,
  })
  const met = useQuery({
    queryKey: ['journey', journey.key, 'choices', 'touchpoints'],
    queryFn: ({ signal }) => call(getDeviations, { params, signal }),
    staleTime: 300_000,
  })
  const given = (names: readonly (string | null)[] | undefined) => (names ?? []).map((name) => name ?? '')
  return {
    channel: given(hours.data?.channels.map(({ channel }) => channel)),
    device: given(hours.data?.devices.map(({ device }) => device)),
    touchpoint: given(met.data?.touchpoints.filter(({ paths }) => paths > 0).map(({ touchpoint }) => touchpoint)),
    kind: [...FRICTION_KINDS],
    state: [...PATH_STATES],
    attribute: [],
  } satisfies Record<Facet, string[]>
}

/** Everything that narrows what is looked at; what is chosen stands below and can be taken away. */
export function FilterBar({ looked }: { looked: Looked }) {
  const { address, change, words } = looked
  const { say } = words
  const choices = useChoices(looked)
  const name: Record<Facet, (value: string) => string> = {
    channel: (value) => words.channel(value === '' ? null : value),
    device: (value) => nameDevice(value, words),
    touchpoint: words.touchpoint,
    kind: (value) => words.kind(value as Parameters<typeof words.kind>[0]),
    state: (value) => say(`state.${value}` as 'state.active'),
    attribute: (value) => value,
  }
  const set = FACETS.filter((facet) => address[facet] !== undefined)
  const isDated = address.from !== undefined || address.to !== undefined
  const period = isDated ? 'dates' : (address.period ?? 'all')
  const choosePeriod = (chosen: string) => {
    const { since, until } = looked.stretch ?? {}
    const [first, last] = [looked.journey.firstAt, looked.journey.lastAt].map((at) => (at === null ? 0 : Date.parse(at)))
    const day = (at: number) => new Date(at).toISOString().slice(0, 10)
    if (chosen === 'dates') return change({ period: undefined, from: day(since ?? first!), to: day((until ?? last! + 1) - 1) })
    const next = Object.hasOwn(PERIODS, chosen) ? (chosen as Period) : undefined
    change({ period: next, from: undefined, to: undefined, ...(next === undefined && { compare: undefined }) })
  }
  return (
    <section className="filters" aria-label={say('filter.label')}>
      <details className="filter-fold" open={undefined}>
        <summary>{say('filter.fold', { count: set.length + (period === 'all' ? 0 : 1) })}</summary>
      </details>
      <div className="filter-row">
        <Choice
          label={say('filter.period')}
          value={period}
          isSet={period !== 'all'}
          options={[
            ['all', say('filter.period.all')],
            ...(Object.keys(PERIODS) as Period[]).map((each) => [each, say(`filter.period.${each}`)] as const),
            ['dates', say('filter.period.dates')],
          ]}
          choose={choosePeriod}
        />
        {isDated && <Dates address={address} change={change} say={say} />}
        {period !== 'all' && (
          <Choice
            label={say('filter.compare')}
            value={address.compare ?? ''}
            isSet={address.compare !== undefined}
            options={[
              ['', say('filter.compare.none')],
              ['before', say('filter.compare.before')],
              ['year', say('filter.compare.year')],
            ]}
            choose={(chosen) => change({ compare: chosen === '' ? undefined : (chosen as 'before' | 'year') })}
          />
        )}
        {FACETS.map((facet) => {
          const values = choices[facet]
          const current = address[facet]
          const listed = current !== undefined && !values.some((value) => value === current) ? [...values, current] : values
          if (facet === 'attribute') return <Attribute key={facet} value={current} say={say} set={(next) => change({ attribute: next })} />
          if (listed.length === 0 || (facet === 'device' && listed.every((value) => value === ''))) return null
          return (
            <Choice
              key={facet}
              label={say(`filter.${facet}`)}
              value={current ?? ALL}
              isSet={current !== undefined}
              options={[[ALL, say('filter.all')], ...listed.map((value) => [value, name[facet](value)] as const)]}
              choose={(chosen) => change({ [facet]: chosen === ALL ? undefined : chosen })}
            />
          )
        })}
      </div>
      {set.length > 0 && (
        <ul className="chips" aria-label={say('filter.chosen')}>
          {set.map((facet) => (
            <Chip
              key={facet}
              remove={() => change({ [facet]: undefined })}
              label={say('filter.remove', { what: name[facet](address[facet]!) })}
            >
              {say(`filter.${facet}`)}: {name[facet](address[facet]!)}
            </Chip>
          ))}
          {set.length > 1 && (
            <li>
              <button
                type="button"
                className="text-link"
                onClick={() => change(Object.fromEntries(set.map((facet) => [facet, undefined])))}
              >
                {say('filter.clear')}
              </button>
            </li>
          )}
        </ul>
      )}
    </section>
  )
}

/** No value of any facet. */
const ALL = '\u0000'

/** The name of a device; empty = none given. */
export function nameDevice(device: string, { say }: Words): string {
  if (device === '') return say('device.none')
  return ['mobile', 'desktop', 'tablet'].includes(device) ? say(`device.${device}` as 'device.mobile') : capitalise(openKey(device))
}

function Choice(props: {
  label: string
  value: string
  isSet: boolean
  options: readonly (readonly [value: string, name: string])[]
  choose: (value: string) => void
}) {
  const id = useId()
  return (
    <div className="filter" data-set={props.isSet}>
      <label htmlFor={id}>{props.label}</label>
      <select id={id} className="choice" value={props.value} onChange={(event) => props.choose(event.currentTarget.value)}>
        {props.options.map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}

/** An attribute that another system tells of customers; it narrows once it is whole and left, or Enter is pressed. */
function Attribute({
  value,
  say,
  set,
}: {
  value: string | undefined
  say: Looked['words']['say']
  set: (value: string | undefined) => void
}) {
  const id = useId()
  const [written, setWritten] = useState<string | null>(null)
  const text = written ?? value ?? ''
  const isWrong = text !== '' && !isAttribute(text)
  const leave = () => {
    if (isWrong) return
    setWritten(null)
    if (text !== (value ?? '')) set(text === '' ? undefined : text)
  }
  return (
    <div className="filter" data-set={value !== undefined}>
      <label htmlFor={id}>{say('filter.attribute')}</label>
      <input
        id={id}
        type="text"
        className="choice"
        placeholder="tier=gold"
        maxLength={400}
        value={text}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-wrong` : undefined}
        onChange={(event) => setWritten(event.currentTarget.value)}
        onBlur={leave}
        onKeyDown={(event) => event.key === 'Enter' && leave()}
      />
      {isWrong && (
        <span id={`${id}-wrong`} className="entry-wrong">
          {say('customers.attributeWrong')}
        </span>
      )}
    </div>
  )
}

function Dates({ address, change, say }: { address: Address; change: Looked['change']; say: Looked['words']['say'] }) {
  const field = (name: 'from' | 'to') => (
    <div className="filter" data-set>
      <label htmlFor={`filter-${name}`}>{say(`filter.${name}`)}</label>
      <input
        id={`filter-${name}`}
        type="date"
        className="choice"
        value={address[name] ?? ''}
        max={name === 'from' ? address.to : undefined}
        min={name === 'to' ? address.from : undefined}
        onChange={(event) => change({ [name]: event.currentTarget.value || undefined })}
      />
    </div>
  )
  return (
    <>
      {field('from')}
      {field('to')}
    </>
  )
}

function Chip({ label, remove, children }: { label: string; remove: () => void; children: ReactNode }) {
  return (
    <li className="chip">
      <span>{children}</span>
      <button type="button" aria-label={label} onClick={remove}>
        <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
          <path d="M1 1 9 9M9 1 1 9" />
        </svg>
      </button>
    </li>
  )
}
