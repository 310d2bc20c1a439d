import { useId, type ReactNode } from 'react'
import type { RegisteredTouchpoint } from '../../api/touchpointRegister.ts'
import { VERDICTS } from '../../domain/touchpoint/suggest.ts'
import { useWords } from '../i18n/useWords.ts'
import { useOrganisation } from '../organisation/useOrganisation.ts'
import { choicesOf } from './prepareRegister.ts'
import { FILTERS, PERIODS, SORTS, type RegisterAddress } from './registerAddress.ts'

/** What unfolds, and stays so while one of them is set. */
const MORE = ['days', 'channel', 'stage', 'team', 'contact', 'measured'] as const

interface Props {
  address: RegisterAddress
  change: (part: { [Name in keyof RegisterAddress]?: RegisterAddress[Name] | undefined }) => void
  /** All of them, for the filters to choose from. */
  items: readonly RegisteredTouchpoint[]
  nameStage: (key: string) => string
}

/** What the register is narrowed to; every filter stands in the address. */
export function RegisterFilters({ address, change, items, nameStage }: Props) {
  const words = useWords()
  const { say } = words
  const { channels, teams, stages } = choicesOf(items)
  const journeys = Object.keys(useOrganisation().data?.names.journeys ?? {})
  const searchId = useId()
  const set = (name: keyof RegisterAddress) => (value: string | undefined) => change({ [name]: value })
  const hasMore = MORE.some((name) => address[name] !== undefined)
  const isFiltered = FILTERS.some((name) => address[name] !== undefined)
  return (
    <search className="customers-filters" aria-label={say('filter.label')}>
      <div className="customers-filter customers-wide">
        <label htmlFor={searchId}>{say('touchpoint.search')}</label>
        <input
          id={searchId}
          type="search"
          className="choice"
          value={address.q ?? ''}
          onChange={(event) => change({ q: event.currentTarget.value || undefined })}
        />
      </div>
      <Choice label={say('touchpoint.journey')} value={address.journey} set={set('journey')} any>
        {optionsOf(journeys, words.journey)}
      </Choice>
      <Choice label={say('touchpoint.suggestion')} value={address.verdict} set={set('verdict')} any>
        {optionsOf([...VERDICTS, 'none'] as const, (each) => say(`verdict.${each}`))}
      </Choice>
      <Choice label={say('touchpoint.decision')} value={address.decision} set={set('decision')} any>
        {optionsOf(['due', 'made', 'none'] as const, (each) => say(`touchpoint.decided.${each}`))}
      </Choice>
      <Choice label={say('touchpoint.order')} value={address.sort ?? 'encounters'} set={set('sort')}>
        {optionsOf(SORTS, (each) => say(`touchpoint.sort.${each}`))}
      </Choice>
      <label className="customers-tick">
        <input
          type="checkbox"
          checked={address.order !== undefined}
          onChange={(event) => change({ order: event.currentTarget.checked ? (address.sort === 'name' ? 'down' : 'up') : undefined })}
        />
        {say('touchpoint.turned')}
      </label>
      <details open={hasMore || undefined} className="customers-more">
        <summary>{say('customers.moreFilters')}</summary>
        <div className="customers-filters">
          <Choice
            label={say('touchpoint.period')}
            value={String(address.days ?? PERIODS[0])}
            set={(days) => change({ days: periodOf(days) })}
          >
            {PERIODS.map((days) => (
              <option key={days} value={days}>
                {say(`touchpoint.period.${days}`)}
              </option>
            ))}
          </Choice>
          <Choice label={say('filter.channel')} value={address.channel} set={set('channel')} any>
            {optionsOf(channels, words.channel)}
          </Choice>
          <Choice label={say('touchpoint.stage')} value={address.stage} set={set('stage')} any>
            {optionsOf(stages, nameStage)}
          </Choice>
          <Choice label={say('touchpoint.team')} value={address.team} set={set('team')} any>
            {optionsOf(teams, words.team)}
          </Choice>
          <Choice label={say('touchpoint.contact')} value={address.contact} set={set('contact')} any>
            {optionsOf(['direct', 'indirect', 'untold'] as const, (each) => say(`touchpoint.contact.${each}`))}
          </Choice>
          <Choice label={say('touchpoint.measured')} value={address.measured} set={set('measured')} any>
            {optionsOf(['yes', 'no'] as const, (each) => say(`touchpoint.measured.${each}`))}
          </Choice>
        </div>
      </details>
      {isFiltered && (
        <button type="button" className="text-link" onClick={() => change(Object.fromEntries(FILTERS.map((name) => [name, undefined])))}>
          {say('filter.clear')}
        </button>
      )}
    </search>
  )
}

function periodOf(days: string | undefined): RegisterAddress['days'] {
  return PERIODS.find((each, index) => index > 0 && String(each) === days)
}

function optionsOf<Name extends string>(names: readonly Name[], tell: (name: Name) => string): ReactNode {
  return names.map((name) => (
    <option key={name} value={name}>
      {tell(name)}
    </option>
  ))
}

interface ChoiceProps {
  label: string
  value: string | undefined
  set: (value: string | undefined) => void
  any?: boolean
  children: ReactNode
}

function Choice({ label, value, set, any = false, children }: ChoiceProps) {
  const { say } = useWords()
  const id = useId()
  return (
    <div className="customers-filter">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="choice" value={value ?? ''} onChange={(event) => set(event.currentTarget.value || undefined)}>
        {any && <option value="">{say('filter.all')}</option>}
        {children}
      </select>
    </div>
  )
}
