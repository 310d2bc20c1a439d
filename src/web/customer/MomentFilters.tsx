import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import type { CustomerJson } from '../../api/customer.ts'
import { useWords } from '../i18n/useWords.ts'
import { useOrganisation } from '../organisation/useOrganisation.ts'
import { ONLY, type CustomerAddress } from './address.ts'

interface Props {
  customer: CustomerJson
  address: CustomerAddress
  change: (next: CustomerAddress) => void
}

const CHANNELS = ['web', 'app', 'email', 'chat', 'phone', 'branch', 'store', 'post', 'social']

/** What of the timeline is listed; it stands in the address. */
export function MomentFilters({ customer, address, change }: Props) {
  const { say, journey, channel } = useWords()
  const named = useOrganisation().data?.names.channels
  const [text, setText] = useState(address.text ?? '')
  const search = useDebouncedCallback(
    (next: string) => change({ text: next.trim() === '' ? undefined : next.trim() } as CustomerAddress),
    300,
  )
  const journeys = [...new Set(customer.paths.map((path) => path.journey))]
  const channels = [...new Set([...CHANNELS, ...Object.keys(named ?? {})])]
  const choose = (field: 'only' | 'channel' | 'journey') => (event: React.ChangeEvent<HTMLSelectElement>) =>
    change({ [field]: event.currentTarget.value === '' ? undefined : event.currentTarget.value })
  return (
    <div className="moment-filters">
      <select className="choice" aria-label={say('moments.only')} value={address.only ?? ''} onChange={choose('only')}>
        <option value="">{say('moments.everything')}</option>
        {ONLY.map((each) => (
          <option key={each} value={each}>
            {say(`moments.only.${each}`)}
          </option>
        ))}
      </select>
      <select className="choice" aria-label={say('table.channel')} value={address.channel ?? ''} onChange={choose('channel')}>
        <option value="">{say('moments.anyChannel')}</option>
        {channels.map((each) => (
          <option key={each} value={each}>
            {channel(each)}
          </option>
        ))}
      </select>
      <select className="choice" aria-label={say('table.path')} value={address.journey ?? ''} onChange={choose('journey')}>
        <option value="">{say('moments.anyJourney')}</option>
        {journeys.map((each) => (
          <option key={each} value={each}>
            {journey(each)}
          </option>
        ))}
      </select>
      <input
        type="search"
        className="choice"
        aria-label={say('moments.text')}
        placeholder={say('moments.text')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value)
          search(event.currentTarget.value)
        }}
      />
      <label className="moment-date">
        {say('moments.until')}
        <input
          type="date"
          className="choice"
          value={address.until ?? ''}
          onChange={(event) =>
            change({ until: event.currentTarget.value === '' ? undefined : event.currentTarget.value } as CustomerAddress)
          }
        />
      </label>
    </div>
  )
}
