import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { getMentions } from '../../api/mention.ts'
import { getReputation } from '../../api/mentionReputation.ts'
import { useSession } from '../access/useSession.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { FeedbackFrame } from './FeedbackFrame.tsx'
import { askedMentions, type MentionsAddress } from './mentionAddress.ts'
import { MentionFilters } from './MentionFilters.tsx'
import { MentionTable } from './MentionTable.tsx'
import { Reputation } from './Reputation.tsx'
import { SaidAndDid } from './SaidAndDid.tsx'
import '../journey/picture.css'
import './mentions.css'

/** Word of mouth: reputation over time, and every review and post, the latest first; filters stand in the address. */
export function MentionsPage() {
  const { say } = useWords()
  const address: MentionsAddress = useSearch({ from: '/feedback/mentions' })
  const navigate = useNavigate()
  const role = useSession().data?.me?.role
  const asked = askedMentions(address)
  const isFiltered = Object.keys(asked).length > 0
  const list = useInfiniteQuery({
    queryKey: ['mentions', asked],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) => call(getMentions, { query: { ...asked, cursor: pageParam }, signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  })
  const all = useQuery({
    queryKey: ['reputation', 'sources'],
    queryFn: ({ signal }) => call(getReputation, { query: { since: '1900-01-01T00:00:00Z' }, signal }),
  })
  const items = list.data?.pages.flatMap((page) => page.items)
  const change = (next: { [Name in keyof MentionsAddress]?: MentionsAddress[Name] | undefined }) => {
    const search = Object.fromEntries(Object.entries({ ...address, ...next }).filter(([, value]) => value !== undefined))
    void navigate({ to: '/feedback/mentions', search, replace: true, resetScroll: false })
  }
  const maySetUp = role === 'lead' || role === 'admin'
  if (list.error && items === undefined)
    return (
      <FeedbackFrame title={say('places.mentions')}>
        <Failed error={list.error} retry={() => void list.refetch()} />
      </FeedbackFrame>
    )
  return (
    <FeedbackFrame title={say('places.mentions')}>
      <p>{say('mentions.hint')}</p>
      <Reputation address={address} change={change} />
      <SaidAndDid />
      <div className="feedback-list">
        <div className="place-head">
          <h2>{say('mentions.list')}</h2>
          <Link to="/feedback/mentions/sources">{say('mentions.sources')}</Link>
        </div>
        <MentionFilters address={address} change={change} sources={all.data?.sources.map(({ source }) => source) ?? []} />
        {items !== undefined && items.length > 0 && (
          <MentionTable items={items} address={address} mayWork={role !== undefined && role !== 'viewer'} />
        )}
        <p className="faint" role="status">
          {items === undefined
            ? say('feedback.loading')
            : items.length > 0
              ? say(list.hasNextPage ? 'mentions.shown' : 'mentions.allShown', { count: items.length })
              : say(isFiltered ? 'mentions.none' : 'mentions.empty')}
        </p>
        {isFiltered && (
          <button type="button" className="text-link" onClick={() => void navigate({ to: '/feedback/mentions', search: {} })}>
            {say('answers.clear')}
          </button>
        )}
        {items?.length === 0 && !isFiltered && maySetUp && <Link to="/feedback/mentions/sources">{say('mentions.emptyNext')}</Link>}
        {list.hasNextPage && (
          <Button variant="default" size="compact-sm" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {say('answers.more')}
          </Button>
        )}
      </div>
    </FeedbackFrame>
  )
}
