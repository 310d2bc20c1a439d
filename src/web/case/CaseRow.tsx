import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { KeyboardEvent } from 'react'
import type { CaseJson } from '../../api/case.ts'
import { Diamond } from '../friction/Diamond.tsx'
import { Severity } from '../friction/Severity.tsx'
import { useWords } from '../i18n/useWords.ts'
import { NextLine } from './NextLine.tsx'
import { nextStep } from './nextStep.ts'

interface RowProps {
  each: CaseJson
  /** Whether it is chosen; null = rows are not chosen here. */
  isChosen: boolean | null
  choose: (id: string, isStretch: boolean) => void
  now: number
  mine: number | null
  take: ((id: string) => void) | null
  isBusy: boolean
  press: (event: KeyboardEvent) => void
}

/** A case in a list: whose customer, what went wrong, who has it, what is next. */
export function CaseRow({ each, isChosen, choose, now, mine, take, isBusy, press }: RowProps) {
  const { say, path, kind } = useWords()
  const kinds = [...new Set(each.frictions.map((friction) => friction.kind))]
  return (
    <li className="case-row" data-late={nextStep(each, now).isLate} data-chosen={isChosen ?? undefined}>
      {isChosen !== null && (
        <input
          type="checkbox"
          className="case-row-choice"
          tabIndex={-1}
          checked={isChosen}
          aria-label={say('bulk.choose', { id: each.id })}
          onChange={(event) => choose(each.id, (event.nativeEvent as MouseEvent).shiftKey === true)}
        />
      )}
      <div className="case-row-who">
        <Link to="/cases/$id" params={{ id: each.id }} data-row onKeyDown={press} className="case-row-link">
          {each.displayName ?? each.customer}
        </Link>
        <span className="faint">
          {each.id} · {path(each)}
        </span>
      </div>
      <div className="case-row-what">
        <Severity level={each.severity} />
        <span className="case-row-kinds">
          {kinds.map((each) => (
            <span key={each}>
              <Diamond size={12} /> {kind(each)}
            </span>
          ))}
        </span>
      </div>
      <div className="case-row-whose">
        <Whose each={each} mine={mine} />
        {each.reopened > 0 && <span className="case-mark">{say('case.reopenedMark', { count: each.reopened })}</span>}
      </div>
      <NextLine each={each} now={now} />
      <div className="case-row-act">
        {each.state === 'open' && take !== null && (
          <Button size="compact-md" disabled={isBusy} onClick={() => take(each.id)} aria-keyshortcuts="O">
            {say('case.catch')}
            <span className="hidden">{each.id}</span>
            <kbd aria-hidden="true">O</kbd>
          </Button>
        )}
      </div>
    </li>
  )
}

function Whose({ each: { owner, team: key, offer }, mine }: { each: CaseJson; mine: number | null }) {
  const { say, team } = useWords()
  const ownTeam = key === null ? say('case.noTeam') : team(key)
  if (owner === null) return <span>{say('cases.inbox', { team: ownTeam })}</span>
  return (
    <>
      <span>
        <strong>{owner.id === mine ? say('cases.you') : owner.name}</strong> <span className="faint">{ownTeam}</span>
      </span>
      {offer && (
        <span className="faint">{say(offer.to.id === mine ? 'cases.offeredYou' : 'cases.offeredTo', { name: offer.to.name })}</span>
      )}
    </>
  )
}
