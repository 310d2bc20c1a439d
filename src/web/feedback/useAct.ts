import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Refusal } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'

/** Does something, has what it touches looked up again, and keeps what went wrong in words and field by field. */
export function useAct(touches: readonly string[]) {
  const { say } = useWords()
  const queries = useQueryClient()
  const [refused, setRefused] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)

  /** Tells whether it was done. */
  async function attempt(act: () => Promise<unknown>): Promise<boolean> {
    setBusy(true)
    setRefused(null)
    try {
      await act()
      return true
    } catch (error) {
      setRefused(error)
      return false
    } finally {
      setBusy(false)
      void Promise.all(touches.map((key) => queries.invalidateQueries({ queryKey: [key] })))
    }
  }
  const status = refused instanceof Refusal ? refused.status : null
  const wrong = status === 0 ? 'feedback.unreachable' : status === 401 || status === 403 ? 'feedback.forbidden' : 'feedback.failed'
  return {
    attempt,
    isBusy,
    status,
    problems: refused instanceof Refusal ? refused.problems : [],
    wrong: refused === null ? null : say(wrong),
  }
}
