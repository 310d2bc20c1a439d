import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { getSurvey, putSurvey, type SurveyJson } from '../../../api/survey.ts'
import type { Plan } from '../../../domain/feedback/plan.ts'
import type { SurveyContent } from '../../../domain/feedback/survey.ts'
import { call, Refusal } from '../../client.ts'
import { doAgain, takeBack, unwritten, write, type Written } from '../../shell/steps.ts'
import { checkContent, type FaultAt } from './checkContent.ts'

/** How keeping goes: faulty = it cannot be kept as it is; conflict = somebody else wrote on it meanwhile. */
export type Keeping = 'kept' | 'waiting' | 'failed' | 'faulty' | 'conflict'

/** What of a survey is written on its pages. */
export interface SurveyDraft {
  name: string
  content: SurveyContent
  plan: Plan
}

/** A survey while it is written: kept as it changes, every change can be undone. */
export interface WrittenSurvey {
  now: SurveyDraft
  /** The survey as the server has it. */
  kept: SurveyJson
  keeping: Keeping
  faults: readonly FaultAt[]
  /** What the server found wrong, by field (`draft.questions.0.title`, `plan.hours.to`). */
  problems: readonly { field: string; message: string }[]
  change: (make: (draft: SurveyDraft) => SurveyDraft, field?: string) => void
  undo: (() => void) | null
  redo: (() => void) | null
  /** Takes what somebody else wrote instead of this. */
  takeTheirs: () => Promise<void>
  /** Keeps this over what somebody else wrote. */
  keepMine: () => Promise<void>
  /** What the server answered to something else done to the survey: it goes on from there. */
  follow: (survey: SurveyJson) => void
}

const SOON = 600
const AGAIN = 4000

const draftOf = ({ name, draft, plan }: SurveyJson): SurveyDraft => ({ name, content: draft, plan })

/** Lets a survey that was read be written. */
export function useSurveyDraft(read: SurveyJson): WrittenSurvey {
  const { key } = read
  const queries = useQueryClient()
  const [written, setWritten] = useState(() => unwritten(draftOf(read)))
  const [kept, setKept] = useState({ survey: read, draft: written.now })
  const [keeping, setKeeping] = useState<Keeping>('kept')
  const [problems, setProblems] = useState<WrittenSurvey['problems']>([])
  // What was kept last, also while the page has not been drawn anew since.
  const latest = useRef(read)
  const saving = useRef<Promise<void>>(Promise.resolve())

  const keep = useCallback(
    async (draft: SurveyDraft) => {
      try {
        const { name, content, plan } = draft
        const body = { name, draft: content, plan, revision: latest.current.revision }
        latest.current = await call(putSurvey, { params: { key }, body })
        setKept({ survey: latest.current, draft })
        setProblems([])
        setKeeping('kept')
        void queries.invalidateQueries({ queryKey: ['surveys'] })
      } catch (error) {
        const { status = 0, problems: told = [] } = error instanceof Refusal ? error : {}
        setProblems(told)
        setKeeping(status === 409 ? 'conflict' : status === 422 ? 'faulty' : 'failed')
      }
    },
    [key, queries],
  )
  const keepNext = useCallback((draft: SurveyDraft) => (saving.current = saving.current.then(() => keep(draft))), [keep])

  const { past, now, future } = written
  const faults = useMemo(() => [...checkContent(now.content), ...(now.name.trim() === '' ? [NAMELESS] : [])], [now])
  const isKept = now === kept.draft
  const isSound = faults.length === 0
  const isWaiting = !isKept && isSound && (keeping === 'waiting' || keeping === 'failed' || keeping === 'kept')
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => void keepNext(now), keeping === 'failed' ? AGAIN : SOON)
    return () => clearTimeout(timer)
  }, [now, isWaiting, keeping, keepNext])

  // Whoever leaves at once has it kept all the same; what cannot be kept is asked about.
  const last = useRef<(() => void) | null>(null)
  useEffect(() => {
    last.current = isKept ? null : () => void (isWaiting && keepNext(now))
  }, [now, isKept, isWaiting, keepNext])
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (last.current === null) return
      last.current()
      event.preventDefault()
    }
    addEventListener('beforeunload', warn)
    return () => {
      removeEventListener('beforeunload', warn)
      last.current?.()
    }
  }, [])

  const step = (move: (from: Written<SurveyDraft>) => Written<SurveyDraft>) => {
    setWritten(move)
    setKeeping((state) => (state === 'conflict' ? state : 'waiting'))
  }
  return {
    now,
    kept: kept.survey,
    keeping: keeping === 'conflict' ? keeping : isKept ? 'kept' : !isSound ? 'faulty' : keeping === 'kept' ? 'waiting' : keeping,
    faults,
    problems,
    change: (make, field) => step((from) => write(from, make(from.now), field, performance.now())),
    undo: past.length === 0 ? null : () => step(takeBack),
    redo: future.length === 0 ? null : () => step(doAgain),
    takeTheirs: async () => {
      latest.current = await call(getSurvey, { params: { key } })
      const draft = draftOf(latest.current)
      setWritten(unwritten(draft))
      setKept({ survey: latest.current, draft })
      setProblems([])
      setKeeping('kept')
    },
    keepMine: async () => {
      latest.current = await call(getSurvey, { params: { key } })
      await keepNext(now)
    },
    follow: (survey) => {
      latest.current = survey
      setKept((before) => ({ ...before, survey }))
    },
  }
}

const NAMELESS: FaultAt = { field: 'name', fault: 'first-language' }
