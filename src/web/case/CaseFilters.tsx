import { useQuery } from '@tanstack/react-query'
import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { STATES_OF_CASES } from '../../api/case.ts'
import { getJourneys } from '../../api/journey.ts'
import { FRICTION_KINDS } from '../../domain/friction/friction.ts'
import { call } from '../client.ts'
import type { MessageKey } from '../i18n/fi.ts'
import { useWords } from '../i18n/useWords.ts'
import type { CaseList } from './listAddress.ts'

type Change = (next: Partial<Record<keyof CaseList, CaseList[keyof CaseList] | undefined>>) => void

/** So long, in ms, a pause in typing is before the list is asked anew. */
const PAUSE = 300
const GRAVE = [3, 4, 5]

/** What of the cases is to be shown; each filter stands in the address. */
export function CaseFilters({ list, change }: { list: CaseList; change: Change }) {
  const { say, kind, journey } = useWords()
  const journeys = useQuery({ queryKey: ['journeys'], queryFn: ({ signal }) => call(getJourneys, { signal }) })
  const isFiltered = Object.keys(list).some((name) => name !== 'whose')
  return (
    <search className="cases-filters" aria-label={say('cases.filters')}>
      <TextFilter text={list.q ?? ''} change={(q) => change({ q })} />
      <Choice
        label={say('cases.state')}
        value={list.state}
        options={STATES_OF_CASES.map((each) => [each, say(`case.state.${each}`)])}
        change={(state) => change({ state })}
      />
      <Choice
        label={say('cases.severity')}
        value={list.severity}
        options={GRAVE.map((each) => [
          each,
          say(each === 5 ? 'cases.severityJust' : 'cases.severityFrom', { word: say(`severity.${each}` as MessageKey) }),
        ])}
        change={(severity) => change({ severity: severity === undefined ? undefined : Number(severity) })}
      />
      <Choice
        label={say('cases.kind')}
        value={list.kind}
        options={FRICTION_KINDS.map((each) => [each, kind(each)])}
        change={(next) => change({ kind: next })}
      />
      <Choice
        label={say('cases.journey')}
        value={list.journey}
        options={journeys.data?.items.map(({ key }) => [key, journey(key)]) ?? []}
        change={(next) => change({ journey: next })}
      />
      <label className="cases-tick">
        <input
          type="checkbox"
          checked={list.overdue === true}
          onChange={(event) => change({ overdue: event.currentTarget.checked || undefined })}
        />
        {say('cases.overdueOnly')}
      </label>
      {isFiltered && (
        <button
          type="button"
          className="text-link"
          onClick={() => change(Object.fromEntries(Object.keys(list).flatMap((name) => (name === 'whose' ? [] : [[name, undefined]]))))}
        >
          {say('cases.clear')}
        </button>
      )}
    </search>
  )
}

function Choice({
  label,
  value,
  options,
  change,
}: {
  label: string
  value: string | number | undefined
  options: readonly (readonly [string | number, ReactNode])[]
  change: (next: string | undefined) => void
}) {
  const { say } = useWords()
  const id = useId()
  return (
    <div className="cases-filter">
      <label className="faint" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="choice" value={value ?? ''} onChange={(event) => change(event.currentTarget.value || undefined)}>
        <option value="">{say('cases.any')}</option>
        {options.map(([key, name]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Asks once typing pauses. */
function TextFilter({ text, change }: { text: string; change: (next: string | undefined) => void }) {
  const { say } = useWords()
  const id = useId()
  const [typed, setTyped] = useState(text)
  const asked = useRef(text)
  useEffect(() => {
    // The address may be changed from elsewhere: by a link, or by taking all filters away.
    if (text === asked.current) return
    asked.current = text
    setTyped(text)
  }, [text])
  const latest = useRef(change)
  useEffect(() => {
    latest.current = change
  })
  useEffect(() => {
    if (typed.trim() === asked.current) return
    const timer = setTimeout(() => {
      asked.current = typed.trim()
      latest.current(typed.trim() || undefined)
    }, PAUSE)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <div className="cases-filter">
      <label className="faint" htmlFor={id}>
        {say('cases.text')}
      </label>
      <input
        id={id}
        type="search"
        className="choice"
        value={typed}
        placeholder={say('cases.textHint')}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </div>
  )
}
