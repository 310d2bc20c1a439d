import { type Kept, sendAnswers } from './answering.ts'
import { askForm } from './askForm.ts'

/** The script's own element, known only while it is first run. */
const own = document.currentScript as HTMLScriptElement | null

/** A corner or a place on somebody's page; what it looks like is its own, and nothing is kept but that it was closed. */
async function begin(script: HTMLScriptElement): Promise<void> {
  const { door, place: wanted } = script.dataset
  const language = script.dataset['lang'] ?? document.documentElement.lang
  const isId = crypto.randomUUID()
  const address = `${new URL(script.src).origin}/r/d/${door}`
  const closed = `polku ${door} closed`
  const get = (at: string) => fetch(at, { credentials: 'omit' })
  const [answer, look] = await Promise.all([
    get(`${address}?widget=1&lang=${encodeURIComponent(language)}`),
    get(new URL('/r/style.css', script.src).href),
  ])
  if (!answer.ok || !look.ok) return
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  const { place = wanted, after = '0', close = '', feedback = '', thanks = '' } = { ...page.body.dataset, ...(wanted && { place: wanted }) }
  const isCorner = place !== 'inline'
  if (isCorner && wasClosed(closed)) return

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
    remember(closed)
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
  askForm({
    root: box,
    before: null,
    note: () => undefined,
    keep: async (kept: Kept) => {
      const sending = await sendAnswers(kept, address, { id: isId, form: null })
      if (!kept.isWhole) return null
      if (sending !== 'alone' && 'problem' in sending) return sending.problem
      const said = Object.assign(document.createElement('p'), { className: 'thanks', textContent: thanks, tabIndex: -1 })
      said.setAttribute('role', 'status')
      box.querySelector('#survey')!.replaceWith(said)
      box.querySelectorAll('.progress, .intro').forEach((each) => each.remove())
      said.focus()
      if (isCorner) remember(closed)
      return null
    },
    hasHistory: false,
    isQuick: false,
  })
  const put = () => (isCorner ? document.body.append(host) : script.after(host))
  if (isCorner) setTimeout(put, Number(after) * 1000)
  else put()
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

function wasClosed(name: string): boolean {
  try {
    return sessionStorage.getItem(name) !== null
  } catch {
    return false
  }
}

function remember(name: string): void {
  try {
    sessionStorage.setItem(name, '1')
  } catch {
    // Where nothing may be kept, it may show itself again.
  }
}

if (own?.dataset['door'] !== undefined) void begin(own)
