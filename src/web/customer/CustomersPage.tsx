import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { getCustomers, getCustomersFile, type ListedCustomer } from '../../api/customerList.ts'
import { useSession } from '../access/useSession.ts'
import { addressOf, call } from '../client.ts'
import { Severity } from '../friction/Severity.tsx'
import { useWords } from '../i18n/useWords.ts'
import type { Words } from '../i18n/words.ts'
import { Failed } from '../shell/Failed.tsx'
import { ListTable, type Columns } from '../shell/table/ListTable.tsx'
import { useNow } from '../shell/useNow.ts'
import { useTitle } from '../shell/useTitle.ts'
import { CustomerFilters } from './CustomerFilters.tsx'
import { listQuery, type ListAddress } from './listAddress.ts'
import { SavedViews } from './SavedViews.tsx'

const PAGE = 50
/** How often the list looks on by itself while a filter passes few. */
const ROUNDS = 20

/** Customers by search and filters, the latest first; every filter stands in the address and can be saved. */
export function CustomersPage() {
  const address: ListAddress = useSearch({ from: '/customers' })
  const { say } = useWords()
  useTitle(say('customers.title'))
  const navigate = useNavigate()
  const { data: session } = useSession()
  const query = listQuery(address, useNow())
  const listed = useInfiniteQuery({
    queryKey: ['customers', query],
    queryFn: ({ pageParam, signal }) =>
      call(getCustomers, { query: { ...query, limit: PAGE, ...(pageParam !== null && { cursor: pageParam }) }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  })
  const { hasNextPage, isFetching, fetchNextPage } = listed
  const items = listed.data?.pages.flatMap((page) => page.items) ?? []
  const looksOn = hasNextPage && !listed.isPlaceholderData && items.length < PAGE && listed.data!.pages.length < ROUNDS
  useEffect(() => {
    if (looksOn && !isFetching) void fetchNextPage()
  }, [looksOn, isFetching, fetchNextPage])
  const change = (next: ListAddress) => void navigate({ to: '/customers', search: next, replace: true, resetScroll: false })
  const isFiltered = Object.keys(address).length > 0
  const role = session?.me?.role
  return (
    <section className="customers" aria-labelledby="customers">
      <div className="customers-head">
        <h1 id="customers">{say('customers.title')}</h1>
        {(role === 'lead' || role === 'admin') && items.length > 0 && (
          <a href={addressOf(getCustomersFile, { query })} download>
            {say('customers.csv')}
          </a>
        )}
      </div>
      {session?.me && <SavedViews address={address} open={change} teams={session.me.teams} />}
      <CustomerFilters address={address} change={change} />
      {listed.error && items.length === 0 ? (
        <Failed error={listed.error} retry={() => void listed.refetch()} />
      ) : (
        <>
          {items.length > 0 && <Table items={items} />}
          <p className="faint" role="status">
            {listed.isPending || (looksOn && items.length === 0)
              ? say('customers.loading')
              : items.length > 0
                ? say(hasNextPage ? 'customers.shown' : 'customers.allShown', { count: items.length })
                : say(isFiltered ? 'customers.none' : 'customers.empty')}
          </p>
          <div className="note-acts">
            {hasNextPage && !looksOn && (
              <Button variant="default" size="compact-sm" loading={isFetching} onClick={() => void fetchNextPage()}>
                {say(items.length < PAGE ? 'customers.lookOn' : 'customers.more')}
              </Button>
            )}
            {isFiltered && items.length === 0 && !listed.isPending && (
              <Button variant="default" size="compact-sm" onClick={() => change({})}>
                {say('customers.clear')}
              </Button>
            )}
          </div>
        </>
      )}
    </section>
  )
}

function Table({ items }: { items: readonly ListedCustomer[] }) {
  const words = useWords()
  return (
    <ListTable
      name="customers"
      label={words.say('customers.list')}
      rows={items}
      keyOf={({ customer }) => customer}
      columns={listColumns(words)}
    />
  )
}

function listColumns({ say, formats }: Words): Columns<ListedCustomer> {
  const day = (at: string | null) => (at === null ? null : formats.plainDate(Date.parse(at)))
  return [
    {
      key: 'customer',
      title: say('customers.name'),
      cell: ({ customer, displayName }) => (
        <>
          <Link to="/customers/$customer" params={{ customer }} data-row>
            {displayName ?? customer}
          </Link>
          {displayName !== null && <span className="faint"> {customer}</span>}
        </>
      ),
      value: ({ customer, displayName }) => (displayName === null ? customer : `${displayName} (${customer})`),
    },
    { key: 'last', title: say('customers.lastMet'), cell: ({ lastAt }) => day(lastAt) ?? '–', value: ({ lastAt }) => day(lastAt) },
    {
      key: 'open',
      title: say('customers.openMatters'),
      cell: ({ openMatters, ourTurn }) => (
        <>
          {openMatters === 0 ? '–' : formats.number(openMatters)}
          {ourTurn && <span className="turn-company"> {say('customers.ourTurn')}</span>}
        </>
      ),
      value: ({ openMatters }) => openMatters,
    },
    {
      key: 'frictions',
      title: say('customers.frictionCount'),
      cell: ({ frictions, gravest }) => (
        <span className="customers-frictions">
          {frictions === 0 ? '–' : formats.number(frictions)}
          {gravest !== null && <Severity level={gravest} />}
        </span>
      ),
      value: ({ frictions }) => frictions,
    },
    {
      key: 'cases',
      title: say('customers.caseCount'),
      isNumber: true,
      cell: ({ openCases }) => (openCases === 0 ? '–' : formats.number(openCases)),
      value: ({ openCases }) => openCases,
    },
  ]
}
