import { isWebAddress, starsOf, type MentionInput } from '../../domain/feedback/mention.ts'
import { DEEP_PROBLEM, DEEPEST, isDeeperThan } from '../../domain/kernel/keepable.ts'
import { digestOf } from '../encounter/registerIds.ts'
import type { Item } from '../encounter/readItems.ts'
import { linkedDataOf, plainText } from './mentionText.ts'

type Fields = Record<string, unknown>

/** What a source says of all its reviews together. */
export interface ReputationStatement {
  source: string
  subject: string
  score: number
  scale: string
  stars: number
  count: number | null
}

/** What linked data tells: reviews as unread mentions, and statements on all of them. */
export interface ToldReviews {
  items: Item[]
  statements: ReputationStatement[]
}

/** Where linked data is from: the name its mentions go by (absent = the site a review names), and their touchpoint. */
export interface LinkedFrom {
  source?: string | undefined
  touchpoint?: string | undefined
}

/** Reads schema.org reviews and aggregate ratings out of JSON-LD, wherever in it they stand. */
export function readJsonLd(document: unknown, from: LinkedFrom): ToldReviews {
  if (isDeeperThan(document, DEEPEST)) return { items: [{ problem: DEEP_PROBLEM }], statements: [] }
  const found: ToldReviews = { items: [], statements: [] }
  visit(document, '', from, found)
  return found
}

/** The same out of a page's scripts; a script that is no JSON is a refused item. */
export function readLinkedPage(html: string, from: LinkedFrom): ToldReviews {
  const read = linkedDataOf(html).map((text): ToldReviews => {
    try {
      return readJsonLd(JSON.parse(text), from)
    } catch {
      return { items: [{ problem: 'holds a script of application/ld+json that is not well-formed JSON' }], statements: [] }
    }
  })
  return { items: read.flatMap(({ items }) => items), statements: read.flatMap(({ statements }) => statements) }
}

function visit(node: unknown, subject: string, from: LinkedFrom, found: ToldReviews): void {
  if (Array.isArray(node)) return node.forEach((each) => visit(each, subject, from, found))
  if (!isFields(node)) return
  if (isType(node, 'AggregateRating')) {
    const statement = statementOf(node, nameIn(node['itemReviewed']) ?? subject, from)
    if (statement !== null) found.statements.push(statement)
    return
  }
  // A review named by its address alone stands somewhere else in the same document.
  if (isReview(node)) {
    if (Object.keys(node).some((key) => !key.startsWith('@'))) found.items.push({ value: mentionOf(node, subject, from) })
    return visit(aggregateIn(node['itemReviewed']), nameIn(node['itemReviewed']) ?? subject, from, found)
  }
  const own = nameIn(node) ?? subject
  for (const value of Object.values(node)) visit(value, own, from, found)
}

/** A reviewed thing tells of its rating; its further reviews are another's page. */
function aggregateIn(node: unknown): unknown {
  return isFields(node) ? node['aggregateRating'] : undefined
}

function isFields(value: unknown): value is Fields {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
}

