import { useEffect, useRef, useState, type PointerEvent } from 'react'

/** Where a card would be dropped: at a stage ('' = none), before another card or at the end. */
export interface Place {
  stage: string
  before: string | null
}

/** A card under way with the pointer; x and y are of the window. */
export interface Carried {
  key: string
  x: number
  y: number
  over: Place | null
}

const LEAST = 6
/** So near to an edge, in px, what lies beyond it comes into sight. */
const EDGE = 56
const FASTEST = 14

/** Lets a card be carried from column to column with mouse, pen or finger; Escape puts it back. Columns say `data-stage`, cards `data-card`. */
export function useCarry(drop: (key: string, place: Place) => void) {
  const [carried, setCarried] = useState<Carried | null>(null)
  const dropped = useRef(drop)
  useEffect(() => {
    dropped.current = drop
  }, [drop])
  const stop = useRef<(() => void) | null>(null)
  useEffect(() => () => stop.current?.(), [])

  function begin(key: string, event: PointerEvent): void {
    if (event.button !== 0 || stop.current) return
    const [startX, startY] = [event.clientX, event.clientY]
    let now: Carried | null = null
    let frame = 0
    const follow = () => {
      if (now !== null && scrollTowards(now.x, now.y)) {
        now = { ...now, over: placeAt(now.x, now.y, key) }
        setCarried(now)
      }
      frame = requestAnimationFrame(follow)
    }
    const move = ({ clientX: x, clientY: y }: globalThis.PointerEvent) => {
      if (now === null && Math.hypot(x - startX, y - startY) < LEAST) return
      if (now === null) frame = requestAnimationFrame(follow)
      now = { key, x, y, over: placeAt(x, y, key) }
      setCarried(now)
    }
    const end = () => {
      finish()
      if (now?.over) dropped.current(key, now.over)
      if (now) swallowClick()
    }
    const finish = () => {
      stop.current = null
      cancelAnimationFrame(frame)
      removeEventListener('pointermove', move)
      removeEventListener('pointerup', end)
      removeEventListener('pointercancel', finish)
      removeEventListener('keydown', escape, true)
      setCarried(null)
    }
    const escape = (pressed: KeyboardEvent) => {
      if (pressed.key === 'Escape') finish()
    }
    stop.current = finish
    addEventListener('pointermove', move)
    addEventListener('pointerup', end)
    addEventListener('pointercancel', finish)
    addEventListener('keydown', escape, true)
  }
  return { carried, begin }
}

/** The click that ends a carrying opens nothing. */
function swallowClick(): void {
  const swallow = (click: MouseEvent) => click.stopPropagation()
  addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => removeEventListener('click', swallow, { capture: true }))
}

/** Scrolls page and board towards a point near their edge; whether anything moved. */
function scrollTowards(x: number, y: number): boolean {
  const board = document.querySelector('.define-board')
  const from = [scrollY, board?.scrollLeft]
  scrollBy(0, pull(y, 0, innerHeight))
  if (board) {
    const { left, right } = board.getBoundingClientRect()
    board.scrollLeft += pull(x, Math.max(left, 0), Math.min(right, innerWidth))
  }
  return from[0] !== scrollY || from[1] !== board?.scrollLeft
}

/** How far to scroll now: the faster the nearer to the edge. */
function pull(at: number, low: number, high: number): number {
  const beyond = at < low + EDGE ? at - low - EDGE : at > high - EDGE ? at - high + EDGE : 0
  return Math.max(-FASTEST, Math.min(FASTEST, beyond / 3))
}

function placeAt(x: number, y: number, key: string): Place | null {
  const column = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-stage]')
  if (!column) return null
  const cards = [...column.querySelectorAll<HTMLElement>('[data-card]')].filter((card) => card.dataset['card'] !== key)
  const next = cards.find((card) => {
    const { top, height } = card.getBoundingClientRect()
    return y < top + height / 2
  })
  return { stage: column.dataset['stage'] ?? '', before: next?.dataset['card'] ?? null }
}
