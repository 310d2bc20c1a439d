import { Link, useSearch } from '@tanstack/react-router'
import { getPaths } from '../../api/path.ts'
import type { PathJson } from '../../domain/journey/pathJson.ts'
import { call } from '../client.ts'
import { ListTable, type Columns } from '../shell/table/ListTable.tsx'
import { useWords } from '../i18n/useWords.ts'
import type { Words } from '../i18n/words.ts'
import { BehindPage, useBehind } from './BehindPage.tsx'
import { tellPeriod, type PathsAsked } from './behindAddress.ts'

/** What the list of paths is asked for each figure: by the encounter that made it one. */
const QUESTIONS = {
  begun: { step: 1 },
  completed: { state: 'completed', last: 'true' },
  resumed: { resumed: 'true' },
  'left-digital': { leftDigital: 'true', last: 'true' },
} as const satisfies Record<PathsAsked['what'], object>

/** Paths that began, were completed or were come back to in a time, latest first. */
export function PathsPage() {
  const words = useWords()
  const { say } = words
  const { what, ...asked } = useSearch({ from: '/paths' })
  const { list, items } = useBehind(['paths', what, asked], (cursor, signal) =>
    call(getPaths, { query: { ...asked, ...QUESTIONS[what], ...(cursor !== undefined && { cursor }) }, signal }),
  )
  return (
    <BehindPage title={say(`overview.${what}`)} told={tellPeriod(asked, words) ?? ''} list={list} count={items?.length}>
      <ListTable
        name="paths"
        label={say(`overview.${what}`)}
        rows={items ?? []}
        keyOf={({ customer, key }) => `${customer} ${key}`}
        columns={pathColumns(words)}
      />
    </BehindPage>
  )
}

function pathColumns({ say, path: namePath, formats }: Words): Columns<PathJson> {
  const day = (at: string) => formats.plainDate(Date.parse(at))
  return [
    {
      key: 'path',
      title: say('list.path'),
      cell: (path) => (
        <Link to="/customers/$customer" params={{ customer: path.customer }} search={{ path: path.key }} data-row>
          {namePath(path)}
        </Link>
      ),
      value: namePath,
    },
    { key: 'customer', title: say('customers.name'), cell: ({ customer }) => customer, value: ({ customer }) => customer },
    {
      key: 'state',
      title: say('list.state'),
      cell: ({ state }) => say(`state.${state}`),
      value: ({ state }) => say(`state.${state}`),
    },
    { key: 'begun', title: say('list.begun'), cell: ({ firstAt }) => day(firstAt), value: ({ firstAt }) => day(firstAt) },
    { key: 'last', title: say('list.last'), cell: ({ lastAt }) => day(lastAt), value: ({ lastAt }) => day(lastAt) },
  ]
}
