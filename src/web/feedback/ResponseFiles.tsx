import { exportResponses } from '../../api/surveyExport.ts'
import { useSession } from '../access/useSession.ts'
import { addressOf } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'

const FORMATS = ['csv', 'sav'] as const

/** Every answer to a survey as a file, question by question, for whoever may export; nothing else of it is filtered but time. */
export function ResponseFiles({ survey, since, until }: { survey: string; since?: string | undefined; until?: string | undefined }) {
  const { say, language } = useWords()
  const role = useSession().data?.me?.role
  if (role !== 'lead' && role !== 'admin') return null
  return (
    <div className="response-files" role="group" aria-label={say('files.label')}>
      <p className="faint">{say('files.hint')}</p>
      <p className="survey-acts">
        {FORMATS.map((format) => (
          <a
            key={format}
            href={addressOf(exportResponses, {
              params: { key: survey },
              query: { format, language, ...(since !== undefined && { since }), ...(until !== undefined && { until }) },
            })}
            download={`${survey}.${format}`}
          >
            {say(`files.${format}`)}
          </a>
        ))}
      </p>
    </div>
  )
}
