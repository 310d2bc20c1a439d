import { SaxesParser } from 'saxes'
import { isWebAddress } from '../../domain/feedback/mention.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Item } from '../encounter/readItems.ts'
import { digestOf } from '../encounter/registerIds.ts'
import { isLine, NAMED_CHARACTERS, plainText } from './mentionText.ts'

/** What a feed's entries become: mentions of this source and touchpoint; relative addresses are of `url`. */
export interface FeedFrom {
  source: string
  touchpoint: string
  url: string
}

/** Entries read of one feed at most. */
const MOST = 1000

interface Entry {
  /** Texts by name of their element; `author/name` where one stands within another. */
  texts: Map<string, string>
  /** How a text is written: text, html or xhtml. */
  types: Map<string, string>
  link: string | undefined
  language: string | undefined
  depth: number
}

/**
 * Reads the entries of an RSS 2.0 or Atom feed as unread mentions. Entities that a feed declares itself are not known here, so nothing
 * grows by them. A problem tells why it is no feed, with line and column.
 */
export function readFeed(xml: string, from: FeedFrom): { items: Item[] } | { problem: string } {
  try {
    const { kind, language, entries } = parse(xml)
    return { items: entries.map((entry) => ({ value: mentionOf(entry, kind, language, from) })) }
  } catch (error) {
    if (!(error instanceof NoFeed)) throw error
    return { problem: error.message }
  }
}

class NoFeed extends Error {}

function parse(xml: string): { kind: 'rss' | 'atom'; language: string | undefined; entries: Entry[] } {
  const parser = new SaxesParser<{ position: true; xmlns: false }>({ position: true, xmlns: false })
  for (const [name, character] of NAMED_CHARACTERS) parser.ENTITIES[name] = character
  const stack: string[] = []
  const entries: Entry[] = []
  let kind: 'rss' | 'atom' | null = null
  let language: string | undefined
  let entry: Entry | null = null

  const fail = (message: string): never => {
    throw new NoFeed(`${message} (line ${parser.line}, column ${parser.column})`)
  }
  const write = (text: string) => {
    if (entry === null) {
      if (stack.at(-1) === 'language' && stack.length === 3) language = (language ?? '') + text
      return
    }
    const outer = stack[entry.depth]
    if (outer === undefined) return
    const inner = stack[entry.depth + 1]
    const name = outer === 'author' && inner !== undefined ? `author/${inner}` : outer
    entry.texts.set(name, (entry.texts.get(name) ?? '') + text)
  }

  parser.on('error', (error: Error) => fail(`is not well-formed XML: ${error.message.replace(/^\d+:\d+: /, '')}`))
  parser.on('text', write)
  parser.on('cdata', write)
  parser.on('opentag', ({ name: full, attributes }) => {
    const name = full.replace(/^atom:/, '')
    if (stack.length === 0) {
      if (name !== 'rss' && name !== 'feed') fail(`begins with <${full.slice(0, 60)}>: it is neither RSS nor Atom`)
      kind = name === 'rss' ? 'rss' : 'atom'
      language = attributes['xml:lang']
    }
    stack.push(name)
    if (entry === null) {
      if (name === (kind === 'rss' ? 'item' : 'entry') && entries.length < MOST)
        entry = { texts: new Map(), types: new Map(), link: undefined, language: attributes['xml:lang'], depth: stack.length }
      return
    }
    if (stack.length > entry.depth + 1) {
      if (isLine(name)) write('\n')
      return
    }
    if (attributes['type'] !== undefined) entry.types.set(name, attributes['type'])
    if (name === 'link' && attributes['href'] !== undefined && (attributes['rel'] ?? 'alternate') === 'alternate')
      entry.link ??= attributes['href']
  })
  parser.on('closetag', () => {
    if (entry !== null && stack.length === entry.depth) {
      entries.push(entry)
      entry = null
    }
    stack.pop()
  })
  parser.write(xml).close()
  if (kind === null) return fail('is empty')
  return { kind, language, entries }
}

function mentionOf(entry: Entry, kind: 'rss' | 'atom', language: string | undefined, { source, touchpoint, url: base }: FeedFrom) {
  const raw = (...names: string[]) => names.map((name) => entry.texts.get(name)?.trim()).find((text) => text !== undefined && text !== '')
  const readable = (...names: string[]) => {
    const name = names.find((each) => (entry.texts.get(each) ?? '').trim() !== '')
    if (name === undefined) return undefined
    const isHtml = kind === 'rss' || entry.types.get(name) === 'html'
    const text = entry.texts.get(name)!
    return isHtml
      ? plainText(text)
      : text
          .replaceAll(/[^\S\n]+/gu, ' ')
          .replaceAll(/\s*\n\s*/g, '\n')
          .trim()
  }
  const line = (text: string | undefined, most: number) => text?.replaceAll(/\s+/gu, ' ').slice(0, most).trim() || undefined
  const url = addressIn(entry.link ?? raw('link'), base)
  const text = readable('content:encoded', 'content', 'description', 'summary')
  const title = line(readable('title'), 500)
  const author = line(authorOf(raw('author/name', 'dc:creator', 'author')), 200)
  const written = raw('pubDate', 'published', 'dc:date', 'updated')
  const rating = Number(raw('im:rating', 'rating')?.replace(',', '.'))
  const fields = {
    source,
    id: line(raw('guid', 'id') ?? url, 300) ?? digestOf(JSON.stringify([author, written, title, text])).slice(0, 32),
    occurredAt: written === undefined ? undefined : instantOf(written),
    url,
    author,
    title,
    // What the mention takes at most.
    text: text?.slice(0, 20_000),
    locale: line(entry.language ?? language, 35),
    rating: rating >= 1 && rating <= 5 ? { score: rating, scale: '1-5' } : undefined,
    touchpoint,
  }
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== ''))
}

function addressIn(text: string | undefined, base: string): string | undefined {
  if (text === undefined || !URL.canParse(text, base)) return undefined
  const { href } = new URL(text, base)
  return isWebAddress(href) && href.length <= 2000 ? href : undefined
}

/** RSS writes authors as `mail@example.com (Name)`; an address alone is nobody's public name. */
function authorOf(text: string | undefined): string | undefined {
  const name = text === undefined ? undefined : (/^\S+@\S+\s+\(([^)]+)\)$/.exec(text)?.[1] ?? text)
  return name === undefined || /^\S+@\S+$/.test(name) ? undefined : name
}

/** A time as feeds write it, RFC 822 or RFC 3339; another stays as it is, and is refused by its name. */
function instantOf(text: string): string {
  const at = Date.parse(text)
  return Number.isNaN(at) ? text : formatInstant(at)
}
