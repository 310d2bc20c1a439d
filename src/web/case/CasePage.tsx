import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { getCase, type CasePageJson } from '../../api/case.ts'
import type { Me } from '../../api/session.ts'
import { useSession } from '../access/useSession.ts'
import { call, Refusal } from '../client.ts'
import { LiveMark } from '../friction/LiveMark.tsx'
import { Severity } from '../friction/Severity.tsx'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { useNow } from '../shell/useNow.ts'
import { CaseAction } from './CaseAction.tsx'
import { CaseBrief } from './CaseBrief.tsx'
import { CaseCause } from './CaseCause.tsx'
import { CaseEvidence } from './CaseEvidence.tsx'
import { CaseJoining } from './CaseJoining.tsx'
import { CaseLimits } from './CaseLimits.tsx'
import { CaseLog } from './CaseLog.tsx'
import { CasePeople } from './CasePeople.tsx'
import { CaseRecovery } from './CaseRecovery.tsx'
import { CaseTasks } from './CaseTasks.tsx'
import { CustomerLink } from './CustomerLink.tsx'
import { NextLine } from './NextLine.tsx'
import { Solution } from './Solution.tsx'
import { WriteBox } from './WriteBox.tsx'
import './caseList.css'
import './case.css'
import './conversation.css'

/** How often a mail on its way is looked at, in ms. */
const MAIL_LOOK = 3000

/** One case: whose it is, what is next and by when, what was said, what proves it. */
export function CasePage() {
  const { id } = useParams({ from: '/cases/$id' })
  const { say } = useWords()
  const { data: session } = useSession()
  const { data, error, refetch } = useQuery({
    queryKey: ['cases', 'one', id],
    queryFn: ({ signal }) => call(getCase, { params: { id }, signal }),
    refetchInterval: ({ state }) => (state.data?.log.some(({ mail }) => mail?.state === 'queued') === true ? MAIL_LOOK : false),
  })
  const title = data === undefined ? id : `${data.id} ${data.displayName ?? data.customer}`
  useEffect(() => {
    document.title = say('title.customer', { name: title })
    return () => {
      document.title = 'Polku'
    }
  }, [title, say])
  if (error instanceof Refusal && (error.status === 404 || error.status === 400)) return <Missing id={id} />
  if (error && !data) return <Failed error={error} retry={() => void refetch()} />
  if (!data) {
    return (
      <p className="faint" role="status">
        {say('cases.loading')}
      </p>
    )
  }
  return <Loaded key={id} each={data} me={session?.me ?? null} />
}

function Loaded({ each, me }: { each: CasePageJson; me: Me | null }) {
  const { say } = useWords()
  const isWorking = me !== null && each.may.work
  return (
    <div className="case-page">
      <CaseHead each={each} />
      <CaseBrief customer={each.customer} />
      <CaseAction each={each} me={me} />
      <div className="case-columns">
        <div className="case-main">
          <section aria-labelledby="case-log">
            <h2 id="case-log">{say('case.log')}</h2>
            <CaseLog each={each} />
          </section>
          {isWorking && <WriteBox each={each} />}
        </div>
        <div className="case-side">
          <CaseEvidence each={each} />
          <CasePeople each={each} me={me} />
          {each.state !== 'joined' && <CaseLimits each={each} />}
          <CaseTasks each={each} isWorking={isWorking} />
          <CaseCause each={each} isWorking={isWorking} />
          {each.recovery !== null && <CaseRecovery recovery={each.recovery} />}
          <CaseJoining each={each} isWorking={isWorking} />
          <Solution each={each} />
          {each.page !== null && each.state !== 'joined' && <CustomerLink each={each} address={each.page} />}
        </div>
      </div>
    </div>
  )
}

function CaseHead({ each }: { each: CasePageJson }) {
  const { say, path, formats } = useWords()
  const now = useNow()
  return (
    <header className="case-head">
      <p className="case-back">
        <Link to="/cases">{say('cases.title')}</Link> <LiveMark />
      </p>
      <h1>
        {each.id} {each.displayName ?? each.customer}
      </h1>
      <p className="case-facts">
        <span className={`case-state case-state-${each.state}`}>{say(`case.state.${each.state}`)}</span>
        <span>{path(each)}</span>
        <Severity level={each.severity} />
        <span className="faint">{say('case.since', { date: formats.date(Date.parse(each.openedAt)) })}</span>
        {each.reopened > (each.state === 'reopened' ? 1 : 0) && (
          <span className="case-mark">{say('case.reopenedMark', { count: each.reopened })}</span>
        )}
        {each.fell && <span className="case-mark">{say('case.fellMark')}</span>}
        {each.inherited && <span className="case-mark">{say('case.inheritedMark')}</span>}
        {each.confirmedBy === 'silence' && <span className="case-mark">{say('case.silenceMark')}</span>}
      </p>
      <NextLine each={each} now={now} />
    </header>
  )
}

function Missing({ id }: { id: string }) {
  const { say } = useWords()
  return (
    <section className="message">
      <h1>{say('case.missing', { id })}</h1>
      <p>{say('case.missingHint')}</p>
      <Link to="/cases">{say('cases.title')}</Link>
    </section>
  )
}
