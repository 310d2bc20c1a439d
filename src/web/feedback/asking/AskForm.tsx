import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import type { AskChoice } from '../../../api/askChoice.ts'
import { postAsks } from '../../../api/survey.ts'
import { call } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import { Copied } from '../Copied.tsx'
import { useAct } from '../useAct.ts'
import { AskPreview } from './AskPreview.tsx'

type Came = z.output<typeof postAsks.answer>['items'][number] & { way: Way }
type Way = 'plan' | 'link'

interface Props {
  customer: string
  choice: AskChoice
  hasMail: boolean
}

/** By which way a customer is asked, what they will see, and asking; then what came of it. */
export function AskForm({ customer, choice, hasMail }: Props) {
  const { say } = useWords()
  const { survey, decision, byLink, language } = choice
  const queries = useQueryClient()
  const { attempt, isBusy, wrong } = useAct([])
  const ways = [...(decision === 'ask' ? (['plan'] as const) : []), ...(byLink === 'ask' ? (['link'] as const) : [])]
  const [wanted, want] = useState<Way | null>(null)
  const [came, setCame] = useState<Came | null>(null)
  const way = wanted ?? ways[0] ?? 'link'
  const send = () =>
    void attempt(async () => {
      const body = { customers: [customer], ...(way === 'link' && { way }) }
      const { items } = await call(postAsks, { params: { key: survey }, body })
      setCame({ ...items[0]!, way })
      await queries.invalidateQueries({ queryKey: ['surveys', 'choices', customer] })
    })
  if (came !== null) return <Outcome came={came} choice={choice} />
  return (
    <div className="asking-form">
      <div className="asking-ways">
        <fieldset className="asking-choices">
          <legend>{say('asking.how')}</legend>
          {ways.map((each) => (
            <label key={each} className="asking-choice">
              <input type="radio" name="asking-way" checked={way === each} onChange={() => want(each)} />
              <span>{tellWay(each)}</span>
            </label>
          ))}
          {decision !== 'ask' && (
            <p className="faint">{say(decision === 'no-address' && !hasMail ? 'asking.noMail' : `asking.reason.${decision}`)}</p>
          )}
        </fieldset>
        <p className="faint">{say('asking.clocks')}</p>
        <Button disabled={isBusy} onClick={send}>
          {say(way === 'link' ? 'asking.makeLink' : 'asking.send')}
        </Button>
        <p role="alert" className="entry-wrong">
          {wrong}
        </p>
      </div>
      <AskPreview survey={survey} language={language} />
    </div>
  )

  function tellWay(each: Way): string {
    if (each === 'link') return say('asking.byLink')
    return choice.way === 'email' ? say('asking.byMail', { address: choice.address ?? '' }) : say('asking.byWebhook')
  }
}

/** What came of asking; the focus goes there, for the button that was pressed is gone. */
function Outcome({ came, choice }: { came: Came; choice: AskChoice }) {
  const { say } = useWords()
  const told = useRef<HTMLParagraphElement>(null)
  useEffect(() => told.current?.focus(), [])
  const { decision, address, way } = came
  const tell = () => {
    if (decision === 'unknown') return say('asking.unknown')
    if (decision !== 'ask') return `${say('asking.refused')} ${say(`asking.reason.${decision}`)}`
    if (way === 'link') return say('asking.linkMade')
    return choice.way === 'email' ? say('asking.sentTo', { address: choice.address ?? '' }) : say('asking.sent')
  }
  return (
    <div className="asking-outcome">
      <p ref={told} tabIndex={-1} role="status">
        {tell()}
      </p>
      {address !== null && <Copied label={say('asking.linkOnly')} text={address} />}
    </div>
  )
}
