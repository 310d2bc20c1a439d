import type { ThemeJson } from '../../../api/themes.ts'
import { VOICE_LANGUAGES, type VoiceLanguage } from '../../../domain/voice/languages.ts'
import { useWords } from '../../i18n/useWords.ts'
import { Choice } from '../Choice.tsx'
import type { ThemeEdit } from './useThemeEdit.ts'
import { WordChips } from './WordChips.tsx'

interface Props {
  theme: ThemeJson
  edit: ThemeEdit
  mayChange: boolean
  language: VoiceLanguage
  choose: (language: VoiceLanguage) => void
}

/** The words by which a theme is found, and its exceptions, in one language at a time. */
export function ThemeWords({ theme, edit, mayChange, language, choose }: Props) {
  const { say } = useWords()
  const { words } = edit.draft
  const now = words[language] ?? { words: [], not: [] }
  const shipped = theme.asShipped[language] ?? { words: [], not: [] }
  const change = (part: 'words' | 'not', forms: string[]) => edit.change({ words: { ...words, [language]: { ...now, [part]: forms } } })
  return (
    <section className="theme-words" aria-labelledby="theme-words">
      <div className="theme-words-head">
        <h3 id="theme-words">{say('themes.words')}</h3>
        <Choice
          label={say('themes.wordLanguage')}
          value={language}
          none={null}
          options={VOICE_LANGUAGES.map((each) => [each, `${say(`said.language.${each}`)} (${words[each]?.words.length ?? 0})`])}
          change={(next) => choose(VOICE_LANGUAGES.find((each) => each === next) ?? 'fi')}
        />
      </div>
      <p className="faint">{say('themes.wordsHint')}</p>
      <WordChips
        key={`words ${language}`}
        label={say('themes.words')}
        addLabel={say('themes.addWord')}
        none={say('themes.noWords')}
        forms={now.words}
        shipped={shipped.words}
        language={language}
        change={mayChange ? (forms) => change('words', forms) : null}
      />
      <h4>{say('themes.not')}</h4>
      <p className="faint">{say('themes.notHint')}</p>
      <WordChips
        key={`not ${language}`}
        label={say('themes.not')}
        addLabel={say('themes.addNot')}
        none={say('themes.noNot')}
        forms={now.not}
        shipped={shipped.not}
        language={language}
        change={mayChange ? (forms) => change('not', forms) : null}
      />
    </section>
  )
}
