import { Button } from '@mantine/core'
import { useId, useState, type FormEvent } from 'react'
import type { CasePageJson } from '../../api/case.ts'
import { addHelperToCase, offerCase, removeHelperFromCase, takeBackCase } from '../../api/caseWork.ts'
import type { Me } from '../../api/session.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { PersonChoice } from './PersonChoice.tsx'
import { useWork, type Work } from './useWork.ts'

/** Whose the case is, who helps, and to whom it may be handed over. */
export function CasePeople({ each, me }: { each: CasePageJson; me: Me | null }) {
  const { say, team } = useWords()
  const work = useWork()
  const { id, version, owner, helpers, offer, may } = each
  const isLive = each.state !== 'confirmed' && each.state !== 'withdrawn'
  const mayOfferBack = offer !== null && (owner?.id === me?.id || offer.by?.id === me?.id || me?.role === 'admin')
  return (
    <section className="case-card" aria-labelledby="case-people">
      <h2 id="case-people">{say('case.people')}</h2>
      <dl className="case-limits">
        <div>
          <dt>{say('case.owner')}</dt>
          <dd>
            {owner === null ? say('case.nobody') : owner.name}
            {each.team !== null && <span className="faint">{team(each.team)}</span>}
          </dd>
        </div>
        {offer && (
          <div>
            <dt>{say('case.offered')}</dt>
            <dd>
              {offer.to.name}
              {mayOfferBack && (
                <button
                  type="button"
                  className="text-link"
                  disabled={work.isBusy}
                  onClick={() => void work.attempt(() => call(takeBackCase, { params: { id }, body: { version } }))}
                >
                  {say('case.takeBack')}
                </button>
              )}
            </dd>
          </div>
        )}
        <div>
          <dt>{say('case.helpers')}</dt>
          <dd>
            {helpers.length === 0 && <span className="faint">{say('case.noHelpers')}</span>}
            {helpers.map((helper) => (
              <span key={helper.id}>
                {helper.name}{' '}
                {may.work && isLive && (
                  <button
                    type="button"
                    className="text-link"
                    disabled={work.isBusy}
                    aria-label={say('case.letHelperGoOf', { name: helper.name })}
                    onClick={() =>
                      void work.attempt(() => call(removeHelperFromCase, { params: { id }, body: { version, employee: helper.id } }))
                    }
                  >
                    {say('case.letHelperGo')}
                  </button>
                )}
              </span>
            ))}
          </dd>
        </div>
      </dl>
      <p role="alert" className="entry-wrong">
        {work.wrong}
      </p>
      {may.offer && <HandOver each={each} work={work} />}
      {may.work && isLive && owner !== null && <HelperForm each={each} work={work} />}
    </section>
  )
}

function HandOver({ each, work }: { each: CasePageJson; work: Work }) {
  const { say } = useWords()
  const id = useId()
  const [to, setTo] = useState(0)
  const [note, setNote] = useState('')
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (to === 0) return
    const body = { version: each.version, to, note: note.trim() === '' ? null : note }
    if (!(await work.attempt(() => call(offerCase, { params: { id: each.id }, body })))) return
    setTo(0)
    setNote('')
  }
  return (
    <details className="case-more">
      <summary>{say('case.handOver')}</summary>
      <form onSubmit={(event) => void submit(event)}>
        <p className="faint">{say('case.handOverHint')}</p>
        <PersonChoice label={say('case.handOverTo')} value={to} change={setTo} without={each.owner?.id ?? 0} first={each.team} />
        <label className="field-label" htmlFor={id}>
          {say('case.handOverNote')}
        </label>
        <textarea id={id} className="choice" rows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <Button type="submit" variant="default" disabled={work.isBusy || to === 0}>
          {say('case.offer')}
        </Button>
      </form>
    </details>
  )
}

function HelperForm({ each, work }: { each: CasePageJson; work: Work }) {
  const { say } = useWords()
  const [employee, setEmployee] = useState(0)
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    const body = { version: each.version, employee }
    if (employee !== 0 && (await work.attempt(() => call(addHelperToCase, { params: { id: each.id }, body })))) setEmployee(0)
  }
  return (
    <details className="case-more">
      <summary>{say('case.addHelper')}</summary>
      <form onSubmit={(event) => void submit(event)}>
        <PersonChoice label={say('case.helper')} value={employee} change={setEmployee} without={each.owner?.id ?? 0} first={each.team} />
        <Button type="submit" variant="default" disabled={work.isBusy || employee === 0}>
          {say('case.addHelper')}
        </Button>
      </form>
    </details>
  )
}
