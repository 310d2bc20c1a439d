/** An encounter that waits to be sent, as JSON text. */
export interface Waiting {
  id: string
  text: string
  bytes: number
  /** It is being sent just now. */
  isHeld: boolean
  /** Its place in the store. */
  place: number
}

/** Where waiting encounters outlive the page or process; each stands under a place of its own. A store that is full says so by throwing. */
export interface Store {
  put: (place: number, text: string) => void
  remove: (places: readonly number[]) => void
  clear: () => void
}

/** Encounters that wait, oldest first. */
export interface Queue {
  add: (id: string, text: string) => void
  /** The oldest that are not being sent, so many and of so many bytes together at most, but one unless there is no room at all. */
  next: (items: number, bytes: number) => Waiting[]
  remove: (items: readonly Waiting[]) => void
  /** Drops all, in the store too; answers how many. */
  clear: () => number
  /** Drops all and leaves them in the store. */
  detach: () => void
  count: () => number
  /** Bytes that are being sent just now. */
  held: () => number
}

/** Opens a queue; beyond its bounds the oldest are dropped, and `dropped` hears their ids. */
export function openQueue(store: Store | null, most: { items: number; bytes: number }, dropped: (ids: string[]) => void): Queue {
  let waiting: Waiting[] = []
  let place = 0
  const sizeOf = (items: readonly Waiting[]) => items.reduce((sum, { bytes }) => sum + bytes, 0)
  let size = 0

  function remove(items: readonly Waiting[]): void {
    const gone = new Set(items)
    waiting = waiting.filter((each) => !gone.has(each))
    size = sizeOf(waiting)
    try {
      store?.remove(items.map((each) => each.place))
    } catch {
      // It comes again with the next start, and Polku knows it by its id.
    }
  }

  function detach(): void {
    waiting = []
    size = 0
  }

  return {
    add: (id, text) => {
      const item = { id, text, bytes: bytesOf(text), isHeld: false, place: place++ }
      waiting.push(item)
      size += item.bytes
      try {
        store?.put(item.place, text)
      } catch {
        // A full store still leaves memory.
      }
      let over = 0
      for (let left = size; waiting.length - over > most.items || left > most.bytes; over++) left -= waiting[over]!.bytes
      if (over === 0) return
      const oldest = waiting.slice(0, over)
      remove(oldest)
      dropped(oldest.map((each) => each.id))
    },
    next: (items, bytes) => {
      const chosen: Waiting[] = []
      // A comma or bracket goes with each.
      let left = bytes - 1
      for (const each of waiting) {
        if (each.isHeld) continue
        left -= each.bytes + 1
        if (chosen.length >= items || (left < 0 && (chosen.length > 0 || bytes <= 0))) break
        chosen.push(each)
      }
      return chosen
    },
    remove,
    clear: () => {
      const { length } = waiting
      detach()
      store?.clear()
      return length
    },
    detach,
    count: () => waiting.length,
    held: () => sizeOf(waiting.filter((each) => each.isHeld)),
  }
}

/** How many bytes a text takes. */
export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}
