import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { getTheme, type ThemeJson } from '../../../api/themes.ts'
import type { VoiceLanguage } from '../../../domain/voice/languages.ts'
import { useSession } from '../../access/useSession.ts'
import { call, Refusal } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import { Failed } from '../../shell/Failed.tsx'
import { FeedbackFrame } from '../FeedbackFrame.tsx'
import { nameOfTheme } from '../nameOfTheme.ts'
import { Progress } from './Progress.tsx'
import { Teach } from './Teach.tsx'
import { ThemeHistory } from './ThemeHistory.tsx'
import { ThemeNames } from './ThemeNames.tsx'
import { ThemeSave } from './ThemeSave.tsx'
import { ThemeUse } from './ThemeUse.tsx'
import { ThemeWords } from './ThemeWords.tsx'
import { useThemeEdit } from './useThemeEdit.ts'
import { useThemes } from './useThemes.ts'
import { WhatIf } from './WhatIf.tsx'
import './themes.css'

/** A theme: its names and words, what a change would do, its examples, and what was done to it. */
export function ThemePage() {
  const words = useWords()
  const { say } = words
  const { theme: key } = useParams({ from: '/feedback/themes/$theme' })
  const read = useQuery({ queryKey: ['theme', key], queryFn: ({ signal }) => call(getTheme, { params: { key }, signal }) })
  const title = read.data === undefined ? say('places.themes') : nameOfTheme({ theme: key, names: read.data.names }, words)
  return (
    <FeedbackFrame title={title}>
      {read.data ? (
        <Theme key={key} theme={read.data} title={title} />
      ) : read.error instanceof Refusal && [404, 422, 400].includes(read.error.status) ? (
        <section className="message">
          <h2>{say('themes.missing')}</h2>
          <p>{say('themes.missingHint')}</p>
          <Link to="/feedback/themes">{say('themes.all')}</Link>
        </section>
      ) : read.error ? (
        <Failed error={read.error} retry={() => void read.refetch()} />
      ) : (
        <p role="status">{say('feedback.loading')}</p>
      )}
    </FeedbackFrame>
  )
}

function Theme({ theme, title }: { theme: ThemeJson; title: string }) {
  const { say, language: mine } = useWords()
  const role = useSession().data?.me?.role
  const mayChange = role === 'lead' || role === 'admin'
  const edit = useThemeEdit(theme)
  const list = useThemes()
  const [language, setLanguage] = useState<VoiceLanguage>(mine)
  return (
    <div className="theme">
      <header className="theme-head">
        <h2>{title}</h2>
        <Link to="/feedback/words" search={{ theme: theme.key }}>
          {say('themes.shownTexts')}
        </Link>
        <Link to="/feedback/themes">{say('themes.all')}</Link>
      </header>
      <Progress reading={list.data?.reading} />
      {theme.retired && <p>{say('themes.retiredHint')}</p>}
      <div className="theme-columns">
        <div className="theme-main">
          <ThemeNames edit={edit} mayChange={mayChange} />
          <ThemeWords theme={theme} edit={edit} mayChange={mayChange} language={language} choose={setLanguage} />
          <Teach theme={theme} edit={edit} mayChange={mayChange} shown={setLanguage} />
        </div>
        <div className="theme-beside">
          <ThemeSave edit={edit} theme={theme} mayChange={mayChange} />
          <WhatIf theme={theme} draft={edit.draft} isChanged={edit.isChanged} />
          <ThemeUse theme={theme} edit={edit} mayChange={mayChange} items={list.data?.items ?? []} />
          <ThemeHistory theme={theme} edit={edit} mayChange={mayChange} />
        </div>
      </div>
    </div>
  )
}
