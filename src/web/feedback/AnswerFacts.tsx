import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import type { getResponse } from '../../api/response.ts'
import { useWords } from '../i18n/useWords.ts'
import { useStageNames } from '../touchpoint/useStageNames.ts'

/** A response as its page shows it. */
export type OneResponse = z.output<(typeof getResponse)['answer']>

/** Whose a response is, what it is about, and where it led. */
export function AnswerFacts({ response }: { response: OneResponse }) {
  const words = useWords()
  const { say, formats } = words
  const nameStage = useStageNames()
  const { survey, surveyName, version, customer, name, touchpoint, journey, stage, channel, team, path, door, language } = response
  const moment = (at: string) => formats.moment(Date.parse(at))
  const facts: (readonly [string, ReactNode] | false)[] = [
    [
      say('answers.customer'),
      customer === null ? (
        say('answers.nobody')
      ) : (
        <Link key="customer" to="/customers/$customer" params={{ customer }} search={{}}>
          {name ?? customer}
        </Link>
      ),
    ],
    response.case !== null && [
      say('answers.case'),
      <Link key="case" to="/cases/$id" params={{ id: response.case }}>
        {response.case}
      </Link>,
    ],
    touchpoint !== null && [
      say('answers.touchpoint'),
      <Link key="touchpoint" to="/touchpoints/$touchpoint" params={{ touchpoint }} search={{}}>
        {words.touchpoint(touchpoint)}
      </Link>,
    ],
    journey !== null && [say('answers.journey'), words.journey(journey)],
    stage !== null && [say('answer.stage'), nameStage(stage)],
    channel !== null && [say('answers.channel'), words.channel(channel)],
    team !== null && [say('answers.team'), words.team(team)],
    path !== null &&
      customer !== null && [
        say('answer.path'),
        <Link key="path" to="/customers/$customer" params={{ customer }} search={{ path }}>
          {say('answer.openPath')}
        </Link>,
      ],
    survey !== null && [
      say('answer.survey'),
      version === null ? (surveyName ?? survey) : say('answer.version', { name: surveyName ?? survey, version }),
    ],
    [say('answers.door'), say(`answers.door.${door}`)],
    language !== null && [say('answers.language'), language],
    [say('answer.startedAt'), moment(response.startedAt)],
    response.stateAt !== null && [
      say('answers.state'),
      say('answer.stateBy', {
        state: say(`answers.state.${response.state}`),
        name: response.stateBy ?? '',
        when: moment(response.stateAt),
      }),
    ],
  ]
  return (
    <section aria-labelledby="answer-facts">
      <h2 id="answer-facts" className="hidden">
        {say('answer.facts')}
      </h2>
      <dl className="answer-facts">
        {facts.map(
          (fact) =>
            fact && (
              <div key={fact[0]}>
                <dt>{fact[0]}</dt>
                <dd>{fact[1]}</dd>
              </div>
            ),
        )}
      </dl>
    </section>
  )
}
