import { useId } from 'react'
import type { Texts } from '../../../domain/feedback/question.ts'
import { useWords } from '../../i18n/useWords.ts'
import { nameLanguage, useEditing } from './editing.ts'
import { withWords } from './edits.ts'

interface Props {
  label: string
  texts: Texts | undefined
  /** Its place in the survey, as the server names it. */
  field: string
  change: (texts: Texts) => void
  most?: number
  isLong?: boolean
}

/** Words in every language of the survey side by side; what is missing is told. */
export function TextsField({ label, texts, field, change, most = 300, isLong = false }: Props) {
  const { say, formats } = useWords()
  const { content, faultAt, missing } = useEditing()
  const id = useId()
  const name = (language: string) => nameLanguage(language, formats.locale)
  const [first = ''] = content.languages
  return (
    <fieldset className="survey-texts">
      <legend>{label}</legend>
      {content.languages.map((language) => {
        const fault = language === first ? faultAt(`${field}.${first}`) : null
        const isLacking = missing.some((each) => each.field === field && each.language === language)
        const hint = fault ?? (isLacking ? say('survey.lacks', { language: name(first) }) : null)
        const given = {
          id: `${id}-${language}`,
          className: 'choice',
          lang: language,
          maxLength: most,
          value: texts?.[language] ?? '',
          'aria-invalid': fault !== null,
          'aria-describedby': hint === null ? undefined : `${id}-${language}-hint`,
        }
        return (
          <div key={language} className="survey-text" data-wrong={fault !== null}>
            <label htmlFor={given.id}>{name(language)}</label>
            {isLong ? (
              <textarea {...given} rows={3} onChange={(event) => change(withWords(texts, language, event.currentTarget.value))} />
            ) : (
              <textarea
                {...given}
                rows={given.value.length > 34 ? 2 : 1}
                onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
                onChange={(event) => change(withWords(texts, language, event.currentTarget.value.replaceAll('\n', ' ')))}
              />
            )}
            {hint !== null && (
              <p id={given['aria-describedby']} className={fault === null ? 'faint' : 'survey-wrong'}>
                {hint}
              </p>
            )}
          </div>
        )
      })}
    </fieldset>
  )
}
