import { useQuery } from '@tanstack/react-query'
import { getSegments, type QuestionJson } from '../../../api/feedbackFigures.ts'
import { call } from '../../client.ts'
import { useTeams } from '../../employee/useTeams.ts'
import { useWords } from '../../i18n/useWords.ts'
import { useOrganisation } from '../../organisation/useOrganisation.ts'
import { Choice } from '../Choice.tsx'
import { GROUPS, NARROWING, PACES, SPANS, type ScoresAddress } from '../scoresAddress.ts'
import { useSurveys } from '../useSurveys.ts'
import type { Change } from './ScoresPage.tsx'
import { tellQuestion } from './tellScore.ts'

/** What the value of a segment begins with in the list of groupings. */
const SEGMENT = 'segment '

interface Props {
  address: ScoresAddress
  change: Change
  questions: readonly QuestionJson[]
  chosen: QuestionJson | undefined
}

/** Which scores are told, of what time, by what, and of what alone. */
export function ScoreFilters({ address, change, questions, chosen }: Props) {
  const words = useWords()
  const { say, formats } = words
  const names = useOrganisation().data?.names
  const teams = useTeams().data?.teams ?? []
  const surveys = useSurveys().data?.items ?? []
  const segments = useQuery({ queryKey: ['scores', 'segments'], queryFn: ({ signal }) => call(getSegments, { signal }) }).data?.items ?? []
  const named = (keys: Record<string, unknown> | undefined, tell: (key: string) => string) =>
    Object.keys(keys ?? {})
      .map((key) => [key, tell(key)] as const)
      .toSorted(([, one], [, other]) => one.localeCompare(other, formats.locale))
  const options = {
    journey: named(names?.journeys, words.journey),
    touchpoint: named(names?.touchpoints, words.touchpoint),
    channel: named(names?.channels, words.channel),
    team: teams.map(({ key }) => [key, words.team(key)] as const),
    survey: surveys.map(({ key, name }) => [key, name] as const),
  }
  return (
    <search className="cases-filters" aria-label={say('scores.filters')}>
      <Choice
        label={say('scores.metric')}
        value={chosen?.metric}
        options={[...new Map(questions.map((question) => [question.metric, tellQuestion(question, words)]))]}
        none={null}
        change={(metric) => change({ metric })}
      />
      <Choice
        label={say('scores.period')}
        value={address.days ?? 90}
        options={SPANS.map((days) => [days, say(`answers.period.${days}`)])}
        none={null}
        change={(days) => change({ days: SPANS.find((each) => String(each) === days) })}
      />
      <Choice
        label={say('scores.every')}
        value={address.every ?? 'week'}
        options={PACES.map((every) => [every, say(`scores.every.${every}`)])}
        none={null}
        change={(every) => change({ every: PACES.find((each) => each === every) })}
      />
      <Choice
        label={say('scores.by')}
        value={address.of === undefined ? (address.by ?? 'touchpoint') : `${SEGMENT}${address.of}`}
        options={[
          ...GROUPS.flatMap((by) => (by === 'segment' ? [] : [[by, say(`scores.by.${by}`)] as const])),
          ...segments.map(({ key }) => [`${SEGMENT}${key}`, say('scores.by.segmentOf', { attribute: key })] as const),
        ]}
        none={null}
        change={(by) =>
          change(
            by?.startsWith(SEGMENT)
              ? { by: 'segment', of: by.slice(SEGMENT.length) }
              : { by: GROUPS.find((each) => each === by), of: undefined },
          )
        }
      />
      <details open={NARROWING.some((name) => address[name] !== undefined) || undefined} className="customers-more">
        <summary>{say('customers.moreFilters')}</summary>
        <div className="cases-filters">
          {NARROWING.map((name) => (
            <Choice
              key={name}
              label={say(`answers.${name}`)}
              value={address[name]}
              options={options[name]}
              change={(next) => change({ [name]: next })}
            />
          ))}
        </div>
      </details>
    </search>
  )
}
