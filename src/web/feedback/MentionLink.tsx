import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { getCustomers } from '../../api/customerList.ts'
import { linkMention, unlinkMention, type MentionJson } from '../../api/mention.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { useAct } from './useAct.ts'

const MOST = 6
/** So long, in ms, a pause in typing is before customers are searched. */
const PAUSE = 200

/** Which customer wrote a mention: somebody says so for certain, and may take it back. */
export function MentionLink({ mention, mayWork }: { mention: MentionJson; mayWork: boolean }) {
  const { say } = useWords()
  const { attempt, isBusy, wrong } = useAct(['mentions', 'mention', 'reputation'])
  const [why, setWhy] = useState('')
  const title = useRef<HTMLHeadingElement>(null)
  const { customer, displayName, linkedBy } = mention
  const params = { mention: mention.mention }
  const act = async (work: () => Promise<unknown>) => {
    if (!(await attempt(work))) return
    setWhy('')
    // What had the focus went away.
    title.current?.focus()
  }
  return (
    <section aria-labelledby="mention-customer" className="mention-customer">
      <h3 id="mention-customer" ref={title} tabIndex={-1}>
        {say('answers.customer')}
      </h3>
      {customer === null ? (
        <p>{say('mentions.nobodyHint')}</p>
      ) : (
        <p>
          <Link to="/customers/$customer" params={{ customer }} search={{}}>
            {displayName ?? customer}
          </Link>{' '}
          <span className="faint">{say(linkedBy === 'source' ? 'mentions.linkedBySource' : 'mentions.linkedByPerson')}</span>
        </p>
      )}
      {mayWork && linkedBy !== 'source' && (
        <TextInput label={say('mentions.because')} maxLength={500} value={why} onChange={(event) => setWhy(event.currentTarget.value)} />
      )}
      {mayWork && customer === null && (
        <Chooser
          isBusy={isBusy}
          choose={(chosen) => void act(() => call(linkMention, { params, body: { customer: chosen, because: why } }))}
        />
      )}
      {mayWork && linkedBy === 'person' && (
        <Button
          variant="default"
          size="compact-md"
          disabled={isBusy}
          onClick={() => void act(() => call(unlinkMention, { params, body: { because: why } }))}
        >
          {say('mentions.unlink')}
        </Button>
      )}
      <p role="alert" className="entry-wrong">
        {wrong}
      </p>
    </section>
  )
}

function Chooser({ isBusy, choose }: { isBusy: boolean; choose: (customer: string) => void }) {
  const { say } = useWords()
  const [text, setText] = useState('')
  const [asked] = useDebouncedValue(text.trim(), PAUSE)
  const found = useQuery({
    queryKey: ['search', asked],
    queryFn: ({ signal }) => call(getCustomers, { query: { q: asked, limit: MOST }, signal }),
    enabled: asked !== '',
    placeholderData: keepPreviousData,
  })
  const items = asked === '' ? [] : (found.data?.items ?? [])
  return (
    <>
      <TextInput
        label={say('mentions.search')}
        description={say('mentions.searchHint')}
        type="search"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <p className="faint" role="status">
        {asked !== '' && found.isSuccess && say('mentions.found', { count: items.length })}
      </p>
      <ul className="mention-found">
        {items.map(({ customer, displayName }) => (
          <li key={customer}>
            <span>
              {displayName ?? customer} <span className="faint">{customer}</span>
            </span>
            <Button
              variant="default"
              size="compact-sm"
              disabled={isBusy}
              aria-label={say('mentions.linkTo', { customer: displayName ?? customer })}
              onClick={() => choose(customer)}
            >
              {say('mentions.link')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}
