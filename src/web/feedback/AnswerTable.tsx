import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { KeyboardEvent } from 'react'
import type { ResponseJson } from '../../api/response.ts'
import { useWords } from '../i18n/useWords.ts'
import type { Words } from '../i18n/words.ts'
import { ListTable, type Columns } from '../shell/table/ListTable.tsx'
import type { AnswersAddress, ResponseState } from './address.ts'
import { tellAbout, tellScores } from './tell.ts'
import { useMarking } from './useMarking.ts'

/** Keys that mark the response which has the focus. */
const MARKS: Readonly<Record<string, ResponseState>> = { r: 'read', h: 'handled' }
const MOVES: Readonly<Record<string, string>> = { j: 'ArrowDown', k: 'ArrowUp' }

interface Props {
  items: readonly ResponseJson[]
  address: AnswersAddress
  mayWork: boolean
}

/** Responses as a list; chosen ones are marked together. */
export function AnswerTable({ items, address, mayWork }: Props) {
  const words = useWords()
  const { say } = words
  const { mark, isBusy, wrong } = useMarking()
  const press = (event: KeyboardEvent) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>('[data-response]')
    if (row === null || event.ctrlKey || event.metaKey || event.altKey) return
    const state = MARKS[event.key.toLowerCase()]
    const move = MOVES[event.key.toLowerCase()]
    if (state && mayWork && !isBusy) void mark([row.dataset['response']!], state)
    else if (move) row.dispatchEvent(new globalThis.KeyboardEvent('keydown', { key: move, bubbles: true }))
  }
  return (
    <div role="presentation" onKeyDown={press} className="answers">
      <ListTable
        name="responses"
        label={say('answers.list')}
        rows={items}
        keyOf={({ id }) => id}
        columns={columnsOf(words, address)}
        acts={mayWork ? actsOf(words, isBusy, (ids, state) => void mark(ids, state)) : undefined}
      />
      {mayWork && <p className="faint list-keys">{say('answers.keys')}</p>}
      <p role="alert" className="entry-wrong">
        {wrong}
      </p>
    </div>
  )
}

/** What can be done with responses that are chosen. */
function actsOf({ say }: Words, isBusy: boolean, mark: (ids: readonly string[], state: ResponseState) => void) {
  return (rows: readonly ResponseJson[]) =>
    rows.length > 0 && (
      <span className="answers-acts">
        {(['read', 'handled', 'new', 'test'] as const).map((state) => (
          <Button
            key={state}
            variant="default"
            size="compact-sm"
            disabled={isBusy}
            onClick={() =>
              mark(
                rows.map(({ id }) => id),
                state,
              )
            }
          >
            {say(`answers.mark.${state}`)}
          </Button>
        ))}
      </span>
    )
}

function columnsOf(words: Words, address: AnswersAddress): Columns<ResponseJson> {
  const { say, formats } = words
  const when = (at: string) => formats.shortMoment(Date.parse(at))
  const plain = (key: string, title: string, value: (row: ResponseJson) => string) => ({ key, title, cell: value, value })
  return [
    {
      key: 'when',
      title: say('answers.when'),
      cell: ({ id, at, state }) => (
        <span className="answers-when" data-new={state === 'new' || undefined}>
          <Link to="/feedback/responses/$response" params={{ response: id }} search={address} data-row data-response={id}>
            {when(at)}
          </Link>
          {state === 'new' && <span className="answers-new">{say('answers.state.new')}</span>}
        </span>
      ),
      value: ({ at }) => formats.moment(Date.parse(at)),
    },
    {
      key: 'score',
      title: say('answers.score'),
      cell: ({ measures }) => tellScores(measures, words),
      value: ({ measures }) => tellScores(measures, words),
    },
    {
      key: 'said',
      title: say('answers.said'),
      cell: ({ text, language, whole }) => (
        <>
          {text !== null && (
            <span className="answers-said" lang={language ?? undefined}>
              {text}
            </span>
          )}
          {!whole && <span className="faint"> {say('answers.part')}</span>}
        </>
      ),
      value: ({ text }) => text,
    },
    {
      key: 'customer',
      title: say('answers.customer'),
      cell: ({ customer, name }) =>
        customer === null ? (
          <span className="faint">{say('answers.nobody')}</span>
        ) : (
          <Link to="/customers/$customer" params={{ customer }} search={{}}>
            {name ?? customer}
          </Link>
        ),
      value: ({ customer, name }) => name ?? customer ?? say('answers.nobody'),
    },
    plain('about', say('answers.about'), (row) => tellAbout(row, words)),
    plain('survey', say('answers.survey'), ({ surveyName, survey }) => surveyName ?? survey ?? ''),
    plain('state', say('answers.state'), ({ state }) => say(`answers.state.${state}`)),
    {
      key: 'case',
      title: say('answers.case'),
      cell: ({ case: id }) =>
        id === null ? (
          ''
        ) : (
          <Link to="/cases/$id" params={{ id }}>
            {id}
          </Link>
        ),
      value: ({ case: id }) => id,
    },
    plain('journey', say('answers.journey'), ({ journey }) => (journey === null ? '' : words.journey(journey))),
    plain('channel', say('answers.channel'), ({ channel }) => (channel === null ? '' : words.channel(channel))),
    plain('team', say('answers.team'), ({ team }) => (team === null ? '' : words.team(team))),
    plain('door', say('answers.door'), ({ door }) => say(`answers.door.${door}`)),
    plain('language', say('answers.language'), ({ language }) => language ?? ''),
  ]
}
