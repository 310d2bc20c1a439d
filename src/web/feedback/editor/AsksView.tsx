import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { z } from 'zod'
import { getAsks } from '../../../api/survey.ts'
import { SKIP_REASONS, type SkipReason } from '../../../domain/feedback/plan.ts'
import { call } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import type { Words } from '../../i18n/words.ts'
import { Failed } from '../../shell/Failed.tsx'
import { ListTable, type Columns } from '../../shell/table/ListTable.tsx'
import { Choice } from '../Choice.tsx'
import { useEditing } from './editing.ts'

type Ask = z.output<(typeof getAsks)['answer']>['items'][number]

const STATES = ['due', 'asked', 'answered', 'skipped', 'bounced'] as const

/** Everybody who was to be asked: what came of it, and why who was passed over was. */
export function AsksView() {
  const words = useWords()
  const { say } = words
  const { key } = useEditing().survey.kept
  const [state, setState] = useState<Ask['state']>()
  const [reason, setReason] = useState<SkipReason>()
  const asked = { ...(state && { state }), ...(reason && { reason }) }
  const list = useInfiniteQuery({
    queryKey: ['surveys', 'asks', key, asked],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) => call(getAsks, { params: { key }, query: { ...asked, cursor: pageParam }, signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  })
  const items = list.data?.pages.flatMap((page) => page.items)
  if (list.error && items === undefined) return <Failed error={list.error} retry={() => void list.refetch()} />
  return (
    <div className="survey-section">
      <h2>{say('survey.part.asks')}</h2>
      <p className="faint">{say('asks.hint')}</p>
      <search className="cases-filters" aria-label={say('answers.filters')}>
        <Choice
          label={say('asks.state')}
          value={state}
          options={STATES.map((each) => [each, say(`asks.state.${each}`)])}
          change={(next) => setState(STATES.find((each) => each === next))}
        />
        <Choice
          label={say('asks.reason')}
          value={reason}
          options={SKIP_REASONS.map((each) => [each, say(`decision.${each}`)])}
          change={(next) => setReason(SKIP_REASONS.find((each) => each === next))}
        />
      </search>
      {items === undefined ? (
        <p role="status">{say('feedback.loading')}</p>
      ) : items.length === 0 ? (
        <p>{say(state || reason ? 'asks.noneSo' : 'asks.none')}</p>
      ) : (
        <ListTable name="asks" label={say('survey.part.asks')} rows={items} keyOf={({ id }) => id} columns={columnsOf(words)} />
      )}
      {list.hasNextPage && (
        <Button variant="default" size="compact-sm" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {say('answers.more')}
        </Button>
      )}
    </div>
  )
}

function columnsOf(words: Words): Columns<Ask> {
  const { say, formats } = words
  const moment = (at: string | null) => (at === null ? '' : formats.shortMoment(Date.parse(at)))
  const plain = (key: string, title: string, value: (ask: Ask) => string) => ({ key, title, cell: value, value })
  return [
    {
      key: 'customer',
      title: say('asks.customer'),
      cell: ({ customer, name }) => (
        <Link to="/customers/$customer" params={{ customer }} search={{}} data-row>
          {name ?? customer}
        </Link>
      ),
      value: ({ customer, name }) => name ?? customer,
    },
    plain('state', say('asks.state'), ({ state }) => say(`asks.state.${state}`)),
    plain('reason', say('asks.reason'), ({ reason }) => (reason === null ? '' : say(`decision.${reason}`))),
    plain('triggered', say('asks.triggered'), ({ triggeredAt }) => moment(triggeredAt)),
    plain('asked', say('asks.asked'), ({ askedAt }) => moment(askedAt)),
    plain('answered', say('asks.answered'), ({ answeredAt }) => moment(answeredAt)),
    plain('way', say('asks.way'), ({ way }) => (way === null ? '' : say(`plan.way.${way}`))),
    plain('touchpoint', say('answers.touchpoint'), ({ touchpoint }) => (touchpoint === null ? '' : words.touchpoint(touchpoint))),
  ]
}
