import { TextInput } from '@mantine/core'
import { VOICE_LANGUAGES } from '../../../domain/voice/languages.ts'
import { useWords } from '../../i18n/useWords.ts'
import type { ThemeEdit } from './useThemeEdit.ts'

/** What a theme is called in each language. */
export function ThemeNames({ edit, mayChange }: { edit: ThemeEdit; mayChange: boolean }) {
  const { say } = useWords()
  const { names } = edit.draft
  return (
    <fieldset className="theme-names" disabled={!mayChange}>
      <legend>{say('themes.names')}</legend>
      {VOICE_LANGUAGES.map((language) => (
        <TextInput
          key={language}
          lang={language}
          label={say(`themes.language.${language}`)}
          value={names[language] ?? ''}
          maxLength={80}
          onChange={(event) => edit.change({ names: withName(names, language, event.currentTarget.value) })}
        />
      ))}
    </fieldset>
  )
}

function withName(names: ThemeEdit['draft']['names'], language: (typeof VOICE_LANGUAGES)[number], name: string): typeof names {
  const { [language]: _old, ...others } = names
  return name === '' ? others : { ...names, [language]: name }
}
