import { useQuery } from '@tanstack/react-query'
import { getSurvey } from '../../../api/survey.ts'
import type { Trigger } from '../../../domain/feedback/plan.ts'
import { scoreOf } from '../../../domain/feedback/question.ts'
import { wordsIn, type SurveyContent } from '../../../domain/feedback/survey.ts'
import { call } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import { useSurveys } from '../useSurveys.ts'
import { useEditing } from './editing.ts'
import { NumberField, OneField } from './Fields.tsx'

type OfResponse = Extract<Trigger, { on: 'response' }>

/** Which answer to which survey triggers another: the survey, its question by its words, and between which scores. */
export function AnswerFields({ trigger, change }: { trigger: OfResponse; change: (trigger: Trigger, field?: string) => void }) {
  const { say, language } = useWords()
  const { faultAt } = useEditing()
  const surveys = useSurveys().data?.items ?? []
  const { survey, question, atLeast, atMost } = trigger
  const followed = useQuery({
    queryKey: ['surveys', 'followed', survey],
    queryFn: ({ signal }) => call(getSurvey, { params: { key: survey }, signal }),
    enabled: survey !== '',
  }).data
  const content: SurveyContent | undefined = followed?.published ?? followed?.draft
  const asked = content?.questions.find(({ key }) => key === question)
  const scale = asked && scoreOf(asked)
  const ends = scale ?? { from: -10, to: 100 }
  const options = (content?.questions ?? []).map(({ key, title }) => [key, wordsIn(title, language, content!) || key] as const)
  const bounded = (low: number | undefined, high: number | undefined) =>
    change(
      {
        on: 'response',
        survey,
        question,
        ...(low !== undefined && { atLeast: low }),
        ...(high !== undefined && { atMost: high }),
      },
      'within',
    )
  return (
    <>
      <OneField
        label={say('plan.survey')}
        value={survey}
        options={[['', say('plan.chooseSurvey')], ...surveys.map(({ key, name }) => [key, name] as const)]}
        change={(key) => change({ on: 'response', survey: key, question: '' })}
      />
      <OneField
        label={say('plan.question')}
        value={question}
        options={[['', say('plan.chooseQuestion')], ...options]}
        fault={question === '' ? say('plan.questionMissing') : faultAt('plan.trigger')}
        change={(key) => change({ on: 'response', survey, question: key })}
      />
      {scale !== null && (
        <>
          <NumberField
            label={say('plan.atLeast')}
            value={atLeast}
            least={ends.from}
            most={ends.to}
            placeholder="–"
            change={(low) => bounded(low, atMost)}
          />
          <NumberField
            label={say('plan.atMost')}
            fault={faultAt('plan.trigger.atMost')}
            value={atMost}
            least={ends.from}
            most={ends.to}
            placeholder="–"
            change={(high) => bounded(atLeast, high)}
          />
        </>
      )}
    </>
  )
}
