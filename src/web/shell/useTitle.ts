import { useEffect } from 'react'
import { useWords } from '../i18n/useWords.ts'

/** Names the page in the browser's tab and history while it is shown. */
export function useTitle(name: string): void {
  const { say } = useWords()
  useEffect(() => {
    document.title = say('title.customer', { name })
    return () => {
      document.title = 'Polku'
    }
  }, [say, name])
}
