import { type Kept, newId, sendAnswers } from './answering.ts'
import { askForm } from './askForm.ts'
import { openQueue } from './kioskQueue.ts'
import { thanksIn } from './thanking.ts'
import { isOpenAt } from '../../domain/feedback/openHours.ts'
import type { DoorSettings } from '../../domain/feedback/door.ts'

type Kiosk = Extract<DoorSettings, { kind: 'kiosk' }>

/** So often the queue is sent and the hours are looked at, in ms. */
const LOOK = 15_000
/** So often it is looked whether the house asks otherwise by now, in ms. */
const RENEW = 600_000

/** A kiosk: answers go into a queue on the device, in order; it begins anew by itself and shows nobody what another said. */
async function begin(): Promise<void> {
  const main = document.querySelector<HTMLElement>('main')!
  const settings = JSON.parse(document.body.dataset['kiosk'] ?? 'null') as Kiosk | null
  if (settings === null) return
  const place = document.body.dataset['door']!
  const asking = document.querySelector<HTMLElement>('#asking')!
  const thanks = document.querySelector<HTMLElement>('#thanks')!
  const closed = document.querySelector<HTMLElement>('#closed')!
  const queue = await openQueue()
  // A clock that is set anew must not stop it from beginning anew.
  const clock = () => performance.now()
  const home = homeOf(place)
  let touchedAt = clock()
  let lookedAt = clock()
  let begun: Kept | null = null
  let isThanking = false
  let isSending = false

  /** In order, each until it is there; what is refused is given up, and what is closed for now waits. */
  async function sendQueue(): Promise<void> {
    if (isSending) return
    isSending = true
    for (let first = await queue.first(); first !== null; first = await queue.first()) {
      const sending = await sendAnswers(first.kept, place, { id: first.id })
      if (sending === 'alone' || ('isTaken' in sending && !sending.isTaken)) break
      await queue.remove(first.number)
    }
    isSending = false
  }

  const form = askForm({
    root: main,
    before: null,
    note: () => (touchedAt = clock()),
    keep: async (kept: Kept) => {
      touchedAt = clock()
      begun = kept
      if (!kept.isWhole) return null
      begun = null
      await queue.add({ id: newId(), kept })
      thanks.replaceChildren(thanksIn(main, kept.answers))
      say(true)
      void sendQueue()
      setTimeout(restart, Math.max(1, settings.pressSeconds) * 1000)
      return null
    },
    hasHistory: false,
    isQuick: true,
  })

  function say(thanking: boolean): void {
    isThanking = thanking
    thanks.hidden = !thanking
    asking.hidden = thanking
    if (thanking) thanks.querySelector('h1')!.focus()
  }

  function restart(): void {
    form?.restart()
    say(false)
  }

  /** Nobody is there: what was said in part is kept, the language is the house's again. */
  async function beginAnew(): Promise<void> {
    const left = begun
    begun = null
    form?.restart()
    if (left !== null && Object.keys(left.answers).length > 0) await queue.add({ id: newId(), kept: left })
    if (location.href !== home) location.replace(home)
  }

  /** Whether the house now asks or opens otherwise than this page does; then it is loaded anew. */
  async function renew(): Promise<void> {
    const fresh = await fetch(home).catch(() => null)
    if (fresh === null || !fresh.ok || begun !== null || isThanking) return
    const { kiosk, version } = new DOMParser().parseFromString(await fresh.text(), 'text/html').body.dataset
    if (kiosk !== undefined && (kiosk !== document.body.dataset['kiosk'] || version !== document.body.dataset['version'])) location.reload()
  }

  function look(): void {
    // Whoever has begun may end it.
    const isOpen = isOpenAt(settings!, Date.now()) || begun !== null
    closed.hidden = isOpen
    asking.hidden = !isOpen || isThanking
    if (!isThanking && clock() - touchedAt > settings!.resetSeconds * 1000) {
      void beginAnew()
      touchedAt = clock()
    }
    if (begun === null && clock() - lookedAt > RENEW) {
      lookedAt = clock()
      void renew()
    }
    void sendQueue()
  }

  for (const name of ['pointerdown', 'keydown']) document.addEventListener(name, () => (touchedAt = clock()))
  window.addEventListener('online', () => void sendQueue())
  setInterval(look, Math.min(LOOK, settings.resetSeconds * 1000))
  look()
  // The page itself is kept, too: a kiosk may start without a network.
  await navigator.serviceWorker?.register('/r/kiosk/worker.js', { scope: '/r/kiosk/' }).catch(() => undefined)
  await navigator.serviceWorker?.ready
  if ('caches' in window) {
    const cache = await caches.open('polku kiosk 1')
    const languages = [...document.querySelectorAll<HTMLAnchorElement>('header a')].map(({ href }) => href)
    await cache.addAll([...new Set([home, location.href, ...languages]), '/r/style.css', '/r/kiosk.js']).catch(() => undefined)
  }
  document.body.dataset['kept'] = ''
}

/** The address at which the kiosk was opened, its language included: there it comes back to. */
function homeOf(place: string): string {
  const name = `polku home ${place}`
  try {
    const kept = sessionStorage.getItem(name) ?? location.href
    sessionStorage.setItem(name, kept)
    return kept
  } catch {
    return location.href
  }
}

void begin()
