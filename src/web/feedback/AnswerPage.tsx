import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { getResponse, postResponseStates } from '../../api/response.ts'
import { useSession } from '../access/useSession.ts'
import { call, Refusal } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { AnswerFacts, type OneResponse } from './AnswerFacts.tsx'
import type { AnswersAddress, ResponseState } from './address.ts'
import { FeedbackFrame } from './FeedbackFrame.tsx'
import { tellMetric } from './tell.ts'
import { useAct } from './useAct.ts'
import { useMarking } from './useMarking.ts'
import { useResponses } from './useResponses.ts'

const MARKS = ['new', 'read', 'handled', 'test'] as const

/** One response: every question as it was asked and what was answered, whose it is and what it is about; opening marks it as read. */
export function AnswerPage() {
  const { say, formats } = useWords()
  const { response: id } = useParams({ from: '/feedback/responses/$response' })
  const read = useQuery({ queryKey: ['response', id], queryFn: ({ signal }) => call(getResponse, { params: { id }, signal }) })
  const title = read.data ? say('answer.title', { when: formats.shortMoment(Date.parse(read.data.at)) }) : say('feedback.answers')
  return (
    <FeedbackFrame title={title}>
      {read.data ? (
        <Answer key={id} response={read.data} title={title} />
      ) : read.error instanceof Refusal && read.error.status === 404 ? (
        <section className="message">
          <h2>{say('answer.missing')}</h2>
          <p>{say('answer.missingHint')}</p>
          <Link to="/feedback">{say('answer.back')}</Link>
        </section>
      ) : read.error ? (
        <Failed error={read.error} retry={() => void read.refetch()} />
      ) : (
        <p role="status">{say('feedback.loading')}</p>
      )}
    </FeedbackFrame>
  )
}

function Answer({ response, title }: { response: OneResponse; title: string }) {
  const { say } = useWords()
  const address: AnswersAddress = useSearch({ from: '/feedback/responses/$response' })
  const navigate = useNavigate()
  const role = useSession().data?.me?.role
  const mayWork = role !== undefined && role !== 'viewer' && response.door !== 'encounter'
  const { id, state } = response
  const { items = [] } = useResponses(address)
  const at = items.findIndex((each) => each.id === id)
  const [newer, older] = at < 0 ? [undefined, undefined] : [items[at - 1]?.id, items[at + 1]?.id]
  const { mark, isBusy, wrong } = useMarking()
  const { attempt } = useAct(['responses', 'response'])
  const isOpened = useRef(false)
  useEffect(() => {
    if (isOpened.current || !mayWork) return
    isOpened.current = true
    if (state === 'new') void attempt(() => call(postResponseStates, { body: { ids: [id], state: 'read' } }))
  })
  const open = (next: string | undefined) =>
    next !== undefined && void navigate({ to: '/feedback/responses/$response', params: { response: next }, search: address, replace: true })
  const latest = useRef<(key: string) => void>(() => undefined)
  useEffect(() => {
    latest.current = (key) => {
      if (key === 'j') open(older)
      else if (key === 'k') open(newer)
      else if (key === 'r' && mayWork) void mark([id], 'read')
      else if (key === 'h' && mayWork) void mark([id], 'handled')
    }
  })
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isWriting = event.target instanceof Element && event.target.closest('input, select, textarea, [contenteditable]') !== null
      if (!isWriting && !event.ctrlKey && !event.metaKey && !event.altKey) latest.current(event.key.toLowerCase())
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
  return (
    <article className="answer" aria-labelledby="answer">
      <div className="answer-bar">
        <h2 id="answer">{title}</h2>
        <span className="case-mark">{say(`answers.state.${state}`)}</span>
        <Link to="/feedback" search={address}>
          {say('answer.back')}
        </Link>
        <nav className="answer-bar" aria-label={say('answer.move')}>
          {newer !== undefined && (
            <Link to="/feedback/responses/$response" params={{ response: newer }} search={address} replace>
              {say('answer.newer')}
            </Link>
          )}
          {older !== undefined && (
            <Link to="/feedback/responses/$response" params={{ response: older }} search={address} replace>
              {say('answer.older')}
            </Link>
          )}
        </nav>
      </div>
      {mayWork && (
        <div className="answer-bar">
          {MARKS.filter((each) => each !== state).map((each: ResponseState) => (
            <Button key={each} variant="default" size="compact-sm" disabled={isBusy} onClick={() => void mark([id], each)}>
              {say(`answers.mark.${each}`)}
            </Button>
          ))}
          <span className="faint list-keys">{say('answer.keys')}</span>
        </div>
      )}
      <p role="alert" className="entry-wrong">
        {wrong}
      </p>
      <div className="answer-columns">
        {response.questions.length > 0 ? <Questions response={response} /> : <Told response={response} />}
        <AnswerFacts response={response} />
      </div>
    </article>
  )
}

function Questions({ response: { questions, language } }: { response: OneResponse }) {
  const { say, formats } = useWords()
  const lang = language ?? undefined
  return (
    <section aria-labelledby="answer-questions">
      <h2 id="answer-questions" className="hidden">
        {say('answer.questions')}
      </h2>
      <ol className="answer-questions">
        {questions.map(({ key, title, answer, score, scale }) => (
          <li key={key}>
            <h3 lang={lang}>{title}</h3>
            {answer === null ? (
              <p className="faint">{say('answer.unanswered')}</p>
            ) : (
              <blockquote className="answer-words" lang={lang}>
                {answer}
              </blockquote>
            )}
            {score !== null && scale !== null && (
              <p className="faint">{say('answer.ofScale', { score: formats.number(score), scale: scale.replace('-', '–') })}</p>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

/** What another system told of an answer, whose questions Polku does not know: its scores and its words. */
function Told({ response: { measures, text, language } }: { response: OneResponse }) {
  const words = useWords()
  const { say, formats } = words
  return (
    <section aria-labelledby="answer-questions">
      <h2 id="answer-questions" className="hidden">
        {say('answer.questions')}
      </h2>
      <ol className="answer-questions">
        {measures.map(({ metric, score, scale }) => (
          <li key={metric}>
            <h3>{tellMetric(metric, words)}</h3>
            <p>
              {scale === null
                ? formats.number(score)
                : say('answer.ofScale', { score: formats.number(score), scale: scale.replace('-', '–') })}
            </p>
          </li>
        ))}
        {text !== null && (
          <li>
            <h3>{say('answers.said')}</h3>
            <blockquote className="answer-words" lang={language ?? undefined}>
              {text}
            </blockquote>
          </li>
        )}
      </ol>
    </section>
  )
}
