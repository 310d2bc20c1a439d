import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { getDraft, putDraft } from '../../../api/definition.ts'
import { emptyDefinition, type WholeDefinition } from '../../../domain/journey/draft.ts'
import { call, Refusal } from '../../client.ts'
import { doAgain, takeBack, unwritten, write, type Written } from '../../shell/steps.ts'

/** How keeping a draft goes: conflict = somebody else kept another meanwhile. */
export type Keeping = 'kept' | 'waiting' | 'failed' | 'conflict'

/** A draft while it is written: it is kept as it changes, and every change can be undone. */
export interface WrittenDraft {
  now: WholeDefinition
  inForce: WholeDefinition | null
  version: number
  /** 0 = nothing is kept, for nothing differs from what is in force. */
  number: number
  base: number
  keeping: Keeping
  /** Changes it; changes of one `field` shortly after each other are one step. */
  change: (make: (draft: WholeDefinition) => WholeDefinition, field?: string) => void
  undo: (() => void) | null
  redo: (() => void) | null
  /** Takes what somebody else kept instead of this. */
  takeTheirs: () => Promise<void>
  /** Keeps this over what somebody else kept. */
  keepMine: () => Promise<void>
  /** Changes the version in force from now on, whatever that is. */
  rebase: () => Promise<void>
  /** Reads everything anew, as after it was published or thrown away. */
  start: () => Promise<void>
}

/** A journey's draft as it was read: what is kept, else what is in force. */
export type ReadDraft = Awaited<ReturnType<typeof readDraft>>

/** Reads a journey's draft. */
export async function readDraft(key: string, signal?: AbortSignal) {
  const { draft, inForce, version } = await call(getDraft, { params: { key }, ...(signal && { signal }) })
  const whole = (given: unknown) => given as WholeDefinition
  return {
    definition: draft ? whole(draft.definition) : inForce ? whole(inForce) : emptyDefinition(key),
    inForce: inForce && whole(inForce),
    version,
    number: draft?.number ?? 0,
    base: draft?.base ?? version,
  }
}

const SOON = 500
const AGAIN = 4000

/** Lets a draft that was read be written. */
export function useDraft(key: string, read: ReadDraft): WrittenDraft {
  const queries = useQueryClient()
  const [written, setWritten] = useState(() => unwritten(read.definition))
  const [kept, setKept] = useState(read)
  const [keeping, setKeeping] = useState<Keeping>('kept')
  // What was kept last, also while the page has not been drawn anew since.
  const latest = useRef(read)
  const saving = useRef<Promise<void>>(Promise.resolve())

  const keep = useCallback(
    async (definition: WholeDefinition) => {
      const { number, base } = latest.current
      try {
        const next = await call(putDraft, { params: { key }, body: { number, base, definition: definition as never } })
        latest.current = { ...latest.current, definition, number: next.number, base: next.base }
        setKept(latest.current)
        setKeeping('kept')
        void queries.invalidateQueries({ queryKey: ['drafts'] })
      } catch (error) {
        setKeeping(error instanceof Refusal && error.status === 409 ? 'conflict' : 'failed')
      }
    },
    [key, queries],
  )
  const keepNext = useCallback((definition: WholeDefinition) => (saving.current = saving.current.then(() => keep(definition))), [keep])

  const { past, now, future } = written
  const isKept = now === kept.definition
  useEffect(() => {
    if (isKept || keeping === 'conflict') return
    const timer = setTimeout(() => void keepNext(now), keeping === 'failed' ? AGAIN : SOON)
    return () => clearTimeout(timer)
  }, [now, isKept, keeping, keepNext])

  // Whoever leaves at once has it kept all the same.
  const last = useRef<(() => void) | null>(null)
  useEffect(() => {
    last.current = isKept || keeping === 'conflict' ? null : () => void keepNext(now)
  }, [now, isKept, keeping, keepNext])
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

  const start = async () => {
    latest.current = await readDraft(key)
    setKept(latest.current)
    setWritten(unwritten(latest.current.definition))
    setKeeping('kept')
  }
  const step = (move: (from: Written<WholeDefinition>) => Written<WholeDefinition>) => {
    setWritten(move)
    setKeeping((state) => (state === 'conflict' ? state : 'waiting'))
  }
  return {
    now,
    inForce: kept.inForce,
    version: kept.version,
    number: kept.number,
    base: kept.base,
    keeping: keeping === 'conflict' ? keeping : isKept ? 'kept' : keeping === 'failed' ? keeping : 'waiting',
    change: (make, field) => step((from) => write(from, make(from.now), field, performance.now())),
    undo: past.length === 0 ? null : () => step(takeBack),
    redo: future.length === 0 ? null : () => step(doAgain),
    takeTheirs: start,
    keepMine: async () => {
      latest.current = await readDraft(key)
      await keepNext(now)
    },
    rebase: async () => {
      const { version, inForce } = await readDraft(key)
      latest.current = { ...latest.current, version, inForce, base: version }
      await keepNext(now)
    },
    start,
  }
}
