import { Button } from '@mantine/core'
import { useState } from 'react'
import type { CaseJson } from '../../api/case.ts'
import { catchCasesTogether, type TogetherJson } from '../../api/caseTogether.ts'
import { call } from '../client.ts'
import type { MessageKey } from '../i18n/fi.ts'
import { useWords } from '../i18n/useWords.ts'
import { JoinTogether, LinkTogether, SolveTogether } from './TogetherForms.tsx'
import { useWork } from './useWork.ts'

const FORMS = ['link', 'solve', 'join'] as const
type Form = (typeof FORMS)[number]

const REASONS = ['missing', 'withdrawn', 'joined', 'not-allowed', 'has-owner', 'not-in-state'] as const

interface Props {
  ids: readonly string[]
  /** Of these, those that are on the screen. */
  shown: readonly CaseJson[]
  /** Whether more matched than can be worked on at once. */
  isCut: boolean
  clear: () => void
}

/** What can be done with all chosen cases at once, and what came of it: what was left is named with why. */
export function CaseBulk({ ids, shown, isCut, clear }: Props) {
  const { say } = useWords()
  const work = useWork()
  const [form, setForm] = useState<Form | null>(null)
  const [came, setCame] = useState<TogetherJson | null>(null)
  async function attempt(doing: () => Promise<TogetherJson>): Promise<void> {
    setCame(null)
    const isDone = await work.attempt(async () => setCame(await doing()))
    if (isDone) setForm(null)
  }
  const chosen = shown.filter(({ id }) => ids.includes(id))
  const given = { ids, chosen, attempt, look: work.attempt, isBusy: work.isBusy, close: () => setForm(null) }
  return (
    <section className="cases-bulk" aria-label={say('bulk.label')}>
      <p>
        <strong>{say('bulk.count', { count: ids.length })}</strong>{' '}
        <button type="button" className="text-link" onClick={clear}>
          {say('bulk.none')}
        </button>
      </p>
      {isCut && <p className="faint">{say('bulk.allHint')}</p>}
      <div className="case-action-buttons">
        <Button
          size="compact-md"
          variant="default"
          disabled={work.isBusy}
          onClick={() => void attempt(() => call(catchCasesTogether, { body: { cases: [...ids] } }))}
        >
          {say('bulk.catch')}
        </Button>
        {FORMS.map((each) => (
          <Button
            key={each}
            size="compact-md"
            variant="default"
            disabled={work.isBusy || (each === 'join' && ids.length < 2)}
            aria-expanded={form === each}
            onClick={() => setForm(form === each ? null : each)}
          >
            {say(`bulk.${each}`)}
          </Button>
        ))}
      </div>
      {form === 'link' && <LinkTogether {...given} />}
      {form === 'solve' && <SolveTogether {...given} />}
      {form === 'join' && <JoinTogether {...given} />}
      <p role="alert" className="entry-wrong">
        {work.wrong}
      </p>
      <div role="status">
        {work.isBusy && <p>{say('bulk.working', { count: ids.length })}</p>}
        {came !== null && <Came came={came} />}
      </div>
    </section>
  )
}

function Came({ came: { changed, left } }: { came: TogetherJson }) {
  const { say, formats } = useWords()
  const reasons = [...new Set(left.map(({ because }) => because))]
  const tell = (because: string) => say(`bulk.because.${REASONS.find((each) => each === because) ?? 'other'}` as MessageKey)
  return (
    <>
      <p className="entry-done">{say('bulk.done', { count: changed })}</p>
      {left.length > 0 && (
        <>
          <p>{say('bulk.left')}</p>
          <ul>
            {reasons.map((because) => (
              <li key={because}>
                {formats.list(left.filter((each) => each.because === because).map(({ id }) => id))} – {tell(because)}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
