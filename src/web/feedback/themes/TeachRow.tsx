import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { postThemeExamples } from '../../../api/themeLearning.ts'
import type { VerbatimJson } from '../../../api/verbatim.ts'
import { call } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import { Choice } from '../Choice.tsx'
import { nameOfTheme } from '../nameOfTheme.ts'
import { useAct } from '../useAct.ts'
import { inUse, useThemes } from './useThemes.ts'

/** Says of a comment that it belongs to a theme or does not: it becomes an example, and the theme's page proposes words. */
export function TeachRow({ verbatim }: { verbatim: VerbatimJson }) {
  const words = useWords()
  const { say, formats } = words
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState<string | undefined>(verbatim.themes[0]?.theme)
  const [taught, setTaught] = useState<string | null>(null)
  const { data } = useThemes(isOpen)
  const queries = useQueryClient()
  const { attempt, isBusy, wrong } = useAct(['theme-proposals'])
  const { id, at, text } = verbatim
  const teach = (belongs: boolean) =>
    void attempt(async () => {
      if (chosen === undefined) return
      const theme = await call(postThemeExamples, { params: { key: chosen }, body: { verbatims: [{ id, at }], belongs } })
      queries.setQueryData(['theme', chosen], theme)
      setTaught(chosen)
    })
  if (!isOpen) {
    return (
      <button
        type="button"
        className="text-link"
        aria-label={say('themes.teachRowOf', { text: text.slice(0, 60) })}
        onClick={() => setOpen(true)}
      >
        {say('themes.teachRow')}
      </button>
    )
  }
  const options = inUse(data?.items ?? [])
    .map(({ key, names }): [string, string] => [key, nameOfTheme({ theme: key, names }, words)])
    .toSorted(([, one], [, other]) => one.localeCompare(other, formats.locale))
  return (
    <div className="themes-line" role="group" aria-label={say('themes.teachRowOf', { text: text.slice(0, 60) })}>
      <Choice
        label={say('themes.name')}
        value={data === undefined ? undefined : chosen}
        none={say('themes.choose')}
        options={options}
        change={(next) => {
          setChosen(next)
          setTaught(null)
        }}
      />
      <Button variant="default" disabled={isBusy || chosen === undefined} onClick={() => teach(true)}>
        {say('themes.belongs')}
      </Button>
      <Button variant="default" disabled={isBusy || chosen === undefined} onClick={() => teach(false)}>
        {say('themes.belongsNot')}
      </Button>
      <button type="button" className="text-link" onClick={() => setOpen(false)}>
        {say('themes.close')}
      </button>
      <p role="status">
        {taught !== null && (
          <>
            {say('themes.teachDone')}{' '}
            <Link to="/feedback/themes/$theme" params={{ theme: taught }}>
              {say('themes.teachOpen')}
            </Link>
          </>
        )}
      </p>
      <p role="alert" className="entry-wrong">
        {wrong}
      </p>
    </div>
  )
}
