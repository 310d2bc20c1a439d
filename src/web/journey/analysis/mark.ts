import type { KeyboardEvent } from 'react'
import type { useRoving } from '../useRoving.ts'

/** What makes a mark a button: a name, a place in the order, and Enter, Space or a click that opens it. */
export function asMark(key: string, label: string, roving: ReturnType<typeof useRoving>, act: () => void) {
  return {
    role: 'button',
    tabIndex: roving.current === key ? 0 : -1,
    'data-key': key,
    'aria-label': label,
    onFocus: () => roving.setAt(key),
    onClick: act,
    onKeyDown: (event: KeyboardEvent<SVGElement>) => {
      if (event.key !== 'Enter' && event.key !== ' ') return roving.press(event)
      event.preventDefault()
      act()
    },
  }
}
