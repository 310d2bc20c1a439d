import { useState } from 'react'
import { postResponseStates } from '../../api/response.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { useUndo } from '../shell/Undo.tsx'
import { STATES, type ResponseState } from './address.ts'
import { useAct } from './useAct.ts'

/** Marks responses, and offers to take it back. */
export function useMarking() {
  const { say } = useWords()
  const offer = useUndo()
  const { attempt, isBusy, wrong } = useAct(['responses', 'response', 'scores'])
  const set = (ids: readonly string[], state: ResponseState) => call(postResponseStates, { body: { ids: [...ids], state } })
  const [isLeft, setLeft] = useState(false)
  const mark = (ids: readonly string[], state: ResponseState) =>
    attempt(async () => {
      const { changed } = await set(ids, state)
      // Scores that came with encounters of other systems are as they are.
      setLeft(changed.length === 0)
      if (changed.length === 0) return
      const back = STATES.map((was) => ({ was, ids: changed.filter((each) => each.was === was).map(({ id }) => id) }))
      const undo = async () => {
        const isDone = await attempt(() => Promise.all(back.filter((each) => each.ids.length > 0).map((each) => set(each.ids, each.was))))
        if (!isDone) throw new Error('not undone')
      }
      offer({ text: say(`answers.marked.${state}`, { count: changed.length }), undo })
    })
  return { mark, isBusy, wrong: wrong ?? (isLeft ? say('answers.unmarked') : null) }
}
