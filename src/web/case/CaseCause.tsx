import { Button } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import type { CasePageJson } from '../../api/case.ts'
import { linkCaseToCause } from '../../api/caseWork.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { CauseFields, type RootCause } from './CauseFields.tsx'
import { tellCause } from './tellCause.ts'
import { useWork } from './useWork.ts'

/** What caused it, as far as it is known; whoever works on the case notes it here, solved or not. */
export function CaseCause({ each, isWorking }: { each: CasePageJson; isWorking: boolean }) {
  const words = useWords()
  const { say } = words
  const work = useWork()
  const [chosen, setChosen] = useState<RootCause | null | undefined>(undefined)
  // The version that was saved: what was chosen stands until the case is seen as it is after that.
  const [saved, setSaved] = useState<number | null>(null)
  const isSeen = saved !== null && each.version > saved
  const cause = chosen === undefined || isSeen ? each.cause : chosen
  const touchpoints = [...new Set(each.evidence.map((item) => item.touchpoint))]
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setSaved(null)
    if (cause === null) return
    if (!(await work.attempt(() => call(linkCaseToCause, { params: { id: each.id }, body: { version: each.version, cause } })))) return
    setChosen(cause)
    setSaved(each.version)
  }
  return (
    <section className="case-card" aria-labelledby="case-cause">
      <h2 id="case-cause">{say('case.cause')}</h2>
      <p className={each.cause === null ? 'faint' : undefined}>{tellCause(each.cause, words) ?? say('case.causeUnknown')}</p>
      {isWorking && (
        <details className="case-more">
          <summary>{say('case.causeNote')}</summary>
          <form className="case-cause" onSubmit={(event) => void submit(event)}>
            <CauseFields
              cause={cause}
              change={(next) => {
                setChosen(next)
                setSaved(null)
              }}
              touchpoints={touchpoints}
            />
            <Button type="submit" variant="default" disabled={work.isBusy || cause === null}>
              {say('case.causeKeep')}
            </Button>
          </form>
        </details>
      )}
      <p role="alert" className="entry-wrong">
        {work.wrong}
      </p>
      <p role="status" className="entry-done">
        {saved !== null && say('case.causeKept')}
      </p>
    </section>
  )
}
