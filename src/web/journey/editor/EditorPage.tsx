import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useSession } from '../../access/useSession.ts'
import { useWords } from '../../i18n/useWords.ts'
import { readName } from '../../i18n/words.ts'
import { Failed } from '../../shell/Failed.tsx'
import { Board } from './Board.tsx'
import { useEditing } from './editing.ts'
import { Channels, Limits } from './Limits.tsx'
import { Panel } from './Panel.tsx'
import { JourneyPromises } from './Promises.tsx'
import { Publish } from './Publish.tsx'
import { Trial } from './Trial.tsx'
import { readDraft, useDraft, type ReadDraft } from './useDraft.ts'
import './editor.css'

/** The editor of a journey's definition: a draft that is kept as it is written, tried, and published. */
export function EditorPage() {
  const { journey: key = '' } = useParams({ strict: false })
  const { say } = useWords()
  const read = useQuery({
    queryKey: ['draft', key],
    queryFn: ({ signal }) => readDraft(key, signal),
    staleTime: Infinity,
    gcTime: 0,
    refetchOnReconnect: false,
  })
  if (read.error && !read.data) return <Failed error={read.error} retry={() => void read.refetch()} />
  if (!read.data) {
    return (
      <section className="message" role="status">
        <p>{say('chart.loading')}</p>
      </section>
    )
  }
  return <Editor key={key} journey={key} read={read.data} />
}

function Editor({ journey, read }: { journey: string; read: ReadDraft }) {
  const draft = useDraft(journey, read)
  const words = useWords()
  const { say } = words
  const role = useSession().data?.me?.role
  const mayEdit = role === 'lead' || role === 'admin'
  const editing = useEditing(draft, mayEdit, words)
  const { key, name } = draft.now.journey
  const title = readName(name, words.language) ?? words.journey(key)
  useEffect(() => {
    document.title = say('title.definition', { name: title })
    return () => {
      document.title = 'Polku'
    }
  }, [title, say])
  const { undo, redo } = draft
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'z') return
      if (event.target instanceof Element && event.target.closest('.define-publish, .define-add, .define-add-stage')) return
      const step = event.shiftKey ? redo : undo
      event.preventDefault()
      step?.()
    }
    if (!mayEdit) return
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [undo, redo, mayEdit])
  return (
    <div className="define" data-panel={editing.chosen !== null}>
      <header className="define-head">
        <p className="faint">
          <Link to="/journeys">{say('journeys.title')}</Link> /{' '}
          <Link to="/journeys/$journey" params={{ journey: key }}>
            {title}
          </Link>
        </p>
        <h1>{say('define.title', { name: title })}</h1>
        <div className="define-bar">
          {mayEdit && (
            <>
              <Button variant="default" size="xs" aria-disabled={!undo} data-disabled={!undo || undefined} onClick={() => undo?.()}>
                {say('define.undo')}
              </Button>
              <Button variant="default" size="xs" aria-disabled={!redo} data-disabled={!redo || undefined} onClick={() => redo?.()}>
                {say('define.redo')}
              </Button>
            </>
          )}
          <Link to="/journeys/$journey/versions" params={{ journey: key }}>
            {say('define.versions')}
          </Link>
          <span className="faint" role="status">
            {mayEdit ? say(draft.number === 0 ? 'define.untouched' : `define.keeping.${draft.keeping}`) : say('define.readOnly')}
          </span>
        </div>
        {draft.keeping === 'conflict' && (
          <div className="define-conflict" role="alert">
            <p>{say('define.conflict')}</p>
            <div className="define-buttons">
              <Button variant="default" onClick={() => void draft.takeTheirs()}>
                {say('define.takeTheirs')}
              </Button>
              <Button variant="default" onClick={() => void draft.keepMine()}>
                {say('define.keepMine')}
              </Button>
            </div>
          </div>
        )}
      </header>
      <div className="define-work">
        <Board editing={editing} />
        <Panel editing={editing} />
      </div>
      <Limits editing={editing} />
      <JourneyPromises editing={editing} />
      <Channels editing={editing} />
      <Trial editing={editing} />
      <Publish editing={editing} />
    </div>
  )
}
