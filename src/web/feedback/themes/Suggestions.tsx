import { Button, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { postTheme } from '../../../api/themes.ts'
import { getThemeSuggestions, leaveThemeSuggestion, type ThemeSuggested } from '../../../api/themeLearning.ts'
import { postThemeName } from '../../../api/voiceSummary.ts'
import { call } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import { capitalise } from '../../i18n/words.ts'
import { Failed } from '../../shell/Failed.tsx'
import { useUndo } from '../../shell/Undo.tsx'
import { useAct } from '../useAct.ts'
import { keyOfTheme } from './keyOfTheme.ts'

/** Subjects that grow, for a person to make a theme of or to leave. */
export function Suggestions({ mayChange, taken }: { mayChange: boolean; taken: readonly string[] }) {
  const { say } = useWords()
  const offer = useUndo()
  const { attempt, isBusy, wrong } = useAct(['theme-suggestions'])
  const { data, error, refetch } = useQuery({
    queryKey: ['theme-suggestions'],
    queryFn: ({ signal }) => call(getThemeSuggestions, { signal }),
    staleTime: 60_000,
  })
  const leave = async ({ language, words }: ThemeSuggested) => {
    const tell = (left: boolean) => attempt(() => call(leaveThemeSuggestion, { body: { language, words: [...words], left } }))
    if (!(await tell(true))) return
    const undo = async () => {
      if (!(await tell(false))) throw new Error('not undone')
    }
    offer({ text: say('themes.left', { words: words[0]! }), undo })
  }
  return (
    <section className="themes-growing" aria-labelledby="themes-growing">
      <h2 id="themes-growing">{say('themes.growing')}</h2>
      <p className="faint">{say('themes.growingHint')}</p>
      {error && !data ? (
        <Failed error={error} retry={() => void refetch()} />
      ) : data === undefined ? (
        <p role="status">{say('themes.growingWait')}</p>
      ) : data.items.length === 0 ? (
        <p>{say('themes.growingNone', { looked: data.looked })}</p>
      ) : (
        <ul className="themes-cards">
          {data.items.map((each) => (
            <li key={`${each.language} ${each.words[0]}`}>
              <Suggestion suggested={each} mayChange={mayChange} taken={taken} isBusy={isBusy} leave={() => void leave(each)} />
            </li>
          ))}
        </ul>
      )}
      <p role="alert" className="entry-wrong">
        {wrong}
      </p>
    </section>
  )
}

interface Props {
  suggested: ThemeSuggested
  mayChange: boolean
  taken: readonly string[]
  isBusy: boolean
  leave: () => void
}

function Suggestion({ suggested, mayChange, taken, isBusy, leave }: Props) {
  const { language, words, forms, now, before, texts } = suggested
  const { say, formats, language: mine } = useWords()
  const navigate = useNavigate()
  const { attempt, isBusy: isMaking, wrong } = useAct(['themes', 'theme-suggestions'])
  const [name, setName] = useState(() => capitalise(words.slice(0, 2).join(', ')))
  /** Names in all languages by the model, and what was told of asking it. */
  const [named, setNamed] = useState<{ names: Partial<Record<'fi' | 'sv' | 'en', string>>; told: string } | null>(null)
  const told = words.join(', ')
  const accept = (event: FormEvent) => {
    event.preventDefault()
    if (name.trim() === '') return
    void attempt(async () => {
      const names = { ...named?.names, [mine]: name.trim() }
      const body = { key: keyOfTheme(name, taken), names, words: { [language]: { words: forms } } }
      const { key } = await call(postTheme, { body })
      await navigate({ to: '/feedback/themes/$theme', params: { theme: key } })
    })
  }
  const askName = () =>
    void attempt(async () => {
      const { names, why, engine } = await call(postThemeName, { body: { words: [...words] } })
      if (why === null) setName(names[mine])
      const is = why === null ? 'made' : why === 'off' ? 'off' : 'failed'
      setNamed({ names: why === null ? names : {}, told: say(`themes.askedName.${is}`, { model: engine ?? '' }) })
    })
  return (
    <article className="themes-card" aria-label={told}>
      <h3 lang={language}>{told}</h3>
      <p className="faint">
        {say(`said.language.${language}`)} · {say('themes.grew', { now, before: formats.number(before) })}
      </p>
      <ul className="themes-texts">
        {texts.slice(0, 3).map(({ id, text }) => (
          <li key={id}>
            <blockquote lang={language}>{text}</blockquote>
          </li>
        ))}
      </ul>
      {mayChange && (
        <form className="themes-line" onSubmit={accept}>
          <TextInput
            label={say('themes.nameOf')}
            value={name}
            maxLength={80}
            required
            withAsterisk={false}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" disabled={isBusy || isMaking} aria-label={say('themes.acceptOf', { name })}>
            {say('themes.accept')}
          </Button>
          <Button variant="default" disabled={isBusy || isMaking} aria-label={say('themes.leaveOf', { words: told })} onClick={leave}>
            {say('themes.leave')}
          </Button>
          <button type="button" className="text-link" disabled={isMaking} onClick={askName}>
            {say('themes.askName')}
          </button>
        </form>
      )}
      <p role="status" className="faint">
        {named?.told}
      </p>
      <p role="alert" className="entry-wrong">
        {wrong}
      </p>
    </article>
  )
}
