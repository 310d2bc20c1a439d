import { Link, useSearch } from '@tanstack/react-router'
import { getFrictions } from '../../api/friction.ts'
import { call } from '../client.ts'
import { frictionAddress } from '../friction/address.ts'
import { Diamond } from '../friction/Diamond.tsx'
import { Severity } from '../friction/Severity.tsx'
import { useWords } from '../i18n/useWords.ts'
import { BehindPage, useBehind } from './BehindPage.tsx'
import { tellPeriod } from './behindAddress.ts'

/** Frictions of a kind, a journey and a time, newest first. */
export function FrictionsPage() {
  const words = useWords()
  const { say, kind, journey, touchpoint, path, formats } = words
  const asked = useSearch({ from: '/frictions' })
  const { list, items } = useBehind(['frictions', asked], (cursor, signal) =>
    call(getFrictions, { query: { ...asked, ...(cursor !== undefined && { cursor }) }, signal }),
  )
  const told = [
    asked.journey === undefined ? null : journey(asked.journey),
    asked.touchpoint === undefined ? null : touchpoint(asked.touchpoint),
    tellPeriod(asked, words),
  ]
  return (
    <BehindPage
      title={asked.kind === undefined ? say('overview.frictions') : kind(asked.kind)}
      told={told.filter((part) => part !== null).join(' · ')}
      list={list}
    >
      {items?.map((friction) => (
        <li key={`${friction.customer} ${frictionAddress(friction)}`}>
          <Link to="/customers/$customer" params={{ customer: friction.customer }} hash={`friction=${frictionAddress(friction)}`}>
            <span>
              <Diamond size={12} /> <strong>{friction.displayName ?? friction.customer}</strong>
            </span>
            <span>{asked.kind === undefined ? kind(friction.kind) : path(friction)}</span>
            <span className="faint">{formats.moment(Date.parse(friction.occurredAt))}</span>
            <Severity level={friction.severity} />
          </Link>
        </li>
      ))}
    </BehindPage>
  )
}
