import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { getSurvey, type SurveyJson } from '../../../api/survey.ts'
import { useSession } from '../../access/useSession.ts'
import { call, Refusal } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import { Failed } from '../../shell/Failed.tsx'
import { FeedbackFrame } from '../FeedbackFrame.tsx'
import type { Part, SurveyAddress } from '../surveyAddress.ts'
import { AsksView } from './AsksView.tsx'
import { missingWords } from './checkContent.ts'
import { DoorsView } from './DoorsView.tsx'
import { Editing, openFaults, type SurveyEditing } from './editing.ts'
import { Head } from './Head.tsx'
import { Opening } from './Opening.tsx'
import { PlanView } from './PlanView.tsx'
import { Preview } from './Preview.tsx'
import { Publish } from './Publish.tsx'
import { Questions } from './Questions.tsx'
import { ThanksCards } from './ThanksCards.tsx'
import { useSurveyDraft } from './useSurveyDraft.ts'
import { VersionsView } from './VersionsView.tsx'
import './survey.css'
import './surveyParts.css'

/** A survey as it is made: what it asks, when and of whom, by which doors, and who was asked. */
export function SurveyPage() {
  const { say } = useWords()
  const { survey: key } = useParams({ from: '/feedback/surveys/$survey' })
  const read = useQuery({
    queryKey: ['survey', key],
    queryFn: ({ signal }) => call(getSurvey, { params: { key }, signal }),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnReconnect: false,
  })
  const title = say('survey.title', { name: read.data?.name ?? key })
  return (
    <FeedbackFrame title={title}>
      {read.data ? (
        <Survey key={key} read={read.data} />
      ) : read.error instanceof Refusal && read.error.status === 404 ? (
        <section className="message">
          <h2>{say('survey.missing')}</h2>
          <p>{say('survey.missingHint')}</p>
          <Link to="/feedback/surveys">{say('survey.all')}</Link>
        </section>
      ) : read.error ? (
        <Failed error={read.error} retry={() => void read.refetch()} />
      ) : (
        <p role="status">{say('feedback.loading')}</p>
      )}
    </FeedbackFrame>
  )
}

function Survey({ read }: { read: SurveyJson }) {
  const words = useWords()
  const survey = useSurveyDraft(read)
  const address: SurveyAddress = useSearch({ from: '/feedback/surveys/$survey' })
  const part: Part = address.part ?? 'questions'
  const role = useSession().data?.me?.role
  const mayEdit = (role === 'lead' || role === 'admin') && survey.kept.state !== 'ended'
  const [asked, choose] = useState<string | null>(null)
  const { content } = survey.now
  const missing = useMemo(() => missingWords(content), [content])
  const { undo, redo } = survey
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'z') return
      event.preventDefault()
      ;(event.shiftKey ? redo : undo)?.()
    }
    if (!mayEdit) return
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [undo, redo, mayEdit])
  const editing: SurveyEditing = {
    survey,
    content,
    mayEdit,
    missing,
    chosen: content.questions.some(({ key }) => key === asked) ? asked : null,
    choose,
    change: (make, field) => survey.change((draft) => ({ ...draft, content: make(draft.content) }), field),
    faultAt: openFaults(survey, words),
  }
  return (
    <Editing value={editing}>
      <div className="survey">
        <Head />
        {part === 'questions' && (
          <div className="survey-work">
            <div className="survey-written">
              <Opening />
              <Questions />
              <ThanksCards />
              <Publish />
            </div>
            <Preview />
          </div>
        )}
        {part === 'plan' && <PlanView />}
        {part === 'doors' && <DoorsView />}
        {part === 'asks' && <AsksView />}
        {part === 'versions' && <VersionsView />}
      </div>
    </Editing>
  )
}