function typesOf(node: Fields): string[] {
  const types = Array.isArray(node['@type']) ? (node['@type'] as unknown[]) : [node['@type']]
  return types.filter((type) => typeof type === 'string').map((type) => type.replace(/^.*[/#:]/, ''))
}

function isType(node: Fields, type: string): boolean {
  return typesOf(node).includes(type)
}

const REVIEWS = new Set(['Review', 'UserReview', 'CriticReview', 'EmployerReview', 'Recommendation'])

function isReview(node: Fields): boolean {
  return typesOf(node).some((type) => REVIEWS.has(type))
}

function textIn(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value
  if (typeof first === 'number') return String(first)
  if (isFields(first)) return textIn(first['@value'] ?? first['value'])
  return typeof first === 'string' && first.trim() !== '' ? first.trim() : undefined
}

function nameIn(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value
  if (typeof first === 'string') return undefined
  return isFields(first) ? textIn(first['name'] ?? first['alternateName']) : undefined
}

/** One line, as names and headings are. */
function lineOf(text: string | undefined, most: number): string | undefined {
  const line = text === undefined ? '' : plainText(text).replaceAll(/\s+/gu, ' ').slice(0, most).trim()
  return line === '' ? undefined : line
}

function mentionOf(node: Fields, subject: string, { source, touchpoint }: LinkedFrom): Fields {
  const url = [textIn(node['url']), textIn(node['@id']), textIn(node['mainEntityOfPage'])].find(
    (each) => each !== undefined && isWebAddress(each),
  )
  const body = textIn(node['reviewBody']) ?? textIn(node['description']) ?? textIn(node['text'])
  const author = lineOf(typeof node['author'] === 'string' ? node['author'] : nameIn(node['author']), 200)
  const published = textIn(node['datePublished']) ?? textIn(node['dateCreated'])
  const given = textIn(node['@id']) ?? textIn(node['identifier']) ?? url
  const rating = ratingOf(node['reviewRating'])
  const text = body === undefined ? undefined : plainText(body)
  const mention: Partial<MentionInput> = {
    source: source ?? lineOf(nameIn(node['publisher']), 60) ?? (url === undefined ? undefined : new URL(url).hostname.slice(0, 60)),
    id: given ?? digestOf(JSON.stringify([author, published, rating, text])).slice(0, 32),
    occurredAt: published === undefined ? undefined : instantOf(published),
    url,
    author,
    subject: lineOf(nameIn(node['itemReviewed']) ?? subject, 300),
    title: lineOf(textIn(node['name']) ?? textIn(node['headline']), 500),
    text,
    locale: languageOf(node['inLanguage']),
    rating,
    touchpoint,
  }
  return Object.fromEntries(Object.entries(mention).filter(([, value]) => value !== undefined))
}

/** A day alone is taken at its noon in UTC, which is that day all over Europe; a time without a zone as UTC. */
function instantOf(text: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return `${text}T12:00:00Z`
  const written = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?$/i.exec(text)
  if (written === null) return text
  const [, day, minute, second = ':00', zone = 'Z'] = written
  return `${day}T${minute}${second}${zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone}`
}

function languageOf(value: unknown): string | undefined {
  const text = isFields(value) ? textIn(value['alternateName'] ?? value['name']) : textIn(value)
  return text === undefined || text.length > 35 ? undefined : text
}

function numberIn(value: unknown): number | undefined {
  const text = textIn(value)?.replace(',', '.')
  return text === undefined || !Number.isFinite(Number(text)) ? undefined : Number(text)
}

function ratingOf(value: unknown): MentionInput['rating'] {
  const node: unknown = Array.isArray(value) ? value[0] : value
  if (!isFields(node)) return undefined
  const score = numberIn(node['ratingValue'])
  if (score === undefined) return undefined
  return { score, scale: `${numberIn(node['worstRating']) ?? 1}-${numberIn(node['bestRating']) ?? 5}` }
}

function statementOf(node: Fields, subject: string, { source }: LinkedFrom): ReputationStatement | null {
  const rating = ratingOf(node)
  const scale = typeof rating?.scale === 'string' ? rating.scale : ''
  const [, low, high] = /^(-?\d+)-(\d+)$/.exec(scale) ?? []
  if (rating === undefined || low === undefined || !(rating.score >= Number(low) && rating.score <= Number(high))) return null
  if (Number(low) >= Number(high)) return null
  const count = numberIn(node['reviewCount']) ?? numberIn(node['ratingCount'])
  const isCount = count !== undefined && Number.isInteger(count) && count >= 0 && count < 2 ** 31
  const about = lineOf(subject, 300) ?? ''
  const name = source ?? (about === '' ? undefined : about.slice(0, 60).trim())
  if (name === undefined) return null
  return {
    source: name,
    subject: about,
    score: rating.score,
    scale,
    stars: starsOf({ score: rating.score, scale }),
    count: isCount ? count : null,
  }
}
