import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { z } from 'zod'
import { deleteTrial, getTrial, postTrial, type trialJson } from '../../../api/definition.ts'
import { call, Refusal } from '../../client.ts'
import { Diamond } from '../../friction/Diamond.tsx'
import { useWords } from '../../i18n/useWords.ts'
import type { MessageKey } from '../../i18n/fi.ts'
import type { Editing } from './editing.ts'

type TrialJson = z.output<typeof trialJson>
type Result = NonNullable<TrialJson['result']>
type Example = Result['moves'][number]['examples'][number]

/** Tries the draft against what happened, and tells what it would have come to. */
export function Trial({ editing }: { editing: Editing }) {
  const { say, formats } = useWords()
  const { draft, problems, mayEdit } = editing
  const key = draft.now.journey.key
  const queries = useQueryClient()
  const [wrong, setWrong] = useState<string | null>(null)
  const asked = useQuery({
    queryKey: ['trial', key],
    queryFn: async ({ signal }) => (await call(getTrial, { params: { key }, signal })).trial,
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 500 : false),
    enabled: draft.number > 0,
  })
  const trial = draft.number > 0 ? (asked.data ?? null) : null
  const isReady = draft.number > 0 && draft.keeping === 'kept' && problems.length === 0

  async function ask(work: () => Promise<{ trial: TrialJson | null }>): Promise<void> {
    setWrong(null)
    try {
      queries.setQueryData(['trial', key], (await work()).trial)
    } catch (error) {
      setWrong(error instanceof Refusal && error.status > 0 ? error.message : say('error.unreachable'))
    }
  }

  return (
    <section className="define-section" aria-labelledby="define-trial">
      <h2 id="define-trial">{say('define.trial')}</h2>
      <p className="faint">{say('define.trialHint')}</p>
      {mayEdit && trial?.state !== 'running' && (
        <div className="define-buttons">
          <Button disabled={!isReady} onClick={() => void ask(() => call(postTrial, { params: { key }, body: { number: draft.number } }))}>
            {say('define.try')}
          </Button>
          {draft.number === 0 && <span className="faint">{say('define.nothingToTry')}</span>}
          {problems.length > 0 && <span className="define-wrong">{say('define.mendFirst', { count: problems.length })}</span>}
        </div>
      )}
      <p role="alert" className="entry-wrong">
        {wrong}
      </p>
      {trial?.state === 'running' && (
        <div className="define-running">
          <progress aria-label={say('define.trial')} max={Math.max(1, trial.customers)} value={trial.done} />
          {trial.customers > 0 && (
            <span>{say('define.tried', { done: formats.number(trial.done), customers: formats.number(trial.customers) })}</span>
          )}
          {mayEdit && (
            <Button variant="default" size="xs" onClick={() => void ask(() => call(deleteTrial, { params: { key } }))}>
              {say('define.cancelTrial')}
            </Button>
          )}
        </div>
      )}
      <div role="status" className="define-result">
        {trial?.state === 'failed' && <p>{say('define.trialFailed')}</p>}
        {trial?.state === 'cancelled' && <p>{say('define.trialCancelled')}</p>}
        {trial?.result && trial.draft !== draft.number && <p className="define-wrong">{say('define.trialOld')}</p>}
        {trial?.result && <TrialResult result={trial.result} />}
      </div>
    </section>
  )
}

function TrialResult({ result }: { result: Result }) {
  const words = useWords()
  const { say, formats } = words
  const { since, until, customers, concerned, estimate, moves } = result
  // What stays as it is on other journeys says nothing.
  const kinds = result.kinds.filter(({ elsewhere, found, gone }) => !elsewhere || found + gone > 0)
  const isSample = customers < concerned
  const change = isSample ? estimate.change : kinds.reduce((sum, each) => sum + (each.elsewhere ? 0 : each.draft - each.now), 0)
  const more = change > 0 ? 'more' : change < 0 ? 'fewer' : 'same'
  return (
    <>
      <p className="define-verdict">{say(`define.verdict.${more}`, { count: Math.abs(change) })}</p>
      {isSample && (
        <p>
          {say('define.sample', {
            customers: formats.number(customers),
            concerned: formats.number(concerned),
            low: formats.number(estimate.low),
            high: formats.number(estimate.high),
          })}
        </p>
      )}
      <p className="faint">
        {say('define.stretch', {
          since: formats.plainDate(Date.parse(since)),
          until: formats.plainDate(Date.parse(until)),
          count: customers,
        })}
      </p>
      {kinds.length > 0 && (
        <div className="rows-wide">
          <table className="rows">
            <caption className="hidden">{say('define.kinds')}</caption>
            <thead>
              <tr>
                <th scope="col">{say('define.kind')}</th>
                <th scope="col" className="number">
                  {say('define.now')}
                </th>
                <th scope="col" className="number">
                  {say('define.withDraft')}
                </th>
                <th scope="col" className="number">
                  {say('define.difference')}
                </th>
                <th scope="col">{say('define.examples')}</th>
              </tr>
            </thead>
            <tbody>
              {kinds.map((each) => (
                <tr key={`${each.kind} ${each.elsewhere}`}>
                  <th scope="row">
                    <Diamond size={12} /> {words.kind(each.kind)}
                    {each.elsewhere && <span className="faint"> {say('define.elsewhere')}</span>}
                  </th>
                  <td className="number">{formats.number(each.now)}</td>
                  <td className="number">{formats.number(each.draft)}</td>
                  <td className="number">
                    {signed(each.draft - each.now, formats.number)}
                    {each.found > 0 && each.gone > 0 && (
                      <span className="faint"> {say('define.foundGone', { found: each.found, gone: each.gone })}</span>
                    )}
                  </td>
                  <td>
                    <Examples examples={each.examples.found} sign="+" /> <Examples examples={each.examples.gone} sign="−" />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {moves.length > 0 && (
        <>
          <h3>{say('define.moves')}</h3>
          <ul className="define-moves">
            {moves.map(({ from, to, paths, examples }) => (
              <li key={`${from} ${to}`}>
                {say('define.move', { count: paths, from: stateText(from, say), to: stateText(to, say) })}{' '}
                <Examples examples={examples} sign="" />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

function stateText(state: Result['moves'][number]['from'], say: (key: MessageKey) => string): string {
  return state === null ? say('define.noPath') : say(`state.${state}`)
}

function signed(change: number, number: (value: number) => string): string {
  return change === 0 ? '0' : `${change > 0 ? '+' : '−'}${number(Math.abs(change))}`
}

function Examples({ examples, sign }: { examples: readonly Example[]; sign: '+' | '−' | '' }) {
  const { say, formats } = useWords()
  return examples.slice(0, 3).map(({ customer, path, at }, index) => (
    <span key={`${customer} ${path} ${index}`}>
      {index > 0 && ', '}
      {index === 0 && sign !== '' && <span aria-hidden="true">{sign} </span>}
      <Link
        to="/customers/$customer"
        params={{ customer }}
        search={{ path }}
        aria-label={say('define.example', { customer, date: formats.plainDate(Date.parse(at)) })}
      >
        {formats.plainDate(Date.parse(at))}
      </Link>
    </span>
  ))
}
