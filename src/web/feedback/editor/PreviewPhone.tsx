import { useWords } from '../../i18n/useWords.ts'
import type { MessageKey } from '../../i18n/fi.ts'
import { holdPage } from './holdPage.ts'

/** A customer's page in a phone, held where it is; without one it says that it is on its way, or what became of it. */
export function PreviewPhone({
  html,
  failed,
  choose,
}: {
  html: string | undefined
  /** Why there is none; null while it is looked up. */
  failed: MessageKey | null
  /** Called with the language that was chosen on the page. */
  choose: (language: string) => void
}) {
  const { say } = useWords()
  return (
    <div className="survey-phone">
      {html === undefined ? (
        <p className="faint">{say(failed ?? 'feedback.loading')}</p>
      ) : (
        <iframe
          title={say('survey.previewFrame')}
          sandbox="allow-same-origin"
          srcDoc={html}
          onLoad={(event) => holdPage(event.currentTarget, choose)}
        />
      )}
    </div>
  )
}
