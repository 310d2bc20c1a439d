import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import type { z } from 'zod'
import { getMention, handleMention } from '../../api/mention.ts'
import { useSession } from '../access/useSession.ts'
import { call, Refusal } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { FeedbackFrame } from './FeedbackFrame.tsx'
import type { MentionsAddress } from './mentionAddress.ts'
import { MentionLink } from './MentionLink.tsx'
import { MentionSource } from './MentionSource.tsx'
import { Stars } from './Stars.tsx'
import { useAct } from './useAct.ts'
import './mentions.css'

type OneMention = z.output<(typeof getMention)['answer']>

/** One review or post: its words, where it stands, who wrote it as far as that is known, and what was done. */
export function MentionPage() {
  const { say, formats } = useWords()
  const { mention } = useParams({ from: '/feedback/mentions/$mention' })
  const read = useQuery({
    queryKey: ['mention', mention],
    queryFn: ({ signal }) => call(getMention, { params: { mention: Number(mention) || 0 }, signal }),
  })
  const title = read.data
    ? say('mentions.titleOf', { source: read.data.source, day: formats.plainDate(Date.parse(read.data.occurredAt)) })
    : say('places.mentions')
  const isMissing = read.error instanceof Refusal && (read.error.status === 404 || read.error.status === 400)
  return (
    <FeedbackFrame title={title}>
      {read.data ? (
        <One mention={read.data} title={title} />
      ) : isMissing ? (
        <section className="message">
          <h2>{say('mentions.missing')}</h2>
          <Link to="/feedback/mentions">{say('mentions.back')}</Link>
        </section>
      ) : read.error ? (
        <Failed error={read.error} retry={() => void read.refetch()} />
      ) : (
        <p role="status">{say('feedback.loading')}</p>
      )}
    </FeedbackFrame>
  )
}

function One({ mention, title }: { mention: OneMention; title: string }) {
  const words = useWords()
  const { say, formats } = words
  const address: MentionsAddress = useSearch({ from: '/feedback/mentions/$mention' })
  const role = useSession().data?.me?.role
  const mayWork = role !== undefined && role !== 'viewer'
  const { attempt, isBusy, wrong } = useAct(['mentions', 'mention'])
  const { rating, tone, reading, handled, author, subject, touchpoint, locale, text } = mention
  const mark = () => attempt(() => call(handleMention, { params: { mention: mention.mention }, body: { handled: handled === null } }))
  const facts = [
    author !== null && [say('mentions.author'), author],
    subject !== null && [say('answers.about'), subject],
    [say('answers.touchpoint'), words.touchpoint(touchpoint)],
    rating !== null && [
      say('mentions.given'),
      say('answer.ofScale', { score: formats.number(rating.score), scale: rating.scale.replace('-', '–') }),
    ],
    [say('answers.sentiment'), tone === null ? say('mentions.tone.none') : say(`mentions.tone.${tone}`)],
    reading !== null && [say('mentions.readBy'), `${reading.engine} ${reading.version}`],
    [say('mentions.received'), formats.moment(Date.parse(mention.receivedAt))],
  ].filter((fact) => fact !== false)
  return (
    <article className="answer" aria-labelledby="mention">
      <div className="answer-bar">
        <h2 id="mention">{title}</h2>
        <span className="case-mark">{say(handled === null ? 'mentions.open' : 'mentions.handled')}</span>
        <Link to="/feedback/mentions" search={address}>
          {say('mentions.back')}
        </Link>
      </div>
      <div className="answer-columns">
        <div className="mention-said">
          {rating && <Stars stars={rating.stars} />}
          {mention.title !== null && <h3 lang={locale ?? undefined}>{mention.title}</h3>}
          {text !== null && (
            <blockquote className="answer-words" lang={locale ?? undefined}>
              {text}
            </blockquote>
          )}
          <p>
            {say('mentions.at')} <MentionSource mention={mention} />
          </p>
          {mayWork && (
            <Button variant="default" size="compact-md" disabled={isBusy} onClick={() => void mark()}>
              {say(handled === null ? 'mentions.markHandled' : 'mentions.markOpen')}
            </Button>
          )}
          <p role="alert" className="entry-wrong">
            {wrong}
          </p>
        </div>
        <div className="mention-side">
          <MentionLink mention={mention} mayWork={mayWork} />
          <section aria-labelledby="mention-facts">
            <h3 id="mention-facts">{say('mentions.facts')}</h3>
            <dl className="answer-facts">
              {facts.map(([name, value]) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </section>
          <Log lines={mention.log} />
        </div>
      </div>
    </article>
  )
}

function Log({ lines }: { lines: OneMention['log'] }) {
  const { say, formats } = useWords()
  if (lines.length === 0) return null
  return (
    <section aria-labelledby="mention-log">
      <h3 id="mention-log">{say('mentions.log')}</h3>
      <ol className="mention-log">
        {lines.map(({ at, event, by, identifier, because, before }) => (
          <li key={`${at} ${event}`}>
            <span className="faint">{formats.moment(Date.parse(at))}</span>{' '}
            {say(`mentions.event.${event}`, { by, customer: identifier ?? '' })}
            {because !== '' && <q>{because}</q>}
            {before !== null && (
              <>
                {before.score !== null && before.scale !== null && (
                  <> {say('answer.ofScale', { score: formats.number(before.score), scale: before.scale.replace('-', '–') })}</>
                )}{' '}
                <q>{[before.title, before.text].filter(Boolean).join(' ')}</q>
              </>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
