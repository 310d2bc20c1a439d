import { Link } from '@tanstack/react-router'
import type { SurveyListed } from '../../api/survey.ts'
import { useSession } from '../access/useSession.ts'
import { useWords } from '../i18n/useWords.ts'
import type { Words } from '../i18n/words.ts'
import { Failed } from '../shell/Failed.tsx'
import { ListTable, type Columns } from '../shell/table/ListTable.tsx'
import { FeedbackFrame } from './FeedbackFrame.tsx'
import { NewSurvey } from './NewSurvey.tsx'
import { useSurveys } from './useSurveys.ts'

/** Surveys by name, with how many were asked and answered. */
export function SurveysPage() {
  const words = useWords()
  const { say } = words
  const { data, error, refetch } = useSurveys()
  const role = useSession().data?.me?.role
  return (
    <FeedbackFrame title={say('places.surveys')}>
      {error && !data ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : data === undefined ? (
        <p role="status">{say('feedback.loading')}</p>
      ) : data.items.length === 0 ? (
        <p>{say('surveys.empty')}</p>
      ) : (
        <ListTable name="surveys" label={say('places.surveys')} rows={data.items} keyOf={({ key }) => key} columns={columnsOf(words)} />
      )}
      {data && (role === 'lead' || role === 'admin') && <NewSurvey taken={data.items.map(({ key }) => key)} />}
    </FeedbackFrame>
  )
}

function columnsOf({ say, formats }: Words): Columns<SurveyListed> {
  const share = new Intl.NumberFormat(formats.locale, { style: 'percent', maximumFractionDigits: 0 })
  const number = (key: string, title: string, value: (row: SurveyListed) => number) => ({
    key,
    title,
    isNumber: true,
    value,
    cell: (row: SurveyListed) => formats.number(value(row)),
  })
  return [
    {
      key: 'name',
      title: say('surveys.name'),
      cell: ({ key, name }) => (
        <Link to="/feedback/surveys/$survey" params={{ survey: key }} data-row>
          {name}
        </Link>
      ),
      value: ({ name }) => name,
    },
    {
      key: 'state',
      title: say('surveys.state'),
      cell: ({ state, changed, version }) => (
        <>
          {say(`surveys.state.${state}`)}
          {changed && version > 0 && <span className="faint"> {say('surveys.changed')}</span>}
        </>
      ),
      value: ({ state }) => say(`surveys.state.${state}`),
    },
    number('responses', say('surveys.responses'), ({ responses }) => responses),
    number('asked', say('surveys.asked'), ({ asked }) => asked),
    {
      key: 'rate',
      title: say('surveys.rate'),
      isNumber: true,
      cell: ({ asked, answered }) => (asked === 0 ? '–' : share.format(answered / asked)),
      value: ({ asked, answered }) => (asked === 0 ? null : answered / asked),
    },
    number('version', say('surveys.version'), ({ version }) => version),
    {
      key: 'changed',
      title: say('surveys.changedAt'),
      cell: ({ changedAt, changedBy }) => [formats.plainDate(Date.parse(changedAt)), changedBy].filter(Boolean).join(', '),
      value: ({ changedAt }) => formats.moment(Date.parse(changedAt)),
    },
  ]
}
