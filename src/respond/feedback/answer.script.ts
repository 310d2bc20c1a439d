import { type Kept, keepUntilSent } from './answering.ts'
import { askForm } from './askForm.ts'

/** One question a screen, kept on the device and sent once there is a network; without this the page works all the same. */
function begin(): void {
  const offline = document.querySelector<HTMLElement>('#offline')
  const kept = document.querySelector<HTMLTemplateElement>('#kept')
  if (offline === null || kept === null) return
  const storage = keepUntilSent(location.pathname, {
    sent: (next) => location.replace(next),
    alone: (isWhole) => (isWhole ? showKept(kept) : (offline.hidden = false)),
    together: () => (offline.hidden = true),
  })
  const before = goOnWith(storage.read())
  if (before === 'elsewhere') return
  if (before?.isWhole === true) return showKept(kept)
  if (before === null && storage.hasAnswered()) document.querySelector<HTMLElement>('#already')?.removeAttribute('hidden')
  askForm({ root: document, before, keep: storage.keep, note: storage.write, hasHistory: true, isQuick: false })
}

/** So long what was begun at an open door goes on, in ms; later another may hold the device. */
const GOES_ON = 86_400_000

/**
 * What was begun on this device, as it goes on: at an open door under the form that it was begun with, so that it stays one response of
 * one version, and with what was pressed last, in a mail, chosen.
 */
function goOnWith(kept: Kept | null): Kept | null | 'elsewhere' {
  const query = new URLSearchParams(location.search)
  const [question, value] = [query.get('q'), query.get('v')]
  if (question !== null && value !== null) history.replaceState(null, '', location.pathname)
  if (kept === null || kept.isWhole) return kept
  if (kept.form !== null) {
    if (Date.now() - kept.saidAt > GOES_ON) return null
    if (!query.has('form')) {
      location.replace(`${location.pathname}?${new URLSearchParams({ form: kept.form, lang: document.documentElement.lang })}`)
      return 'elsewhere'
    }
  }
  if (question === null || value === null) return kept
  return { ...kept, at: question, fields: [...kept.fields.filter(([name]) => name !== question), [question, value]] }
}

function showKept(kept: HTMLTemplateElement): void {
  const main = document.querySelector('main')!
  main.replaceChildren(kept.content.cloneNode(true))
  main.querySelector('h1')!.focus()
}

begin()
