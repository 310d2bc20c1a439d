import { useState, type KeyboardEvent } from 'react'

/** One stop for Tab among many marks; arrows, Home and End move between them in the given order. */
export function useRoving(order: readonly string[], opened: string | null) {
  const [at, setAt] = useState<string | null>(null)
  const current = at !== null && order.includes(at) ? at : opened !== null && order.includes(opened) ? opened : order[0]
  const press = (event: KeyboardEvent<SVGElement>) => {
    const index = order.indexOf(current ?? '')
    const last = order.length - 1
    const target: Record<string, number> = {
      ArrowRight: Math.min(last, index + 1),
      ArrowDown: Math.min(last, index + 1),
      ArrowLeft: Math.max(0, index - 1),
      ArrowUp: Math.max(0, index - 1),
      Home: 0,
      End: last,
    }
    const key = order[target[event.key] ?? -1]
    if (key === undefined) return
    event.preventDefault()
    setAt(key)
    event.currentTarget.ownerSVGElement?.querySelector<SVGElement>(`[data-key="${CSS.escape(key)}"]`)?.focus()
  }
  return { press, current, setAt }
}
