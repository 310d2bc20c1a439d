import { Link } from '@tanstack/react-router'
import { useRef, type KeyboardEvent } from 'react'
import type { RegisteredTouchpoint } from '../../api/touchpointRegister.ts'
import { useWords } from '../i18n/useWords.ts'
import type { RegisterAddress, Sort } from './registerAddress.ts'
import { openShares, tellImportance } from './tell.ts'
import { Verdict } from './Verdict.tsx'

interface Props {
  items: readonly RegisteredTouchpoint[]
  address: RegisterAddress
  sortBy: (sort: Sort) => void
}

/** The register in rows; arrows move between them, Enter opens one, heads sort. */
export function RegisterTable({ items, address, sortBy }: Props) {
  const words = useWords()
  const { say, formats } = words
  const shares = openShares(words)
  const body = useRef<HTMLTableSectionElement>(null)
  const press = (event: KeyboardEvent) => {
    const links = [...(body.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])]
    const at = links.indexOf(event.target as HTMLElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key]
    if (to === undefined || at < 0) return
    event.preventDefault()
    links[to]?.focus()
  }
  return (
    <div className="rows-wide" tabIndex={0} role="region" aria-label={say('touchpoint.list')}>
      <table className="rows customers-rows touchpoints-rows">
        <thead>
          <tr>
            <Head sort="name" text={say('touchpoint.name')} address={address} sortBy={sortBy} />
            <th scope="col">{say('touchpoint.place')}</th>
            <Head sort="encounters" text={say('touchpoint.encounters')} address={address} sortBy={sortBy} isNumber />
            <Head sort="paths" text={say('touchpoint.pathShare')} address={address} sortBy={sortBy} isNumber />
            <Head sort="friction" text={say('touchpoint.friction')} address={address} sortBy={sortBy} isNumber />
            <Head sort="completion" text={say('touchpoint.completion')} address={address} sortBy={sortBy} isNumber />
            <th scope="col" className="number">
              {say('touchpoint.answers')}
            </th>
            <th scope="col">{say('touchpoint.suggestion')}</th>
            <th scope="col">{say('touchpoint.decision')}</th>
          </tr>
        </thead>
        <tbody ref={body}>
          {items.map((each) => (
            <tr key={each.key}>
              <th scope="row">
                <Link to="/touchpoints/$touchpoint" params={{ touchpoint: each.key }} search={{}} data-row onKeyDown={press}>
                  {words.touchpoint(each.key)}
                </Link>
                <span className="faint touchpoints-team">{each.team === null ? say('touchpoint.noTeam') : words.team(each.team)}</span>
              </th>
              <td>
                {each.channels.slice(0, 2).map(words.channel).join(', ') || '–'}
                {each.contact !== null && <span className="faint touchpoints-team">{say(`touchpoint.contact.${each.contact}`)}</span>}
              </td>
              <td className="number">{formats.number(each.encounters)}</td>
              <td className="number">{each.paths.n === 0 ? '–' : shares.share(each.paths.part / each.paths.n)}</td>
              <td className="number">{each.friction === null ? say('amount.few') : shares.share(each.friction.share)}</td>
              <td className="number">
                {each.importance.compared === null ? (
                  <span className="faint">{tellImportance(each.importance, words)}</span>
                ) : (
                  shares.difference(each.importance.compared.difference)
                )}
              </td>
              <td className="number">{each.answers === 0 ? '–' : formats.number(each.answers)}</td>
              <td>
                <Verdict verdict={each.suggestion.verdict} />
              </td>
              <td>
                {each.decision === null ? '–' : <Verdict verdict={each.decision.verdict} />}
                {each.due && <span className="turn-company touchpoints-team">{say('touchpoint.due')}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface HeadProps {
  sort: Sort
  text: string
  address: RegisterAddress
  sortBy: (sort: Sort) => void
  isNumber?: boolean
}

function Head({ sort, text, address, sortBy, isNumber = false }: HeadProps) {
  const { sort: current = 'encounters', order = current === 'name' ? 'up' : 'down' } = address
  const isOwn = sort === current
  return (
    <th scope="col" className={isNumber ? 'number' : undefined} aria-sort={isOwn ? (order === 'up' ? 'ascending' : 'descending') : 'none'}>
      <button type="button" className="touchpoints-sort" onClick={() => sortBy(sort)}>
        {text} <span aria-hidden="true">{isOwn ? (order === 'up' ? '▲' : '▼') : ''}</span>
      </button>
    </th>
  )
}
