import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { getPanel } from '../../api/panel.ts'
import { call, Refusal } from '../client.ts'
import { openedFragment } from '../friction/address.ts'
import { speak } from '../i18n/i18n.ts'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { CustomerBrief } from './CustomerBrief.tsx'
import './customer.css'

/** How often the panel looks again while it is seen, in ms. */
const LOOK_AGAIN = 60_000

/** The brief alone, in a frame of another system; what is opened from it opens in Polku itself. */
export function PanelPage() {
  const { customer } = useParams({ from: '/panel/customers/$customer' })
  const { key, lang } = useSearch({ from: '/panel/customers/$customer' })
  const { say } = useWords()
  const queries = useQueryClient()
  const panel = useQuery({
    queryKey: ['panel', customer, key],
    queryFn: async ({ signal }) => {
      const { brief, organisation } = await call(getPanel, { params: { customer }, query: { key: key ?? '' }, signal })
      queries.setQueryData(['organisation'], organisation)
      return brief
    },
    refetchInterval: LOOK_AGAIN,
  })
  useEffect(() => void (lang !== undefined && speak(lang)), [lang])
  const { data: brief, error } = panel
  if (error instanceof Refusal && error.status >= 400 && error.status < 500) {
    return (
      <main id="content" className="panel message" tabIndex={-1}>
        <h1>{say('panel.closed')}</h1>
        <p>{say('panel.closedHint')}</p>
      </main>
    )
  }
  if (error && !brief) return <Failed error={error} retry={() => void panel.refetch()} />
  if (!brief) return null
  const address = `/customers/${encodeURIComponent(brief.customer)}`
  return (
    <main id="content" className="panel customer" tabIndex={-1}>
      <CustomerBrief
        brief={brief}
        open={(opened) => void window.open(opened === null ? address : `${address}#${openedFragment(opened)}`, '_blank', 'noopener')}
      />
      <a href={address} target="_blank" rel="noopener">
        {say('panel.open')}
      </a>
    </main>
  )
}
