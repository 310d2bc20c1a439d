import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useId, useRef, useState } from 'react'
import { useWords } from '../i18n/useWords.ts'
import { useOrganisation } from '../organisation/useOrganisation.ts'
import { FRICTION_DAYS, isAttribute, MET_DAYS, SEVERITIES, STATES, TURNS, type ListAddress } from './listAddress.ts'

interface Props {
  address: ListAddress
  change: (next: ListAddress) => void
}

/** What the list is filtered by; the rarer filters unfold, and stay so while one is set. */
export function CustomerFilters({ address, change }: Props) {
  const { say, journey } = useWords()
  const journeys = Object.keys(useOrganisation().data?.names.journeys ?? {})
  const set = (part: { [Name in keyof ListAddress]?: string | undefined }) =>
    change(
      Object.fromEntries(Object.entries({ ...address, ...part }).filter(([, value]) => value !== undefined && value !== '')) as ListAddress,
    )
  const { product, consent, withoutConsent, attribute, state, met } = address
  const hasMore = [product, consent, withoutConsent, attribute, state, met].some((value) => value !== undefined)
  return (
    <div className="customers-filters" role="search" aria-label={say('customers.filters')}>
      <Written wide label={say('customers.search')} value={address.q} set={(q) => set({ q })} />
      <Choice
        label={say('customers.turn')}
        value={address.turn}
        set={(turn) => set({ turn })}
        options={TURNS.map((each) => [each, say(`customers.turn.${each}`)])}
      />
      <Choice
        label={say('customers.frictions')}
        value={address.frictions}
        set={(frictions) => set({ frictions })}
        options={FRICTION_DAYS.map((each) => [each, say(`customers.frictions.${each}`)])}
      />
      <Choice
        label={say('customers.severity')}
        value={address.severity}
        set={(severity) => set({ severity })}
        options={SEVERITIES.map((each) => [each, `${each} – ${say(`severity.${each}`)}`])}
      />
      <Choice
        label={say('customers.journey')}
        value={address.journey}
        set={(chosen) => set({ journey: chosen })}
        options={journeys.map((each) => [each, journey(each)])}
      />
      <label className="customers-tick">
        <input
          type="checkbox"
          checked={address.cases === 'open'}
          onChange={(event) => set({ cases: event.currentTarget.checked ? 'open' : undefined })}
        />
        {say('customers.cases')}
      </label>
      <details open={hasMore || undefined} className="customers-more">
        <summary>{say('customers.moreFilters')}</summary>
        <div className="customers-filters">
          <Choice
            label={say('customers.met')}
            value={met}
            set={(chosen) => set({ met: chosen })}
            options={MET_DAYS.map((each) => [each, say(`customers.met.${each}`)])}
          />
          <Choice
            label={say('customers.state')}
            value={state}
            set={(chosen) => set({ state: chosen })}
            options={STATES.map((each) => [each, say(`state.${each}`)])}
          />
          <Written label={say('customers.product')} value={product} set={(written) => set({ product: written })} />
          <Written label={say('customers.consent')} value={consent} set={(written) => set({ consent: written })} />
          <Written label={say('customers.withoutConsent')} value={withoutConsent} set={(written) => set({ withoutConsent: written })} />
          <Written
            label={say('customers.attribute')}
            value={attribute}
            set={(written) => set({ attribute: written })}
            wrong={attribute !== undefined && !isAttribute(attribute) ? say('customers.attributeWrong') : null}
          />
        </div>
      </details>
    </div>
  )
}

function Choice({
  label,
  value,
  set,
  options,
}: {
  label: string
  value: string | undefined
  set: (value: string | undefined) => void
  options: readonly (readonly [string, string])[]
}) {
  const { say } = useWords()
  const id = useId()
  return (
    <div className="customers-filter">
      <label htmlFor={id}>{label}</label>
      <select id={id} className="choice" value={value ?? ''} onChange={(event) => set(event.currentTarget.value || undefined)}>
        <option value="">{say('customers.any')}</option>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </div>
  )
}

function Written({
  label,
  value,
  set,
  wrong = null,
  wide = false,
}: {
  label: string
  value: string | undefined
  set: (value: string | undefined) => void
  wrong?: string | null
  wide?: boolean
}) {
  const id = useId()
  const [text, setText] = useState(value ?? '')
  const sent = useRef(value ?? '')
  // The address may change without this field: a saved view, or going back.
  useEffect(() => {
    if ((value ?? '') !== sent.current) setText(value ?? '')
    sent.current = value ?? ''
  }, [value])
  const send = useDebouncedCallback((next: string) => {
    sent.current = next.trim()
    set(next.trim() || undefined)
  }, 250)
  return (
    <div className={wide ? 'customers-filter customers-wide' : 'customers-filter'}>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="search"
        className="choice"
        value={text}
        aria-invalid={wrong !== null}
        aria-describedby={wrong === null ? undefined : `${id}-wrong`}
        onChange={(event) => {
          setText(event.currentTarget.value)
          send(event.currentTarget.value)
        }}
      />
      {wrong !== null && (
        <span id={`${id}-wrong`} className="faint">
          {wrong}
        </span>
      )}
    </div>
  )
}
