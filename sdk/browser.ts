import { makeId, openClient, type Opened } from './client.ts'
import type { Options, Polku } from './polku.ts'
import { bytesOf } from './queue.ts'

export type { EncounterInput, Facets, Identifiers, Json, Measure } from './encounter.ts'
export type { Counts, Options, Polku, Trouble } from './polku.ts'

/** How a client in a page is set up. */
export interface BrowserOptions extends Options {
  /** Tells several clients of one site apart; they share nothing then. */
  name?: string
  /** Whether encounters and an anonymous id may outlive the page, in `localStorage`; true unless said otherwise. */
  storage?: boolean
}

/** What browsers still send of a page that is left, in bytes, with room for others. */
const KEPT_ALIVE = 60_000

/** Opens a client for a page. Several tabs each send what is their own, and what closed tabs left behind. */
export function createPolku(options: BrowserOptions): Polku {
  const prefix = `polku:${options.name ?? ''}:`
  const door = `${options.url.replace(/\/+$/, '')}/v1/encounters`
  const { token } = options
  const disk = options.storage === false ? null : openDisk()
  const canKeepAlive = typeof Request === 'function' && 'keepalive' in Request.prototype
  const idKey = `${prefix}id`
  let isGiven = options.consent ?? true
  let tab = ''
  let release: () => void = () => undefined
  /** Who uses this device, where nothing may be stored. */
  let passing = ''

  const keyOf = (place: number) => `${prefix}${tab}:${place}`
  const ownKeys = () => keysOf(disk).filter((key) => key.startsWith(prefix))

  const opened: Opened = openClient(options, {
    store: disk && {
      put: (place, text) => disk.setItem(keyOf(place), text),
      remove: (places) => places.forEach((place) => disk.removeItem(keyOf(place))),
      clear: () => ownKeys().forEach((key) => disk.removeItem(key)),
    },
    batchBytes: KEPT_ALIVE,
    anonymous: () => ({ anonymous: anonymousId() }),
    renew: () => keepId(makeId()),
    consented: (given) => {
      isGiven = given
      passing = ''
      if (given) begin()
      else release()
    },
    post: (body, signal) =>
      fetch(door, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body,
        signal,
        credentials: 'omit',
        // What is under way when the page is left arrives all the same.
        keepalive: canKeepAlive && bytesOf(body) <= KEPT_ALIVE,
      }),
    timer: (work, ms) => {
      const timer = setTimeout(work, ms)
      return () => clearTimeout(timer)
    },
  })

  function anonymousId(): string {
    return disk?.getItem(idKey) || passing || keepId(makeId())
  }

  function keepId(id: string): string {
    passing = id
    try {
      disk?.setItem(idKey, id)
    } catch {
      // A full store still leaves memory.
    }
    return id
  }

  /** Begins as a tab of its own, and takes over what tabs left behind that are gone. */
  function begin(): void {
    release()
    tab = makeId()
    const { locks } = navigator
    if (!disk || !locks) return
    void locks.request(prefix + tab, () => new Promise<void>((resolve) => (release = resolve)))
    void takeOver(locks, disk)
  }

  async function takeOver(locks: LockManager, from: Storage): Promise<void> {
    const places = ownKeys().map((key) => key.slice(prefix.length).split(':'))
    for (const other of new Set(places.flatMap(([name, place]) => (place === undefined || name === tab ? [] : [name!])))) {
      // Who holds this lock is alive.
      await locks.request(prefix + other, { ifAvailable: true }, (lock) => {
        if (lock) opened.adopt(take(from, `${prefix}${other}:`))
      })
    }
  }

  /** Where another tab took consent back, the id went. */
  function withdrawnElsewhere({ key, newValue }: StorageEvent): void {
    if (key !== idKey || newValue !== null) return
    isGiven = false
    passing = ''
    release()
    opened.withdraw()
  }

  const sendLast = canKeepAlive
    ? undefined
    : (body: string) => void navigator.sendBeacon(`${door}?token=${encodeURIComponent(token)}`, body)
  const listeners: [EventTarget, string, (event: Event) => void][] = [
    [document, 'visibilitychange', () => document.visibilityState === 'hidden' && opened.leave(KEPT_ALIVE, sendLast)],
    [
      window,
      'pagehide',
      () => {
        opened.leave(KEPT_ALIVE, sendLast)
        if (!disk || !navigator.locks) return
        // The page may come back much later, or never; until then its encounters belong to whoever looks next.
        opened.detach()
        release()
      },
    ],
    [window, 'pageshow', (event) => (event as PageTransitionEvent).persisted && isGiven && begin()],
    [window, 'online', () => opened.connected()],
    [window, 'storage', (event) => withdrawnElsewhere(event as StorageEvent)],
  ]
  for (const [target, name, listener] of listeners) target.addEventListener(name, listener)
  if (isGiven) begin()

  return {
    ...opened.polku,
    close: async () => {
      const isDone = await opened.polku.close()
      for (const [target, name, listener] of listeners) target.removeEventListener(name, listener)
      release()
      return isDone
    },
  }
}

/** The place for what outlives the page; null where pages may keep nothing. */
function openDisk(): Storage | null {
  try {
    return localStorage
  } catch {
    return null
  }
}

function keysOf(disk: Storage | null): string[] {
  return disk ? Array.from({ length: disk.length }, (_, index) => disk.key(index)!) : []
}

/** Takes what stands under a prefix away, oldest first. */
function take(disk: Storage, prefix: string): { id: string; text: string }[] {
  const keys = keysOf(disk).filter((key) => key.startsWith(prefix))
  const placeOf = (key: string) => Number(key.slice(prefix.length))
  const items = keys.sort((left, right) => placeOf(left) - placeOf(right)).flatMap((key) => read(disk.getItem(key)))
  for (const key of keys) disk.removeItem(key)
  return items
}

function read(text: string | null): { id: string; text: string }[] {
  try {
    const { id } = JSON.parse(text!) as { id: string }
    return [{ id, text: text! }]
  } catch {
    return []
  }
}
