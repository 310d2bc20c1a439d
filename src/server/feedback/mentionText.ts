const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  auml: 'ä',
  ouml: 'ö',
  aring: 'å',
  Auml: 'Ä',
  Ouml: 'Ö',
  Aring: 'Å',
  eacute: 'é',
  egrave: 'è',
  uuml: 'ü',
  aacute: 'á',
  oslash: 'ø',
  aelig: 'æ',
  szlig: 'ß',
  scaron: 'š',
  zcaron: 'ž',
  euro: '€',
  pound: '£',
  sect: '§',
  deg: '°',
  frac12: '½',
  times: '×',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  laquo: '«',
  raquo: '»',
  bull: '•',
  middot: '·',
  copy: '©',
  reg: '®',
  trade: '™',
  shy: '',
  zwnj: '',
}

/** Characters that HTML names and feeds use besides those that XML knows. */
export const NAMED_CHARACTERS: readonly (readonly [string, string])[] = Object.entries(NAMED)

/** What is not read at all, with what is in it. */
const UNSEEN = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'svg', 'head', 'object'])
/** Elements that stand on lines of their own. */
const LINES = new Set([
  'p',
  'div',
  'br',
  'li',
  'ul',
  'ol',
  'tr',
  'table',
  'blockquote',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'section',
])

/** Whether an element of HTML stands on a line of its own. */
export function isLine(name: string): boolean {
  return LINES.has(name.toLowerCase())
}

/** HTML as plain text: elements gone, lines kept, characters written out. Text without any markup stays as it is but for its characters. */
export function plainText(html: string): string {
  let text = ''
  for (let at = 0; at < html.length;) {
    const open = html.indexOf('<', at)
    if (open < 0) {
      text += html.slice(at)
      break
    }
    text += html.slice(at, open)
    if (html.startsWith('<!--', open)) {
      at = endOf(html, '-->', open)
      continue
    }
    const tag = /^<\/?([a-z][a-z0-9]*)/i.exec(html.slice(open, open + 40))
    if (tag === null) {
      // A mark that begins no element: "under < 5 euros".
      if (/^<[!?]/.test(html.slice(open, open + 2))) at = endOf(html, '>', open)
      else {
        text += '<'
        at = open + 1
      }
      continue
    }
    const name = tag[1]!.toLowerCase()
    at = endOf(html, '>', open)
    if (isLine(name)) text += '\n'
    if (UNSEEN.has(name) && html[open + 1] !== '/') at = closingOf(html, name, at)
  }
  return written(text)
    .replaceAll(/[^\S\n]+/gu, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

function endOf(html: string, mark: string, from: number): number {
  const found = html.indexOf(mark, from)
  return found < 0 ? html.length : found + mark.length
}

function closingOf(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}\\b[^>]*>?`, 'gi')
  closing.lastIndex = from
  return closing.exec(html) === null ? html.length : closing.lastIndex
}

/** Characters that are named or numbered, written out; what names nothing stays. */
function written(text: string): string {
  return text.replaceAll(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z0-9]{1,30}));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (name !== undefined) return Object.hasOwn(NAMED, name) ? NAMED[name]! : whole
      const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal)
      const isCharacter = code > 31 ? code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000) : code === 9 || code === 10
      return isCharacter ? String.fromCodePoint(code) : ''
    },
  )
}

/** The texts of a page's `application/ld+json` scripts, in order. */
export function linkedDataOf(html: string): string[] {
  const lower = html.toLowerCase()
  const found: string[] = []
  for (let at = 0; ;) {
    const open = lower.indexOf('<script', at)
    if (open < 0) return found
    const begin = endOf(lower, '>', open)
    const end = lower.indexOf('</script', begin)
    if (end < 0) return found
    if (lower.slice(open, begin).includes('application/ld+json')) found.push(html.slice(begin, end))
    at = end
  }
}
