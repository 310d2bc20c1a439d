import { keepUntilSent } from './answering.ts'
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
  const before = storage.read()
  if (before?.isWhole === true) return showKept(kept)
  if (before === null && storage.hasAnswered()) document.querySelector<HTMLElement>('#already')?.removeAttribute('hidden')
  askForm({ root: document, before, keep: storage.keep, note: storage.write, hasHistory: true, isQuick: false })
}

function showKept(kept: HTMLTemplateElement): void {
  const main = document.querySelector('main')!
  main.replaceChildren(kept.content.cloneNode(true))
  main.querySelector('h1')!.focus()
}

begin()
