import { elementScroll, observeElementOffset, observeElementRect, Virtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useReducer, useState, type RefObject } from 'react'

type Rows = Virtualizer<HTMLDivElement, HTMLElement>

/** Which rows of a long list stand in the page, and where; `measure` is given to each row's element. */
export interface ShownRows {
  items: readonly VirtualItem[]
  /** Height of all rows in pixels. */
  height: number
  measure: (element: HTMLElement | null) => void
  scrollTo: (index: number) => void
}

const ESTIMATE = 76

/** Keeps only the rows of a scrolling frame that are seen, and some around them, in the page. */
export function useRows(frame: RefObject<HTMLDivElement | null>, keys: readonly string[]): ShownRows {
  const [, render] = useReducer((count: number) => count + 1, 0)
  const options = {
    count: keys.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ESTIMATE,
    getItemKey: (index: number) => keys[index] ?? index,
    overscan: 8,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => render(),
  }
  const [rows] = useState<Rows>(() => new Virtualizer<HTMLDivElement, HTMLElement>(options))
  rows.setOptions(options)
  useEffect(() => rows._didMount(), [rows])
  useLayoutEffect(() => rows._willUpdate())
  return {
    items: rows.getVirtualItems(),
    height: rows.getTotalSize(),
    measure: rows.measureElement,
    scrollTo: (index) => rows.scrollToIndex(index),
  }
}
