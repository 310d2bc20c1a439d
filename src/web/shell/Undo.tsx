import { Button } from '@mantine/core'
import { useLocation } from '@tanstack/react-router'
import { createContext, useCallback, useContext, useState, type ReactNode } from 'react'
import { useWords } from '../i18n/useWords.ts'

/** Says what was done, and takes it back when asked to. */
interface Offer {
  text: string
  undo: () => Promise<unknown>
}

const Offering = createContext<(offer: Offer) => void>(() => undefined)

/** Gives a way to say what was just done, with a button that takes it back; it stands until something else is done or the page is left. */
export function useUndo(): (offer: Offer) => void {
  return useContext(Offering)
}

/** Where what was just done can be taken back, on every page within. */
export function Undo({ children }: { children: ReactNode }) {
  const { say } = useWords()
  const path = useLocation({ select: ({ pathname }) => pathname })
  const [made, setMade] = useState<(Offer & { path: string }) | null>(null)
  const [hasFailed, setHasFailed] = useState(false)
  const offer = made?.path === path ? made : null
  const take = useCallback(
    (next: Offer) => {
      setHasFailed(false)
      setMade({ ...next, path })
    },
    [path],
  )
  const undo = async () => {
    try {
      await offer?.undo()
      setMade(null)
    } catch {
      setHasFailed(true)
    }
  }
  return (
    <Offering value={take}>
      {children}
      <div className="undo" role="status">
        {offer !== null && (
          <p>
            {hasFailed ? say('undo.failed') : offer.text}{' '}
            <Button variant="default" size="compact-sm" onClick={() => void undo()}>
              {say('undo.do')}
            </Button>
            <Button variant="subtle" size="compact-sm" onClick={() => setMade(null)}>
              {say('undo.close')}
            </Button>
          </p>
        )}
      </div>
    </Offering>
  )
}
