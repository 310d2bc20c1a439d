import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { trySurvey } from '../../../api/survey.ts'
import type { Plan } from '../../../domain/feedback/plan.ts'
import { call } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import { useAct } from '../useAct.ts'
import { useEditing } from './editing.ts'
import { OneField } from './Fields.tsx'

type Tried = z.output<(typeof trySurvey)['answer']>

const DAYS = ['7', '30', '90'] as const

/** Tries whom the plan as it is written would have asked lately, and whom not and why. */
export function Who({ plan }: { plan: Plan }) {
  const { say } = useWords()
  const { survey } = useEditing()
  const [days, setDays] = useState<(typeof DAYS)[number]>('30')
  const [tried, setTried] = useState<Tried | null>(null)
  const { attempt, isBusy, wrong } = useAct([])
  const ask = () =>
    void attempt(async () => setTried(await call(trySurvey, { params: { key: survey.kept.key }, body: { plan, days: Number(days) } })))
  return (
    <section className="survey-section" aria-labelledby="plan-who">
      <h2 id="plan-who">{say('plan.who')}</h2>
      <p className="faint">{say('plan.whoHint')}</p>
      <div className="survey-row">
        <OneField
          label={say('plan.whoDays')}
          value={days}
          options={DAYS.map((each) => [each, say(`answers.period.${each}`)])}
          change={setDays}
        />
        <Button variant="default" disabled={isBusy || survey.keeping === 'faulty'} onClick={ask}>
          {say('plan.try')}
        </Button>
      </div>
      <p role="alert" className="entry-wrong">
        {wrong}
      </p>
      <div role="status">{tried !== null && <p className="survey-tried">{tell(tried)}</p>}</div>
      {tried !== null && tried.counts.length > 0 && <Decided tried={tried} />}
    </section>
  )

  function tell({ counts }: Tried): string {
    if (counts.length === 0) return say('plan.triedNobody')
    return say('plan.tried', { count: counts.find(({ decision }) => decision === 'ask')?.customers ?? 0 })
  }
}

function Decided({ tried: { counts, sample } }: { tried: Tried }) {
  const { say, formats } = useWords()
  return (
    <>
      <table className="rows survey-decided">
        <thead>
          <tr>
            <th scope="col">{say('plan.decision')}</th>
            <th scope="col" className="number">
              {say('plan.customers')}
            </th>
          </tr>
        </thead>
        <tbody>
          {counts.map(({ decision, customers }) => (
            <tr key={decision}>
              <th scope="row">{say(`decision.${decision}`)}</th>
              <td className="number">{formats.number(customers)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>{say('plan.sample')}</h3>
      <div className="rows-wide" role="region" aria-label={say('plan.sample')} tabIndex={0}>
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{say('plan.customer')}</th>
              <th scope="col">{say('plan.at')}</th>
              <th scope="col">{say('plan.decision')}</th>
            </tr>
          </thead>
          <tbody>
            {sample.map(({ customer, name, at, decision }) => (
              <tr key={`${customer} ${at}`}>
                <th scope="row">
                  <Link to="/customers/$customer" params={{ customer }} search={{}}>
                    {name ?? customer}
                  </Link>
                </th>
                <td>{formats.shortMoment(Date.parse(at))}</td>
                <td>{say(`decision.${decision}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}
