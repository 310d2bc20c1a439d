import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { getTheme, putTheme, type ThemeJson } from '../../../api/themes.ts'
import { call } from '../../client.ts'
import { useWords } from '../../i18n/useWords.ts'
import { useUndo } from '../../shell/Undo.tsx'
import { useAct } from '../useAct.ts'
import { bringThemeBack } from '../../../api/themes.ts'

/** What of a theme is written on its page. */
export type ThemeDraft = Pick<ThemeJson, 'names' | 'words'>

/** What a theme's own page looks up again once it is changed. */
const TOUCHED = ['themes', 'theme-proposals', 'theme-suggestions', 'scores']

const draftOf = ({ names, words }: ThemeJson): ThemeDraft => ({ names, words })
const isSame = (one: ThemeDraft, other: ThemeDraft) => JSON.stringify(one) === JSON.stringify(other)

/** A theme while it is written: kept when somebody says so; every change that was kept can be taken back. */
export function useThemeEdit(read: ThemeJson) {
  const { key } = read
  const { say } = useWords()
  const queries = useQueryClient()
  const offer = useUndo()
  const act = useAct(TOUCHED)
  // What is not saved yet is there again when one comes back to the page.
  const unsaved = ['theme-draft', key]
  const [begun, setBegun] = useState(() => queries.getQueryData<{ from: ThemeJson; draft: ThemeDraft }>(unsaved) ?? null)
  const from = begun?.from ?? read
  const draft = begun?.draft ?? draftOf(read)
  const isChanged = !isSame(draft, draftOf(from))

  const put = (next: typeof begun) => {
    queries.setQueryData(unsaved, next)
    setBegun(next)
  }
  useEffect(() => {
    if (!isChanged) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isChanged])

  const take = (theme: ThemeJson) => queries.setQueryData(['theme', key], theme)
  /** Does something to the theme as it was read, and offers to take it back. */
  const doing = (done: string, change: (revision: number) => Promise<ThemeJson>, before = read) =>
    act.attempt(async () => {
      const theme = await change(before.revision)
      take(theme)
      if (theme.revision === before.revision) return
      const canGoBack = before.revision > 0 || before.shipped
      if (!canGoBack) return
      const undo = async () =>
        take(await call(bringThemeBack, { params: { key }, body: { to: before.revision, revision: theme.revision } }))
      offer({
        text: done,
        undo: () => undo().finally(() => TOUCHED.forEach((each) => void queries.invalidateQueries({ queryKey: [each] }))),
      })
    })
  const saveOver = async (before: ThemeJson) => {
    const names = Object.fromEntries(
      Object.entries(draft.names).flatMap(([language, name]) => (name.trim() ? [[language, name.trim()]] : [])),
    )
    const body = { names, words: draft.words, revision: before.revision }
    if (await doing(say('themes.saved'), () => call(putTheme, { params: { key }, body }), before)) put(null)
  }
  const latest = () => queries.fetchQuery({ queryKey: ['theme', key], queryFn: () => call(getTheme, { params: { key } }) })
  return {
    ...act,
    doing,
    draft,
    isChanged,
    change: (next: Partial<ThemeDraft>) => put({ from, draft: { ...draft, ...next } }),
    drop: () => put(null),
    save: () => saveOver(from),
    /** Whether somebody else changed it since it was read here. */
    isBehind: act.status === 409 || (isChanged && from.revision < read.revision),
    takeTheirs: () => act.attempt(latest).then(() => put(null)),
    keepMine: () => act.attempt(latest).then((isDone) => (isDone ? latest().then(saveOver) : undefined)),
  }
}

/** A theme while it is written. */
export type ThemeEdit = ReturnType<typeof useThemeEdit>
