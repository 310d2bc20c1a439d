import { Button } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { getThemes, getVerbatims } from '../../api/verbatim.ts'
import { useSession } from '../access/useSession.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { FeedbackFrame } from './FeedbackFrame.tsx'
import { Summary } from './Summary.tsx'
import { ThemeTable } from './ThemeTable.tsx'
import { VerbatimRow } from './VerbatimRow.tsx'
import { askedWords, type WordsAddress } from './wordsAddress.ts'
import { WordsFilters } from './WordsFilters.tsx'
import './themes/themes.css'
import './words.css'

/** The period looked at unless another is chosen, in days. */
const USUAL = 90

/** What people say in their own words: themes and what each does to the scores, and every text. */
export function WordsPage() {
  const { say } = useWords()
  const address: WordsAddress = useSearch({ from: '/feedback/words' })
  const navigate = useNavigate()
  const role = useSession().data?.me?.role
  const change = (next: { [Name in keyof WordsAddress]?: WordsAddress[Name] | undefined }) => {
    const search = Object.fromEntries(Object.entries({ ...address, ...next }).filter(([, value]) => value !== undefined))
    void navigate({ to: '/feedback/words', search, replace: true, resetScroll: false })
  }
  const newest = useQuery({
    queryKey: ['responses', 'newest words'],
    queryFn: ({ signal }) => call(getVerbatims, { query: { limit: 1 }, signal }),
  })
  const latest = newest.data === undefined ? undefined : Date.parse(newest.data.items[0]?.at ?? '') + 1
  const { words: _words, theme: _theme, ...period } = address
  const asked = askedWords({ days: USUAL, ...address }, latest === undefined || Number.isNaN(latest) ? null : latest)
  const figures = useQuery({
    queryKey: ['scores', 'themes', period, latest],
    enabled: latest !== undefined,
    queryFn: ({ signal }) => {
      const { words: _asked, theme: _one, ...query } = asked
      return call(getThemes, { query, signal })
    },
    placeholderData: (before) => before,
  })
  const list = useInfiniteQuery({
    queryKey: ['responses', 'words', asked],
    enabled: latest !== undefined,
    initialPageParam: undefined as string | undefined,
    queryFn: ({ signal, pageParam }) => call(getVerbatims, { query: { ...asked, limit: 30, cursor: pageParam }, signal }),
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: (before) => before,
  })
  const items = list.data?.pages.flatMap((page) => page.items)
  const names = new Map(figures.data?.themes.map(({ theme, names: own }) => [theme, own]))
  const failed = newest.error ?? list.error ?? figures.error
  if (failed && items === undefined) {
    return (
      <FeedbackFrame title={say('places.said')}>
        <Failed error={failed} retry={() => void Promise.all([newest.refetch(), list.refetch(), figures.refetch()])} />
      </FeedbackFrame>
    )
  }
  return (
    <FeedbackFrame title={say('places.said')}>
      <WordsFilters address={address} usual={USUAL} change={change} />
      {figures.data && figures.data.texts > 0 && (
        <ThemeTable figures={figures.data} chosen={address.theme} choose={(theme) => change({ theme })} />
      )}
      {items !== undefined && items.length > 0 && <Summary key={JSON.stringify(asked)} asked={asked} />}
      <section className="feedback-list" aria-label={say('said.list')}>
        <h2>{say('said.list')}</h2>
        {items !== undefined && items.length > 0 && (
          <ol className="said">
            {items.map((item) => (
              <VerbatimRow
                key={`${item.customer} ${item.id}`}
                verbatim={item}
                names={names}
                mayTeach={role === 'lead' || role === 'admin'}
              />
            ))}
          </ol>
        )}
        <p className="faint" role="status">
          {items === undefined
            ? say('feedback.loading')
            : items.length > 0
              ? say(list.hasNextPage ? 'said.shown' : 'said.allShown', { count: items.length })
              : say(Object.keys(address).length > 0 ? (list.hasNextPage ? 'said.noneYet' : 'said.none') : 'said.empty')}
        </p>
        {list.hasNextPage && (
          <Button variant="default" size="compact-sm" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {say('said.more')}
          </Button>
        )}
      </section>
      <p>
        <Link to="/feedback/words/models">{say('models.link')}</Link>
      </p>
    </FeedbackFrame>
  )
}
