import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { Refusal } from '../client.ts'
import type { MessageKey } from '../i18n/fi.ts'
import { useWords } from '../i18n/useWords.ts'

const TOLD: Readonly<Record<string, MessageKey>> = {
  caught: 'case.wrong.caught',
  changed: 'case.wrong.changed',
  'not-now': 'case.wrong.notNow',
  forbidden: 'case.wrong.forbidden',
  unauthorised: 'case.wrong.signIn',
}

/** The message that tells why something was not done: what happened, and what to do. */
export function wrongOf(error: unknown): MessageKey {
  if (!(error instanceof Refusal) || error.status === 0) return 'case.wrong.unreachable'
  return TOLD[error.type.split('#')[1] ?? ''] ?? (error.status === 422 ? 'case.wrong.input' : 'case.wrong.failed')
}

/** For so many frames the focus is kept where it was. */
const FRAMES = 20

/** Does something with cases, has them looked up again whatever came of it, and keeps what went wrong in words. */
export function useWork() {
  const { say } = useWords()
  const queries = useQueryClient()
  const [wrong, setWrong] = useState<MessageKey | null>(null)
  const [isBusy, setBusy] = useState(false)
  const held = useRef<{ what: Element | null; place: Element | null } | null>(null)

  // A button that cannot be pressed while something is done loses the focus; who works by keyboard goes on where they were.
  useEffect(() => {
    if (isBusy || held.current === null) return
    const { what, place } = held.current
    held.current = null
    let [left, frame] = [FRAMES, 0]
    // What was pressed may be looked up anew, and a browser lets go of a disabled button only when it draws: so it is looked at for some frames.
    const goOn = () => {
      const active = document.activeElement
      if (active !== null && active !== document.body && active !== what) return
      const isThere = what?.isConnected === true
      const another = isThere && left > 1 ? null : place?.querySelector('button:enabled, a[href], summary')
      const next = isThere && !what.matches(':disabled') ? what : another
      if (active !== what && next instanceof HTMLElement) next.focus({ preventScroll: true })
      if (--left > 0) frame = requestAnimationFrame(goOn)
    }
    goOn()
    return () => cancelAnimationFrame(frame)
  }, [isBusy])

  /** Tells whether it was done. */
  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    const what = document.activeElement
    held.current = { what, place: what?.closest('section') ?? null }
    setBusy(true)
    setWrong(null)
    try {
      await work()
      return true
    } catch (error) {
      setWrong(wrongOf(error))
      return false
    } finally {
      // Nothing more is done before it is known how the case stands now; what was written is let go at once.
      void Promise.all(['cases', 'customer'].map((key) => queries.invalidateQueries({ queryKey: [key] }))).finally(() => setBusy(false))
    }
  }
  return { attempt, isBusy, wrong: wrong === null ? null : say(wrong) }
}

/** What a case's parts do with it: one thing at a time, what went wrong in words. */
export type Work = ReturnType<typeof useWork>
