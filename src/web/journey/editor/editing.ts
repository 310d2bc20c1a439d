import { useCallback, useMemo, useRef, useState } from 'react'
import { checkDraft, type DraftProblem } from '../../../domain/journey/draft.ts'
import { openKey } from '../../i18n/things.ts'
import type { MessageKey } from '../../i18n/fi.ts'
import { capitalise, readName, type Words } from '../../i18n/words.ts'
import type { WrittenDraft } from './useDraft.ts'

/** What of the draft is open in the panel. */
export interface Chosen {
  sort: 'touchpoint' | 'stage'
  key: string
}

/** The draft being edited, and what the parts of the editor share. */
export interface Editing {
  draft: WrittenDraft
  mayEdit: boolean
  problems: readonly DraftProblem[]
  chosen: Chosen | null
  choose: (chosen: Chosen | null) => void
  faultsOf: (sort: DraftProblem['sort'], key: string) => readonly DraftProblem[]
  /** What is wrong at a field, in words; null when nothing is. */
  faultAt: (sort: DraftProblem['sort'], key: string, field: string) => string | null
  nameTouchpoint: (key: string) => string
  nameStage: (key: string) => string
  /** A handle that moved to another column keeps the focus. */
  keepFocus: (key: string, handle: HTMLElement | null) => void
  focused: (key: string | null) => void
}

/** Puts together what the parts of the editor share. */
export function useEditing(draft: WrittenDraft, mayEdit: boolean, words: Words): Editing {
  const [asked, choose] = useState<Chosen | null>(null)
  const problems = useMemo(() => checkDraft(draft.now), [draft.now])
  const holder = useRef<string | null>(null)
  const isMoving = useRef(false)
  const focused = useCallback((key: string | null) => {
    if (key !== null || !isMoving.current) holder.current = key
  }, [])
  const keepFocus = useCallback((key: string, handle: HTMLElement | null) => {
    isMoving.current = handle === null
    if (handle !== null && holder.current === key && document.activeElement !== handle) handle.focus()
  }, [])
  const { now } = draft
  const there: readonly { key: string }[] = asked?.sort === 'stage' ? (now.journey.stages ?? []) : now.touchpoints
  const chosen = there.some(({ key }) => key === asked?.key) ? asked : null
  const faultsOf: Editing['faultsOf'] = (sort, key) => problems.filter((each) => each.sort === sort && each.key === key)
  const nameOf = (list: readonly { key: string; name?: Parameters<typeof readName>[0] }[], key: string, known: (key: string) => string) =>
    readName(list.find((each) => each.key === key)?.name, words.language) ?? known(key)
  return {
    draft,
    mayEdit,
    problems,
    chosen,
    choose,
    faultsOf,
    faultAt: (sort, key, field) => {
      const found = faultsOf(sort, key).find((each) => each.field === field || each.field.startsWith(`${field}.`))
      return found ? words.say(`define.fault.${found.fault}` as MessageKey) : null
    },
    nameTouchpoint: (key) => nameOf(now.touchpoints, key, words.touchpoint),
    nameStage: (key) => nameOf(now.journey.stages ?? [], key, (each) => capitalise(openKey(each))),
    keepFocus,
    focused,
  }
}
