import { Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Navigate, useLocation } from '@tanstack/react-router'
import { getCustomers } from '../../api/customerList.ts'
import { getFrictions } from '../../api/friction.ts'
import { useSession } from '../access/useSession.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { EmptyStart } from './EmptyStart.tsx'
import { useOrganisation } from './useOrganisation.ts'

/** From which severity on a friction is grave: it opens a case. */
const GRAVE = 3

/** Opens the overview to whoever is signed in, and to a guest the story to begin with: the one the organisation names, else that of the newest grave friction. */
export function StartPage() {
  const me = useSession().data?.me
  const organisation = useOrganisation()
  // Whoever is already on the way to somewhere else is not called back.
  const isLeaving = useLocation({ select: ({ pathname }) => pathname !== '/' })
  const isReady = organisation.data?.ready === true
  const opensWith = organisation.data?.opensWith ?? null
  const grave = useQuery({
    queryKey: ['frictions', 'grave'],
    queryFn: ({ signal }) => call(getFrictions, { query: { severity: GRAVE, limit: 1 }, signal }),
    enabled: isReady && opensWith === null,
    refetchInterval: 5000,
  })
  const graveCustomer = grave.data?.items[0]?.customer
  const latest = useQuery({
    queryKey: ['customers', 'latest'],
    queryFn: ({ signal }) => call(getCustomers, { query: { limit: 1 }, signal }),
    enabled: grave.isSuccess && graveCustomer === undefined,
    refetchInterval: 5000,
  })
  if (isLeaving) return null
  if (me && isReady) return <Navigate to="/overview" replace />
  if (organisation.isError) return <Failed error={organisation.error} retry={() => void organisation.refetch()} />
  if (organisation.data && !isReady) return <Loading encounters={organisation.data.encounters} customers={organisation.data.customers} />
  const customer = opensWith ?? graveCustomer ?? latest.data?.items[0]?.customer
  if (customer !== undefined) return <Navigate to="/customers/$customer" params={{ customer }} replace />
  if (grave.isError) return <Failed error={grave.error} retry={() => void grave.refetch()} />
  return latest.isSuccess ? <EmptyStart /> : null
}

function Loading({ encounters, customers }: { encounters: number; customers: number }) {
  const { say, formats } = useWords()
  return (
    <section className="message" role="status">
      <Loader type="dots" aria-hidden="true" />
      <h1>{say('start.loading')}</h1>
      <p>{say('start.progress', { encounters: formats.number(encounters), customers: formats.number(customers) })}</p>
    </section>
  )
}
