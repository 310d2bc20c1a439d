import { Link, useSearch } from '@tanstack/react-router'
import { getPaths } from '../../api/path.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { BehindPage, useBehind } from './BehindPage.tsx'
import { tellPeriod, type PathsAsked } from './behindAddress.ts'

/** What the list of paths is asked for each figure: by the encounter that made it one. */
const QUESTIONS = {
  begun: { step: 1 },
  completed: { state: 'completed', last: 'true' },
  resumed: { resumed: 'true' },
} as const satisfies Record<PathsAsked['what'], object>

/** Paths that began, were completed or were come back to in a time, latest first. */
export function PathsPage() {
  const words = useWords()
  const { say, path: namePath, formats } = words
  const { what, ...asked } = useSearch({ from: '/paths' })
  const { list, items } = useBehind(['paths', what, asked], (cursor, signal) =>
    call(getPaths, { query: { ...asked, ...QUESTIONS[what], ...(cursor !== undefined && { cursor }) }, signal }),
  )
  return (
    <BehindPage title={say(`overview.${what}`)} told={tellPeriod(asked, words) ?? ''} list={list}>
      {items?.map((path) => (
        <li key={`${path.customer} ${path.key}`}>
          <Link to="/customers/$customer" params={{ customer: path.customer }} search={{ path: path.key }}>
            <strong>{namePath(path)}</strong>
            <span>{say(`state.${path.state}`)}</span>
            <span className="faint">
              {formats.plainDate(Date.parse(path.firstAt))}–{formats.plainDate(Date.parse(path.lastAt))}
            </span>
          </Link>
        </li>
      ))}
    </BehindPage>
  )
}
