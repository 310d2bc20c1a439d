import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import {
  deleteMentionSource,
  getMentionSources,
  patchMentionSource,
  postMentionSource,
  readMentionSource,
  type MentionSourceJson,
} from '../../api/mentionSource.ts'
import { useSession } from '../access/useSession.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { FeedbackFrame } from './FeedbackFrame.tsx'
import { SourceForm, type FilledSource } from './SourceForm.tsx'
import { useAct } from './useAct.ts'
import '../access/notices.css'
import './mentions.css'

/** A source that was just asked for is looked at again so often, in ms. */
const LOOK_AGAIN = 5000
const focus = (node: HTMLButtonElement | null) => node?.focus()

/** Feeds and pages that are read for mentions, and how each fares. */
export function SourcesPage() {
  const { say } = useWords()
  const role = useSession().data?.me?.role
  const mayChange = role === 'lead' || role === 'admin'
  const { attempt, isBusy, problems, wrong } = useAct(['mention-sources', 'mentions', 'reputation'])
  const sources = useQuery({
    queryKey: ['mention-sources'],
    queryFn: ({ signal }) => call(getMentionSources, { signal }),
    refetchInterval: LOOK_AGAIN,
  })
  /** The source that is being filled in; `new` for one that is not there yet. */
  const [open, setOpen] = useState<number | 'new' | null>(null)
  const title = useRef<HTMLHeadingElement>(null)
  const items = sources.data?.items ?? []
  /** What had the focus goes away: it stays with the list. */
  const close = () => {
    setOpen(null)
    title.current?.focus()
  }
  const save = async (id: number | null, { name, ...filled }: FilledSource) => {
    const act = () =>
      id === null
        ? call(postMentionSource, { body: { name, ...filled } })
        : call(patchMentionSource, { params: { source: id }, body: filled })
    if (await attempt(act)) close()
  }
  const form = (given: MentionSourceJson | null) => (
    <SourceForm given={given} isBusy={isBusy} problems={problems} save={(filled) => void save(given?.id ?? null, filled)} close={close} />
  )
  return (
    <FeedbackFrame title={say('mentions.sources')}>
      <section className="mention-sources" aria-labelledby="sources">
        <div className="answer-bar">
          <h2 id="sources" ref={title} tabIndex={-1}>
            {say('mentions.sources')}
          </h2>
          <Link to="/feedback/mentions">{say('mentions.back')}</Link>
        </div>
        <p>{say('mentions.sourcesHint')}</p>
        {sources.isError && !sources.data && <Failed error={sources.error} retry={() => void sources.refetch()} />}
        {sources.data && items.length === 0 && open !== 'new' && <p>{say('mentions.noSources')}</p>}
        <ul className="notice-rules">
          {items.map((source) => (
            <li key={source.id}>
              <Source
                source={source}
                mayChange={mayChange && open === null}
                edit={() => setOpen(source.id)}
                read={() => void attempt(() => call(readMentionSource, { params: { source: source.id } }))}
                remove={() => void attempt(() => call(deleteMentionSource, { params: { source: source.id } })).then(close)}
              />
              {open === source.id && form(source)}
            </li>
          ))}
        </ul>
        {open === 'new' && form(null)}
        <p role="alert" className="entry-wrong">
          {problems.length === 0 && wrong}
        </p>
        {mayChange && open === null && (
          <Button variant={items.length === 0 ? 'filled' : 'default'} onClick={() => setOpen('new')}>
            {say('mentions.newSource')}
          </Button>
        )}
        {!mayChange && <p className="faint">{say('mentions.leadsOnly')}</p>}
      </section>
    </FeedbackFrame>
  )
}

interface SourceProps {
  source: MentionSourceJson
  mayChange: boolean
  edit: () => void
  read: () => void
  remove: () => void
}

function Source({ source, mayChange, edit, read, remove }: SourceProps) {
  const { say, formats, touchpoint: nameTouchpoint } = useWords()
  const [sure, setSure] = useState(false)
  const { name, url, kind, touchpoint, everyMinutes, active, succeededAt, problem, problemAt, taken } = source
  const moment = (at: string) => formats.moment(Date.parse(at))
  const isWrong = problemAt !== null && (succeededAt === null || problemAt >= succeededAt)
  return (
    <div className="notice-rule">
      <h3>
        {name} <span className={active ? 'notice-on' : 'notice-off'}>{say(active ? 'mentions.isRead' : 'mentions.isNotRead')}</span>
      </h3>
      <p>
        {[
          say(`mentions.kind.${kind}`),
          nameTouchpoint(touchpoint),
          say('mentions.every', { count: everyMinutes }),
          say('mentions.taken', { count: taken }),
        ].join(' · ')}
      </p>
      <p className="faint">{url}</p>
      <p className="faint">{succeededAt === null ? say('mentions.neverRead') : say('mentions.lastRead', { when: moment(succeededAt) })}</p>
      {problem !== null && problemAt !== null && (
        <p className={isWrong ? 'notice-warning' : 'faint'}>
          {say('mentions.lastProblem', { when: moment(problemAt) })} <span lang="en">{problem}</span>
        </p>
      )}
      {mayChange && !sure && (
        <div className="notice-buttons">
          <Button variant="default" disabled={!active} aria-label={say('mentions.readNowOf', { name })} onClick={read}>
            {say('mentions.readNow')}
          </Button>
          <Button variant="default" aria-label={say('mentions.editOf', { name })} onClick={edit}>
            {say('mentions.edit')}
          </Button>
          <Button variant="default" aria-label={say('mentions.deleteOf', { name })} onClick={() => setSure(true)}>
            {say('mentions.delete')}
          </Button>
        </div>
      )}
      {sure && (
        <div role="group" aria-label={say('mentions.deleteOf', { name })}>
          <p>{say('mentions.deleteSure', { name })}</p>
          <div className="notice-buttons">
            <Button variant="default" ref={focus} onClick={() => setSure(false)}>
              {say('mentions.keep')}
            </Button>
            <Button onClick={remove}>{say('mentions.delete')}</Button>
          </div>
        </div>
      )}
    </div>
  )
}
