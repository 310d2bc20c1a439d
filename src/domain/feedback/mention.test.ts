import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEncounter } from '../encounter/schema.ts'
import { encounterJson } from '../encounter/schema.ts'
import { mentionEncounter, mentionKey, ratingShare, readMention, starsOf, toneOf, type Mention } from './mention.ts'

const item = { source: 'arviot.example', id: '1', occurredAt: '2026-03-02T18:14:00Z', rating: { score: 2 } }
const hash = (text: string) => `digest-of-${text.length}`.padEnd(64, '0')

function read(more: object): Mention {
  const result = readMention({ ...item, ...more })
  if ('problems' in result) throw new Error(JSON.stringify(result.problems))
  return result.mention
}

describe('a mention', () => {
  it('is read with its rating on 1–5 and at a review site unless said otherwise', () => {
    expect(read({})).toEqual({
      source: 'arviot.example',
      id: '1',
      at: Date.UTC(2026, 2, 2, 18, 14),
      touchpoint: 'review-site',
      rating: { score: 2, scale: '1-5' },
    })
    expect(read({ rating: { score: 7, scale: 10 } }).rating).toEqual({ score: 7, scale: '1-10' })
  })

  it.each([
    [{ rating: { score: 6 } }, 'rating.score', 'must be within its scale, 1-5'],
    [{ rating: { score: 6, scale: '9-3' } }, 'rating.scale', 'must begin lower than it ends'],
    [{ rating: { score: 6, scale: 'many' } }, 'rating.scale', 'must look like "1-5"'],
    [{ rating: null, text: ' ' }, '', 'must have a rating, a text or a title'],
    [{ occurredAt: '3.3.2026' }, 'occurredAt', 'must be a time as RFC 3339 with zone, e.g. 2026-03-02T18:14:00Z'],
    [{ source: undefined }, 'source', 'is required'],
    [{ url: 'javascript:alert(1)' }, 'url', 'must be an address such as https://reviews.example/17'],
    [{ url: 'https://me:secret@reviews.example/' }, 'url', 'must be an address such as https://reviews.example/17'],
    [{ customer: {} }, 'customer', 'must have at least one identifier, e.g. {"crm": "C-1001"}'],
    [{ colour: 'red' }, 'colour', 'is not a field of a mention; own facts belong in properties'],
    [{ author: '131052-308T' }, 'author', 'must not be a Finnish personal identity code'],
    [{ text: 'half \ud800' }, 'text', 'must be well-formed Unicode without NUL characters'],
  ])('with %j is refused for its field and what is expected there', (more, field, message) => {
    const result = readMention({ ...item, ...more })
    expect(result).toMatchObject({ problems: [{ field, message: expect.stringContaining(message) as string }] })
  })

  it('has the same stars and share on every scale', () => {
    expect([starsOf({ score: 3, scale: '1-5' }), ratingShare({ score: 3, scale: '1-5' })]).toEqual([3, 50])
    expect([starsOf({ score: 8, scale: '0-10' }), ratingShare({ score: 8, scale: '0-10' })]).toEqual([4.2, 80])
    expect([starsOf({ score: -1, scale: '-1-1' }), starsOf({ score: 100, scale: '0-100' })]).toEqual([1, 5])
    const scales = fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: 21, max: 1000 }))
    fc.assert(
      fc.property(scales, fc.double({ min: 0, max: 1, noNaN: true }), ([low, width], part) => {
        const stars = starsOf({ score: low + part * width, scale: `${low}-${low + width}` })
        expect(Math.abs(stars - (1 + 4 * part))).toBeLessThanOrEqual(0.006)
      }),
    )
  })

  it('is judged by its stars, then by its source, then by its words', () => {
    const reading = { sentiment: 'negative' as const, score: -0.8, language: 'fi', engine: 'voice', version: '1' }
    expect([1, 2, 3, 4, 5].map((score) => toneOf(read({ rating: { score } }), reading))).toEqual([
      'negative',
      'negative',
      'neutral',
      'positive',
      'positive',
    ])
    const words = read({ rating: null, text: 'Hyvä.', sentiment: 'positive' })
    expect(toneOf(words, reading)).toBe('positive')
    expect(toneOf({ ...words, sentiment: undefined }, reading)).toBe('negative')
    expect(toneOf({ ...words, sentiment: undefined }, null)).toBeNull()
  })

  it('of a known customer is an encounter that any door would take as it is', () => {
    const long = 'x'.repeat(300)
    const mentions = [
      read({ customer: { crm: 'C-1' }, text: 'Kolme viikkoa.', url: 'https://arviot.example/1', author: 'Käpy', properties: { shop: 3 } }),
      read({ id: long, rating: null, text: 'Hyvä.', locale: 'fi', touchpoint: 'social-post' }),
    ]
    for (const mention of mentions) {
      const encounter = mentionEncounter(mention, { crm: 'C-1' }, null, hash)
      expect(readEncounter(JSON.parse(JSON.stringify(encounterJson(encounter))), hash)).toEqual({ encounter })
    }
    expect(mentionEncounter(mentions[0]!, { crm: 'C-1' }, null, hash)).toMatchObject({
      id: 'mention:arviot.example/1',
      initiator: 'third-party',
      measures: [{ metric: 'stars', score: 2, scale: '1-5' }],
      properties: { shop: 3, source: 'arviot.example', mention: '1', author: 'Käpy' },
    })
    expect(mentionKey({ source: 's', id: long }, hash)).toBe(`s/${hash(long).slice(0, 32)}`)
  })
})
