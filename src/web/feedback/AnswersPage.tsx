import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useSession } from '../access/useSession.ts'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { useNow } from '../shell/useNow.ts'
import { askedResponses, type AnswersAddress } from './address.ts'
import { AnswerFilters } from './AnswerFilters.tsx'
import { AnswerTable } from './AnswerTable.tsx'
import { FeedbackFrame } from './FeedbackFrame.tsx'
import { ResponseFiles } from './ResponseFiles.tsx'
import { useResponses } from './useResponses.ts'

/** What customers answered, the latest first; every filter stands in the address. */
export function AnswersPage() {
  const { say } = useWords()
  const address: AnswersAddress = useSearch({ from: '/feedback' })
  const navigate = useNavigate()
  const role = useSession().data?.me?.role
  const { list, items } = useResponses(address)
  const asked: { since?: string; until?: string } = askedResponses(address, useNow())
  const change = (next: { [Name in keyof AnswersAddress]?: AnswersAddress[Name] | undefined }) => {
    const search = Object.fromEntries(Object.entries({ ...address, ...next }).filter(([, value]) => value !== undefined))
    void navigate({ to: '/feedback', search, replace: true, resetScroll: false })
  }
  const isFiltered = Object.keys(address).length > 0
  return (
    <FeedbackFrame title={say('feedback.answers')}>
      <AnswerFilters address={address} change={change} />
      {list.error && items === undefined ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : (
        <div className="feedback-list">
          {items !== undefined && items.length > 0 && (
            <AnswerTable items={items} address={address} mayWork={role !== undefined && role !== 'viewer'} />
          )}
          <p className="faint" role="status">
            {items === undefined
              ? say('feedback.loading')
              : items.length > 0
                ? say(list.hasNextPage ? 'answers.shown' : 'answers.allShown', { count: items.length })
                : say(isFiltered ? 'answers.none' : 'answers.empty')}
          </p>
          {items?.length === 0 && isFiltered && (
            <button type="button" className="text-link" onClick={() => void navigate({ to: '/feedback', search: {} })}>
              {say('answers.clear')}
            </button>
          )}
          {items?.length === 0 && !isFiltered && (role === 'lead' || role === 'admin') && (
            <Link to="/feedback/surveys">{say('answers.emptyNext')}</Link>
          )}
          {address.survey !== undefined && items !== undefined && items.length > 0 && (
            <ResponseFiles survey={address.survey} since={asked.since} until={asked.until} />
          )}
          {list.hasNextPage && (
            <Button variant="default" size="compact-sm" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {say('answers.more')}
            </Button>
          )}
        </div>
      )}
    </FeedbackFrame>
  )
}
