import { type Kept, newId, sendAnswers, type Untaken } from './answering.ts'
import { askForm } from './askForm.ts'
import { thanksIn } from './thanking.ts'

/** Whole answers that wait for a way through, under the id that makes them one however often they are sent. */
interface Waiting {
  kept: Kept
  id: string
}

/** So often what could not be sent is tried again, in ms. */
const AGAIN = 10_000

/** The script's own element, known only while it is first run. */
const own = document.currentScript as HTMLScriptElement | null

/** A corner or a place on somebody's page; what it looks like is its own, and nothing is kept but that it was closed, and what could not be sent. */
async function begin(script: HTMLScriptElement): Promise<void> {
  const { door, place: wanted } = script.dataset
  const language = script.dataset['lang'] ?? document.documentElement.lang
  const isId = newId()
  const address = `${new URL(script.src).origin}/r/d/${door}`
  const closed = `polku ${door} closed`
  const [page, look] = await Promise.all([
    read(`${address}?widget=1&lang=${encodeURIComponent(language)}`),
    fetch(new URL('/r/style.css', script.src).href, { credentials: 'omit' }),
  ])
  if (page === null || !look.ok) return
  const {
    place = wanted,
    after = '0',
    close = '',
    feedback = '',
    closed: noMore = '',
  } = { ...page.body.dataset, ...(wanted && { place: wanted }) }
  const isCorner = place !== 'inline'
  const unsent = `polku ${door} unsent`
  const left = readWaiting(unsent)
  // What found no way on a page before goes now.
  if (left !== null && (await sendAnswers(left.kept, address, { id: left.id })) !== 'alone') forget(unsent)
  if (isCorner && kept(closed) !== null) return

  const host = document.createElement('div')
  const shadow = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync((await look.text()).replaceAll(':root', ':host'))
  shadow.adoptedStyleSheets = [sheet]
  const box = document.createElement('section')
  box.lang = page.documentElement.lang
  box.dir = page.documentElement.dir
  box.className = isCorner ? 'box corner' : 'box'
  box.setAttribute('aria-label', feedback)
  box.append(...[...page.querySelector('main')!.children].map((each) => document.importNode(each, true)))
  shadow.append(box)

  const shut = () => {
    host.remove()
    keep(closed, '1')
  }
  if (isCorner) {
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'close', textContent: '×' })
    button.setAttribute('aria-label', close)
    button.addEventListener('click', shut)
    box.prepend(button)
    box.setAttribute('role', 'dialog')
    box.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') shut()
      else if (event.key === 'Tab') keepInside(event, box, shadow)
    })
  }
  const said = Object.assign(document.createElement('div'), { className: 'thanks', hidden: true })
  said.setAttribute('role', 'status')
  box.append(said)

  /** Says something in place of the form, which stays for what may still be wrong with it. */
  function say(told: Node | null): void {
    said.hidden = told === null
    said.replaceChildren(...(told === null ? [] : [told]))
    box.querySelectorAll<HTMLElement>('#survey, .progress, .intro, #offline').forEach((each) => {
      each.hidden = told !== null || each.id === 'offline'
    })
    box.querySelector<HTMLElement>(':scope > h1')!.hidden = told !== null
    if (host.isConnected) said.querySelector<HTMLElement>('h1')?.focus()
  }

  let again = () => {}
  let timer: ReturnType<typeof setTimeout> | undefined
  window.addEventListener('online', () => again())

  /** Sends what was said; what is whole and finds no way is kept for the session, told so, and tried again. */
  async function send(waiting: Waiting): Promise<Untaken | null> {
    const sending = await sendAnswers(waiting.kept, address, { id: waiting.id })
    if (!waiting.kept.isWhole) return null
    if (sending === 'alone') {
      keep(unsent, JSON.stringify(waiting))
      if (said.hidden) say(copyOf('#kept'))
      clearTimeout(timer)
      again = () => void send(waiting)
      timer = setTimeout(again, AGAIN)
      return null
    }
    again = () => {}
    clearTimeout(timer)
    forget(unsent)
    if ('problem' in sending) {
      say(null)
      return sending.problem
    }
    say(
      sending.isTaken
        ? thanksIn(box, waiting.kept.answers)
        : Object.assign(document.createElement('h1'), { textContent: noMore, tabIndex: -1 }),
    )
    return null
  }

  function copyOf(template: string): DocumentFragment {
    return document.importNode(box.querySelector<HTMLTemplateElement>(template)!.content, true)
  }

  askForm({
    root: box,
    before: null,
    note: () => undefined,
    keep: async (given: Kept) => {
      const untaken = await send({ kept: given, id: isId })
      if (untaken === null && given.isWhole && isCorner) keep(closed, '1')
      return untaken
    },
    hasHistory: false,
    isQuick: false,
  })
  const put = () => (isCorner ? document.body.append(host) : script.after(host))
  if (isCorner) setTimeout(put, Number(after) * 1000)
  else put()
}

/** A page that is read; null when it cannot be. Read so, sites that ask for trusted types allow it. */
function read(address: string): Promise<Document | null> {
  return new Promise((done) => {
    const request = new XMLHttpRequest()
    request.responseType = 'document'
    request.addEventListener('loadend', () => done(request.status === 200 ? request.responseXML : null))
    request.open('GET', address)
    request.send()
  })
}

/** Tab goes round within what it is pressed in. */
function keepInside(event: KeyboardEvent, box: HTMLElement, shadow: ShadowRoot): void {
  const stops = [...box.querySelectorAll<HTMLElement>('button, input, textarea, a[href]')].filter(
    (each) => each.tabIndex >= 0 && each.offsetParent !== null,
  )
  const [first, last] = [stops[0], stops.at(-1)]
  const to = event.shiftKey && shadow.activeElement === first ? last : !event.shiftKey && shadow.activeElement === last ? first : undefined
  if (to === undefined) return
  event.preventDefault()
  to.focus()
}

/** What is kept under a name for the session; null where nothing is or may be. */
function kept(name: string): string | null {
  try {
    return sessionStorage.getItem(name)
  } catch {
    return null
  }
}

function readWaiting(name: string): Waiting | null {
  return JSON.parse(kept(name) ?? 'null') as Waiting | null
}

function keep(name: string, text: string): void {
  try {
    sessionStorage.setItem(name, text)
  } catch {
    // Where nothing may be kept, it may show itself again, and what waits goes with the page.
  }
}

function forget(name: string): void {
  try {
    sessionStorage.removeItem(name)
  } catch {
    // Then nothing was kept either.
  }
}

if (own?.dataset['door'] !== undefined) void begin(own)
