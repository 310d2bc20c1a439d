import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { previewSurvey } from '../../../api/response.ts'
import { getSurvey } from '../../../api/survey.ts'
import { call } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import { PreviewPhone } from '../editor/PreviewPhone.tsx'
import '../editor/surveyParts.css'

/** The page on which the customer of an ask begins to answer, in the language that it begins in or another. */
export function AskPreview({ survey, language }: { survey: string; language: string }) {
  const { say } = useWords()
  const [wanted, want] = useState(language)
  const { data, isError } = useQuery({
    queryKey: ['surveys', 'page', survey, wanted],
    queryFn: async ({ signal }) => {
      const { published } = await call(getSurvey, { params: { key: survey }, signal })
      return call(previewSurvey, { body: { content: published!, language: wanted, answers: {}, step: 0 }, signal })
    },
    staleTime: 60_000,
    retry: false,
  })
  return (
    <div className="asking-preview">
      <h3>{say('asking.preview')}</h3>
      <PreviewPhone html={data?.html} failed={isError ? 'asking.previewFailed' : null} choose={want} />
    </div>
  )
}
