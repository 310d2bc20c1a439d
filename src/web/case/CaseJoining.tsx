import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useId, useState, type FormEvent } from 'react'
import type { CasePageJson } from '../../api/case.ts'
import { joinCase } from '../../api/caseWork.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { useWork } from './useWork.ts'

type Other = CasePageJson['others'][number]

const OVER: readonly Other['state'][] = ['confirmed', 'withdrawn', 'joined']

/** The customer's other cases and those that go on in this one; others can be joined into it. */
export function CaseJoining({ each, isWorking }: { each: CasePageJson; isWorking: boolean }) {
  const { say } = useWords()
  const field = useId()
  const work = useWork()
  const [number, setNumber] = useState('')
  const [joined, setJoined] = useState<string | null>(null)
  const { id, others, joined: carried } = each
  const mayJoin = isWorking && !OVER.includes(each.state) && each.state !== 'solved'
  async function join(other: string): Promise<boolean> {
    setJoined(null)
    const isDone = await work.attempt(() => call(joinCase, { params: { id: other }, body: { into: id } }))
    if (isDone) setJoined(other)
    return isDone
  }
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (await join(number.trim().toUpperCase())) setNumber('')
  }
  if (others.length === 0 && carried.length === 0 && !mayJoin) return null
  return (
    <section className="case-card" aria-labelledby={`${field}-title`}>
      <h2 id={`${field}-title`}>{say('case.otherCases')}</h2>
      {others.length === 0 && <p className="faint">{say('case.noOthers')}</p>}
      {others.map((other) => (
        <OtherCase key={other.id} other={other}>
          {mayJoin && !OVER.includes(other.state) && (
            <Button
              variant="default"
              size="compact-sm"
              disabled={work.isBusy}
              aria-label={say('case.joinOf', { id: other.id })}
              onClick={() => void join(other.id)}
            >
              {say('case.join')}
            </Button>
          )}
        </OtherCase>
      ))}
      {carried.length > 0 && (
        <>
          <h3>{say('case.joinedCases')}</h3>
          {carried.map((other) => (
            <OtherCase key={other.id} other={other} />
          ))}
        </>
      )}
      <p role="alert" className="entry-wrong">
        {work.wrong}
      </p>
      <p role="status" className="entry-done">
        {joined !== null && say('case.joined', { id: joined })}
      </p>
      {mayJoin && (
        <details className="case-more">
          <summary>{say('case.joinByNumber')}</summary>
          <form onSubmit={(event) => void submit(event)}>
            <p className="faint">{say('case.joinHint')}</p>
            <label className="field-label" htmlFor={field}>
              {say('case.joinNumber')}
            </label>
            <input
              id={field}
              className="choice"
              required
              pattern="[Kk]-[0-9]{1,15}"
              value={number}
              onChange={(event) => setNumber(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" disabled={work.isBusy}>
              {say('case.join')}
            </Button>
          </form>
        </details>
      )}
    </section>
  )
}

function OtherCase({ other, children }: { other: Other; children?: React.ReactNode }) {
  const { say, path, formats } = useWords()
  const whose = other.owner?.name ?? say('case.noOwnerYet')
  return (
    <article className="case-alike">
      <h3>
        <Link to="/cases/$id" params={{ id: other.id }}>
          {other.id}
        </Link>{' '}
        <span className="faint">
          {say(`case.state.${other.state}`)} · {formats.plainDate(Date.parse(other.openedAt))}
        </span>
      </h3>
      <p>
        {path(other)} <span className="faint">{whose}</span>
      </p>
      {children}
    </article>
  )
}
