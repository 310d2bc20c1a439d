import { Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type ThemeJson } from '../../../api/themes.ts'
import { tryThemeWords, type ThemeTried } from '../../../api/themeLearning.ts'
import { call } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import { Failed } from '../../shell/Failed.tsx'
import { showForm } from './prepareForms.ts'
import type { ThemeDraft } from './useThemeEdit.ts'
import { useThemeNames } from './useThemes.ts'

/** After the last key it is looked so soon, in ms. */
const SOON = 400

interface Props {
  theme: ThemeJson
  draft: ThemeDraft
  isChanged: boolean
}

/** What words of a theme do to the latest texts, or would once they are saved, and to a text of one's own. */
export function WhatIf({ theme, draft, isChanged }: Props) {
  const { say } = useWords()
  const [text, setText] = useState('')
  const asked = useLater({ words: draft.words, texts: text.trim() === '' ? [] : [text.trim()] })
  const tried = useQuery({
    queryKey: ['theme-trial', theme.key, theme.revision, asked],
    queryFn: ({ signal }) => call(tryThemeWords, { body: { key: theme.key, ...asked }, signal }),
    placeholderData: (before) => before,
  })
  const { data, error, refetch } = tried
  return (
    <section className="theme-effect" aria-labelledby="theme-effect">
      <h3 id="theme-effect">{say(isChanged ? 'themes.effect' : 'themes.effectNow')}</h3>
      {error && !data && <Failed error={error} retry={() => void refetch()} />}
      <p role="status">
        {data === undefined
          ? !error && say('themes.effectWait')
          : data.looked === 0
            ? say('themes.effectNone')
            : say(isChanged ? 'themes.effectCount' : 'themes.effectSame', {
                looked: data.looked,
                had: isChanged ? data.had : data.has,
                has: data.has,
              })}
      </p>
      {data && isChanged && (
        <>
          <Texts title={say('themes.gained', { count: data.gained })} count={data.gained} texts={data.gainedTexts} />
          <Texts title={say('themes.lost', { count: data.lost })} count={data.lost} texts={data.lostTexts} />
        </>
      )}
      <Textarea
        label={say('themes.tryText')}
        value={text}
        autosize={false}
        rows={2}
        maxLength={2000}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div role="status">{text.trim() !== '' && data?.texts[0] !== undefined && <Own found={data.texts[0]} />}</div>
    </section>
  )
}

function Texts({ title, count, texts }: { title: string; count: number; texts: ThemeTried['gainedTexts'] }) {
  const { say } = useWords()
  if (count === 0) return <p>{title}</p>
  return (
    <details>
      <summary>{title}</summary>
      {count > texts.length && <p className="faint">{say('themes.firstTen')}</p>}
      <ul className="themes-texts">
        {texts.map(({ id, text, language }) => (
          <li key={id}>
            <blockquote lang={language}>{text}</blockquote>
          </li>
        ))}
      </ul>
    </details>
  )
}

function Own({ found }: { found: ThemeTried['texts'][number] }) {
  const { say, formats } = useWords()
  const nameOf = useThemeNames()
  const { language, by, themes } = found
  if (language === 'other' || language === 'none') return <p>{say('themes.tryOther')}</p>
  const told = by.map(({ form, word }) => say('themes.tryBy', { word, form: showForm(form) }))
  return (
    <p>
      {by.length === 0 ? say('themes.tryNot') : say('themes.tryFound', { by: formats.list(told) })}{' '}
      {themes.length > 0 && say('themes.tryOthers', { themes: formats.list(themes.map(nameOf)) })}
    </p>
  )
}

/** A value as it was once it stands still. */
function useLater<Value>(value: Value): Value {
  const [later, setLater] = useState(value)
  const told = JSON.stringify(value)
  useEffect(() => {
    const timer = setTimeout(() => setLater(JSON.parse(told) as Value), SOON)
    return () => clearTimeout(timer)
  }, [told])
  return later
}
