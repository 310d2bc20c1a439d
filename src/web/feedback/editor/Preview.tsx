import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { previewSurvey } from '../../../api/response.ts'
import { stepsOf } from '../../../domain/feedback/steps.ts'
import type { SurveyContent } from '../../../domain/feedback/survey.ts'
import { call } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import { nameLanguage, useEditing } from './editing.ts'
import { PreviewPhone } from './PreviewPhone.tsx'
import { answersReaching, answersThanked, type Given } from './reaching.ts'

/** So long, in ms, a pause in writing is before the page is drawn anew. */
const PAUSE = 400

/** What the preview shows: a page of the survey, and the answers that lead there. */
interface Shown {
  answers: Record<string, Given>
  step: number
}

/** The survey as it is on the answerer's phone; goes to the question being written. */
export function Preview() {
  const { say, formats } = useWords()
  const { content, chosen } = useEditing()
  const settled = useSettled(content)
  const [language, setLanguage] = useState<string | null>(null)
  const [moved, setMoved] = useState<{ chosen: string | null; shown: Shown } | null>(null)
  const shownLanguage = settled.languages.find((each) => each === language) ?? settled.languages[0]!
  const reached = useMemo(() => placeOf(settled, chosen), [settled, chosen])
  const { answers, step } = moved !== null && moved.chosen === chosen ? moved.shown : reached
  const body = { content: settled, language: shownLanguage, answers, step }
  const { data, isError } = useQuery({
    queryKey: ['survey-preview', body],
    queryFn: ({ signal }) => call(previewSurvey, { body, signal }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })
  const go = (shown: Shown) => setMoved({ chosen, shown })
  const steps = data?.steps ?? 1
  return (
    <aside className="survey-preview" aria-labelledby="survey-preview">
      <div className="survey-bar">
        <h2 id="survey-preview">{say('survey.preview')}</h2>
        <select
          className="choice"
          aria-label={say('survey.previewIn')}
          value={shownLanguage}
          onChange={(event) => setLanguage(event.currentTarget.value)}
        >
          {settled.languages.map((each) => (
            <option key={each} value={each}>
              {nameLanguage(each, formats.locale)}
            </option>
          ))}
        </select>
      </div>
      <PreviewPhone html={isError ? undefined : data?.html} failed={isError ? 'survey.previewFailed' : null} choose={setLanguage} />
      <div className="survey-acts survey-preview-acts">
        <Button variant="default" size="compact-sm" disabled={step === 0} onClick={() => go({ answers, step: step - 1 })}>
          {say('survey.previewBack')}
        </Button>
        <span className="faint" role="status">
          {step >= steps ? say('survey.previewThanks') : say('survey.previewStep', { step: step + 1, steps })}
        </span>
        <Button variant="default" size="compact-sm" disabled={step >= steps} onClick={() => go({ answers, step: step + 1 })}>
          {say('survey.previewOn')}
        </Button>
      </div>
      {settled.thanks.length > 1 && (
        <select
          className="choice"
          aria-label={say('survey.previewAnyThanks')}
          value=""
          onChange={(event) => {
            const given = answersThanked(settled, Number(event.currentTarget.value))
            go({ answers: given, step: 30 })
          }}
        >
          <option value="">{say('survey.previewAnyThanks')}</option>
          {settled.thanks.map((_, index) => (
            <option key={index} value={index}>
              {say('survey.thanksNumber', { number: index + 1 })}
            </option>
          ))}
        </select>
      )}
    </aside>
  )
}

/** Where a question stands, and the answers under which it is asked; the beginning without one. */
function placeOf(content: SurveyContent, key: string | null): Shown {
  if (key === null) return { answers: {}, step: 0 }
  const answers = answersReaching(content, key)
  const step = stepsOf(content, answers as Parameters<typeof stepsOf>[1]).findIndex((questions) =>
    questions.some((each) => each.key === key),
  )
  return { answers, step: Math.max(0, step) }
}

/** What is written, once writing pauses. */
function useSettled(content: SurveyContent): SurveyContent {
  const [settled, setSettled] = useState(content)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(content), PAUSE)
    return () => clearTimeout(timer)
  }, [content])
  return settled
}
