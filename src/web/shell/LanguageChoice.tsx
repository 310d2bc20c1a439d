import { useTranslation } from 'react-i18next'
import { chooseLanguage, LANGUAGES, type Language } from '../i18n/i18n.ts'
import { useWords } from '../i18n/useWords.ts'

const OWN_NAMES: Record<Language, string> = { fi: 'Suomi', sv: 'Svenska', en: 'English' }

/** Chooses the language, each in its own name. */
export function LanguageChoice() {
  const { i18n } = useTranslation()
  const { say } = useWords()
  return (
    <select
      className="choice"
      aria-label={say('shell.language')}
      value={i18n.language}
      onChange={(event) => void chooseLanguage(event.currentTarget.value as Language)}
    >
      {LANGUAGES.map((language) => (
        <option key={language} value={language} lang={language}>
          {OWN_NAMES[language]}
        </option>
      ))}
    </select>
  )
}
