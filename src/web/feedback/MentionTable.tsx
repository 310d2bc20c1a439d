import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { handleMention, type MentionJson } from '../../api/mention.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import type { Words } from '../i18n/words.ts'
import { ListTable, type Columns } from '../shell/table/ListTable.tsx'
import type { MentionsAddress } from './mentionAddress.ts'
import { MentionSource } from './MentionSource.tsx'
import { Stars } from './Stars.tsx'
import { useAct } from './useAct.ts'

interface Props {
  items: readonly MentionJson[]
  address: MentionsAddress
  mayWork: boolean
}

/** Mentions as a list, their words in their own language; chosen ones are marked together. */
export function MentionTable({ items, address, mayWork }: Props) {
  const words = useWords()
  const { say } = words
  const { attempt, isBusy, wrong } = useAct(['mentions', 'mention'])
  const mark = (rows: readonly MentionJson[], handled: boolean) =>
    attempt(() => Promise.all(rows.map(({ mention }) => call(handleMention, { params: { mention }, body: { handled } }))))
  const marks = (rows: readonly MentionJson[]) =>
    mayWork &&
    rows.length > 0 && (
      <span className="answers-acts">
        {[true, false].map((handled) => (
          <Button key={String(handled)} variant="default" size="compact-sm" disabled={isBusy} onClick={() => void mark(rows, handled)}>
            {say(handled ? 'mentions.markHandled' : 'mentions.markOpen')}
          </Button>
        ))}
      </span>
    )
  return (
    <div className="answers">
      <ListTable
        name="mentions"
        label={say('mentions.list')}
        rows={items}
        keyOf={({ mention }) => String(mention)}
        columns={columnsOf(words, address)}
        acts={marks}
      />
      <p role="alert" className="entry-wrong">
        {wrong}
      </p>
    </div>
  )
}

function columnsOf(words: Words, address: MentionsAddress): Columns<MentionJson> {
  const { say, formats } = words
  const tone = ({ tone: each }: MentionJson) => (each === null ? say('mentions.tone.none') : say(`mentions.tone.${each}`))
  return [
    {
      key: 'when',
      title: say('answers.when'),
      cell: ({ mention, occurredAt }) => (
        <Link to="/feedback/mentions/$mention" params={{ mention: String(mention) }} search={address} data-row>
          {formats.plainDate(Date.parse(occurredAt))}
        </Link>
      ),
      value: ({ occurredAt }) => formats.moment(Date.parse(occurredAt)),
    },
    {
      key: 'stars',
      title: say('mentions.stars'),
      cell: ({ rating }) => (rating === null ? <span className="faint">{say('mentions.noRating')}</span> : <Stars stars={rating.stars} />),
      value: ({ rating }) => rating?.stars ?? null,
    },
    {
      key: 'said',
      title: say('answers.said'),
      cell: ({ title, text, locale }) => (
        <span className="answers-said" lang={locale ?? undefined}>
          {[title, text].filter(Boolean).join(' – ')}
        </span>
      ),
      value: ({ title, text }) => [title, text].filter(Boolean).join(' – '),
    },
    { key: 'tone', title: say('answers.sentiment'), cell: tone, value: tone },
    {
      key: 'source',
      title: say('mentions.source'),
      cell: (row) => <MentionSource mention={row} />,
      value: ({ source, url }) => url ?? source,
    },
    {
      key: 'author',
      title: say('mentions.author'),
      cell: ({ author }) => author ?? '',
      value: ({ author }) => author,
    },
    {
      key: 'customer',
      title: say('answers.customer'),
      cell: ({ customer, displayName }) =>
        customer === null ? (
          <span className="faint">{say('mentions.nobody')}</span>
        ) : (
          <Link to="/customers/$customer" params={{ customer }} search={{}}>
            {displayName ?? customer}
          </Link>
        ),
      value: ({ customer, displayName }) => displayName ?? customer ?? say('mentions.nobody'),
    },
    {
      key: 'handled',
      title: say('answers.state'),
      cell: ({ handled }) => say(handled === null ? 'mentions.open' : 'mentions.handled'),
      value: ({ handled }) => say(handled === null ? 'mentions.open' : 'mentions.handled'),
    },
  ]
}
