import { useState } from 'react'

const PREFIX = 'polku-draft-'

/** Words that are being written; they survive a failure and a reload of the page until they are sent, or taken away. */
export function useDraft(name: string): [text: string, change: (next: string) => void] {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const change = (next: string) => {
    setTyped({ ...typed, [name]: next })
    try {
      if (next === '') localStorage.removeItem(PREFIX + name)
      else localStorage.setItem(PREFIX + name, next)
    } catch {
      // Without room to keep it, it is still on the page.
    }
  }
  return [typed[name] ?? localStorage.getItem(PREFIX + name) ?? '', change]
}
