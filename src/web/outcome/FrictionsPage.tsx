import { Link, useSearch } from '@tanstack/react-router'
import { getFrictions, type ListedFriction } from '../../api/friction.ts'
import { call } from '../client.ts'
import { frictionAddress } from '../friction/address.ts'
import { Diamond } from '../friction/Diamond.tsx'
import { Severity } from '../friction/Severity.tsx'
import { ListTable, type Columns } from '../shell/table/ListTable.tsx'
import { useWords } from '../i18n/useWords.ts'
import { capitalise, type Words } from '../i18n/words.ts'
import { BehindPage, useBehind } from './BehindPage.tsx'
import { tellPeriod } from './behindAddress.ts'

/** Frictions of a kind, a journey and a time, newest first. */
export function FrictionsPage() {
  const words = useWords()
  const { say, kind, journey, touchpoint, thing } = words
  const asked = useSearch({ from: '/frictions' })
  const { list, items } = useBehind(['frictions', asked], (cursor, signal) =>
    call(getFrictions, { query: { ...asked, ...(cursor !== undefined && { cursor }) }, signal }),
  )
  const told = [
    asked.journey === undefined ? null : journey(asked.journey),
    asked.touchpoint === undefined ? null : touchpoint(asked.touchpoint),
    asked.promise === undefined ? null : capitalise(thing(asked.promise)),
    tellPeriod(asked, words),
  ]
  return (
    <BehindPage
      title={asked.kind === undefined ? say('overview.frictions') : kind(asked.kind)}
      told={told.filter((part) => part !== null).join(' · ')}
      list={list}
      count={items?.length}
    >
      <ListTable
        name="frictions"
        label={say('overview.frictions')}
        rows={items ?? []}
        keyOf={(friction) => `${friction.customer} ${frictionAddress(friction)}`}
        columns={frictionColumns(words)}
      />
    </BehindPage>
  )
}

function frictionColumns({ say, kind, path, formats }: Words): Columns<ListedFriction> {
  return [
    {
      key: 'customer',
      title: say('customers.name'),
      cell: (friction) => (
        <Link to="/customers/$customer" params={{ customer: friction.customer }} hash={`friction=${frictionAddress(friction)}`} data-row>
          {friction.displayName ?? friction.customer}
        </Link>
      ),
      value: ({ displayName, customer }) => (displayName === null ? customer : `${displayName} (${customer})`),
    },
    {
      key: 'kind',
      title: say('list.kind'),
      cell: (friction) => (
        <>
          <Diamond size={12} /> {kind(friction.kind)}
        </>
      ),
      value: (friction) => kind(friction.kind),
    },
    { key: 'path', title: say('list.path'), cell: path, value: path },
    {
      key: 'severity',
      title: say('list.severity'),
      cell: ({ severity }) => <Severity level={severity} />,
      value: ({ severity }) => severity,
    },
    {
      key: 'when',
      title: say('list.when'),
      cell: ({ occurredAt }) => formats.moment(Date.parse(occurredAt)),
      value: ({ occurredAt }) => formats.moment(Date.parse(occurredAt)),
    },
  ]
}
