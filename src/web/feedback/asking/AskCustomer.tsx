import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { getAskChoices, type AskChoice } from '../../../api/askChoice.ts'
import { call } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import { Failed } from '../../shell/Failed.tsx'
import { useSession } from '../../access/useSession.ts'
import { AskForm } from './AskForm.tsx'
import { mayAsk } from './mayAsk.ts'
import './asking.css'

/** Asks a customer by hand: which survey, whether it may be asked now and why not, by which way; nothing is sent before the last press. */
export function AskCustomer({ customer, close }: { customer: string; close: () => void }) {
  const { say } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  const [chosen, choose] = useState<string | null>(null)
  const { data, error, refetch } = useQuery({
    queryKey: ['surveys', 'choices', customer],
    queryFn: ({ signal }) => call(getAskChoices, { params: { customer }, signal }),
    staleTime: 0,
  })
  useEffect(() => heading.current?.focus(), [])
  const items = data?.items.toSorted((one, other) => Number(mayAsk(other)) - Number(mayAsk(one)))
  const choice = items?.find(({ survey }) => survey === chosen)
  return (
    <section className="card asking" aria-labelledby="asking">
      <div className="asking-head">
        <h2 id="asking" ref={heading} tabIndex={-1}>
          {say('customer.ask')}
        </h2>
        <Button variant="default" size="compact-sm" onClick={close}>
          {say('asking.close')}
        </Button>
      </div>
      {error && !data ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : items === undefined ? (
        <p role="status">{say('feedback.loading')}</p>
      ) : items.length === 0 ? (
        <NoSurveys />
      ) : (
        <>
          <fieldset className="asking-choices">
            <legend>{say('asking.which')}</legend>
            {items.map((each) => (
              <Survey key={each.survey} choice={each} isChosen={each.survey === chosen} choose={() => choose(each.survey)} />
            ))}
            {!items.some(mayAsk) && <p>{say('asking.noneNow')}</p>}
          </fieldset>
          {choice && <AskForm key={choice.survey} customer={customer} choice={choice} hasMail={data!.mail} />}
        </>
      )}
    </section>
  )
}

function Survey({ choice, isChosen, choose }: { choice: AskChoice; isChosen: boolean; choose: () => void }) {
  const { say, formats } = useWords()
  const { name, byLink, from } = choice
  const isAskable = mayAsk(choice)
  return (
    <label className="asking-choice" data-off={!isAskable}>
      <input type="radio" name="asking-survey" checked={isChosen} disabled={!isAskable && !isChosen} onChange={choose} />
      <span>
        {name}
        <span className="faint">
          {isAskable || byLink === 'ask' ? say('asking.mayNow') : say(`asking.reason.${byLink}`)}
          {!isAskable && from !== null && ` ${say('asking.from', { when: formats.moment(Date.parse(from)) })}`}
        </span>
      </span>
    </label>
  )
}

function NoSurveys() {
  const { say } = useWords()
  const role = useSession().data?.me?.role
  return (
    <>
      <p>{say('asking.noSurveys')}</p>
      {(role === 'lead' || role === 'admin') && <Link to="/feedback/surveys">{say('asking.makeSurvey')}</Link>}
    </>
  )
}
