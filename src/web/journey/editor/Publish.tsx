import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { deleteDraft, postPublication } from '../../../api/definition.ts'
import { compareDefinitions } from '../../../domain/journey/compareDefinitions.ts'
import { call, Refusal } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import { Changes } from './Changes.tsx'
import type { Editing } from './editing.ts'

/** Tells what the draft changes, and puts it into force or throws it away. */
export function Publish({ editing }: { editing: Editing }) {
  const { say } = useWords()
  const { draft, problems, mayEdit } = editing
  const { now, inForce, number, base, version, keeping } = draft
  const key = now.journey.key
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [note, setNote] = useState('')
  const [wrong, setWrong] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const changes = compareDefinitions(inForce, now)
  const named = {
    stages: [...(now.journey.stages ?? []), ...(inForce?.journey.stages ?? [])],
    touchpoints: [...now.touchpoints, ...(inForce?.touchpoints ?? [])],
  }
  const isReady = number > 0 && keeping === 'kept' && problems.length === 0 && changes.length > 0 && base === version

  async function attempt(work: () => Promise<unknown>, then: () => Promise<void>): Promise<void> {
    setWrong(null)
    setBusy(true)
    try {
      await work()
      await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'draft' })
      await then()
    } catch (error) {
      setWrong(error instanceof Refusal && error.status === 409 ? say('define.publishedElsewhere') : say('people.failed'))
    }
    setBusy(false)
  }
  const publish = (event: FormEvent) => {
    event.preventDefault()
    void attempt(
      () => call(postPublication, { params: { key }, body: { number, note } }),
      () => navigate({ to: '/journeys/$journey/versions', params: { journey: key } }),
    )
  }

  return (
    <section className="define-section" aria-labelledby="define-publish">
      <h2 id="define-publish">{say('define.publish')}</h2>
      <Changes changes={changes} named={named} />
      {base !== version && (
        <div className="define-conflict" role="alert">
          <p>{say('define.newerInForce', { version, base })}</p>
          {mayEdit && (
            <Button variant="default" onClick={() => void draft.rebase()}>
              {say('define.overNewer', { version })}
            </Button>
          )}
        </div>
      )}
      {mayEdit && (
        <form className="define-publish" onSubmit={publish}>
          <TextInput
            label={say('define.note')}
            description={say('define.noteHint')}
            value={note}
            maxLength={2000}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <p role="alert" className="entry-wrong">
            {wrong}
          </p>
          {problems.length > 0 && <p className="define-wrong">{say('define.mendFirst', { count: problems.length })}</p>}
          <div className="define-buttons">
            <Button type="submit" disabled={!isReady || isBusy}>
              {say('define.publishAs', { version: version + 1 })}
            </Button>
            {number > 0 && (
              <Button
                variant="default"
                disabled={isBusy}
                onClick={() => void attempt(() => call(deleteDraft, { params: { key }, query: { number } }), draft.start)}
              >
                {say('define.discard')}
              </Button>
            )}
          </div>
        </form>
      )}
    </section>
  )
}
