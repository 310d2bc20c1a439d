import { type Kept, sendAnswers } from './answering.ts'
import { askForm } from './askForm.ts'
import { openQueue } from './kioskQueue.ts'
import { thanksIn } from './thanking.ts'
import { isOpenAt } from '../../domain/feedback/openHours.ts'
import type { DoorSettings } from '../../domain/feedback/door.ts'

type Kiosk = Extract<DoorSettings, { kind: 'kiosk' }>

/** So often the queue is sent and the hours are looked at, in ms. */
const LOOK = 15_000

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
  let touchedAt = Date.now()
  let isThanking = false
  let isSending = false

  /** In order, each until it is there; what cannot be taken is given up. */
  async function sendQueue(): Promise<void> {
    if (isSending) return
    isSending = true
    for (let first = await queue.first(); first !== null; first = await queue.first()) {
      const sending = await sendAnswers(first.kept, place, { id: first.id, form: null })
      if (sending === 'alone') break
      await queue.remove(first.number)
    }
    isSending = false
  }

  const form = askForm({
    root: main,
    before: null,
    note: () => (touchedAt = Date.now()),
    keep: async (kept: Kept) => {
      touchedAt = Date.now()
      if (!kept.isWhole) return null
      await queue.add({ id: crypto.randomUUID(), kept })
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

  function look(): void {
    const now = Date.now()
    const isOpen = isOpenAt(settings!, now)
    closed.hidden = isOpen
    asking.hidden = !isOpen || isThanking
    if (!isThanking && now - touchedAt > settings!.resetSeconds * 1000) form?.restart()
    void sendQueue()
  }

  for (const name of ['pointerdown', 'keydown']) document.addEventListener(name, () => (touchedAt = Date.now()))
  window.addEventListener('online', () => void sendQueue())
  setInterval(look, Math.min(LOOK, settings.resetSeconds * 1000))
  look()
  // The page itself is kept, too: a kiosk may start without a network.
  await navigator.serviceWorker?.register('/r/kiosk/worker.js', { scope: '/r/kiosk/' }).catch(() => undefined)
  await navigator.serviceWorker?.ready
  const cache = await caches?.open('polku kiosk 1')
  await cache?.addAll([location.href, '/r/style.css', '/r/kiosk.js']).catch(() => undefined)
  document.body.dataset['kept'] = ''
}

void begin()
