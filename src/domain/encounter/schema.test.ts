import { describe, expect, it } from 'vitest'
import { isRemark, type Encounter } from './encounter.ts'
import { encounterContent, encounterJson, readEncounter, type EncounterInput } from './schema.ts'

const plain = { occurredAt: '2026-03-02T10:00:00Z', customer: { crm: 'C-1' }, touchpoint: 'desk' }
const hash = (text: string) => `hash of ${text}`

function read(item: object, line?: string): Encounter {
  const result = readEncounter({ ...plain, ...item }, hash, line)
  if ('problems' in result) throw new Error(JSON.stringify(result.problems))
  return result.encounter
}

function problems(item: object): string[] {
  const result = readEncounter({ ...plain, ...item }, hash)
  return 'problems' in result ? result.problems.map(({ field, message }) => `${field}: ${message}`) : []
}

describe('an encounter read', () => {
  it('needs a time, a customer and a touchpoint, and keeps no empty facet', () => {
    expect(read({ id: 'e', matter: null, provides: [], text: '', properties: {} })).toEqual({
      id: 'e',
      at: Date.UTC(2026, 2, 2, 10),
      customer: { crm: 'C-1' },
      touchpoint: 'desk',
    })
  })

  it('keeps time to the millisecond, with any offset', () => {
    expect(read({ occurredAt: '2026-03-02T12:00:00.2509+02:00' }).at).toBe(Date.UTC(2026, 2, 2, 10, 0, 0, 250))
  })

  it('without an id is named by its content, whatever the order of its fields', () => {
    const id = read({}).id
    expect(id).toContain('hash of {"at":1772445600000,"customer":{"crm":"C-1"},"touchpoint":"desk"}')
    expect(read({ matter: 'M', channel: 'web' }).id).toBe(read({ channel: 'web', matter: 'M' }).id)
    expect(read({ matter: 'N' }).id).not.toBe(read({ matter: 'M' }).id)
    expect(read({}, '000000000007').id).toBe('000000000007-hash of {"at":17')
    expect(read({ id: ' own ' }, '000000000007').id).toBe('own')
  })

  it('has the same content under any id, and goes out as it came in', () => {
    const facets = {
      promises: [{ what: 'call', dueAt: '2026-03-03T10:00:00.5Z' }],
      measures: [{ metric: 'csat', score: 4, scale: '1-5' }],
      text: 'Hello',
    }
    expect(encounterContent(read({ id: 'a', ...facets }))).toBe(encounterContent(read({ id: 'b', ...facets })))
    const json: EncounterInput = encounterJson(read({ id: 'a', ...facets }))
    expect(json).toEqual({ ...plain, id: 'a', ...facets, promises: [{ what: 'call', dueAt: '2026-03-03T10:00:00.500Z' }] })
    expect(read(json)).toEqual(read({ id: 'a', ...facets }))
  })

  it('takes a scale by its highest value', () => {
    const scales = (metric: string, scale?: unknown) => read({ measures: [{ metric, score: 3, scale }] }).measures![0]!.scale
    expect([scales('nps', 10), scales('stars', 5), scales('mood', '-2-2'), scales('nps')]).toEqual(['0-10', '1-5', '-2-2', undefined])
  })

  it('takes a customer number that is a number', () => {
    expect(read({ customer: { crm: 17, email: 'Aino@Example.com' } }).customer).toEqual({ crm: '17', email: 'aino@example.com' })
  })
})

describe('a refused item names the field and what is expected there', () => {
  it.each<[object, string]>([
    [
      { occurredAt: undefined, customer: undefined, touchpoint: undefined },
      'occurredAt: is required|customer: is required|touchpoint: is required',
    ],
    [{ occurredAt: '2026-03-02' }, 'occurredAt: must be a time as RFC 3339 with zone'],
    [{ occurredAt: '2026-02-30T10:00:00Z' }, 'occurredAt: must be a time as RFC 3339 with zone'],
    [{ occurredAt: '1899-12-31T23:59:59Z' }, 'occurredAt: must be a time of the years 1900 to 2199'],
    [{ occurredAt: 5 }, 'occurredAt: must be text'],
    [{ customer: {} }, 'customer: must have at least one identifier'],
    [{ customer: { crm: ' ' } }, 'customer.crm: must not be empty'],
    [{ customer: { crm: 1.5 } }, 'customer.crm: must be text or a whole number'],
    [{ customer: { email: 'aino' } }, 'customer.email: must be an e-mail address'],
    [{ customer: { phone: '12' } }, 'customer.phone: must be a phone number'],
    [{ customer: { 'a b': 'x' } }, 'customer.a b: a kind of identifier is 1–40 letters'],
    [{ customer: 'crm:1' }, 'customer: must be an object'],
    [{ touchpoint: ' ' }, 'touchpoint: must not be empty'],
    [{ touchpoint: 'x'.repeat(201) }, 'touchpoint: must have at most 200 characters'],
    [{ matter: 'a\u0007' }, 'matter: must not have control characters'],
    [{ matter: ' __proto__ ' }, 'matter: is a reserved word'],
    [{ asks: ['__proto__'] }, 'asks.0: is a reserved word'],
    [{ step: 'finish' }, 'step: must be one of start, progress, complete, abandon, fail'],
    [{ initiator: 'bank' }, 'initiator: must be one of customer, company, third-party'],
    [{ turn: 'us' }, 'turn: must be one of company, customer, nobody'],
    [{ signals: ['angry'] }, 'signals.0: must be one of leaving, praise, complaint'],
    [{ provides: 'income' }, 'provides: must be a list'],
    [{ provides: [5] }, 'provides.0: must be text'],
    [{ asks: Array(101).fill('income') }, 'asks: must have at most 100 items'],
    [{ promises: [{ what: 'call' }] }, 'promises.0.dueAt: is required'],
    [{ promises: [{ what: 'call', dueAt: 'soon' }] }, 'promises.0.dueAt: must be a time as RFC 3339 with zone'],
    [{ measures: [{ metric: 'nps', score: '9' }] }, 'measures.0.score: must be a number'],
    [{ measures: [{ metric: 'nps', score: 9, scale: 'ten' }] }, 'measures.0.scale: must look like "0-10"'],
    [{ handledBy: { squad: 'red' } }, 'handledBy.squad: is not a field of an encounter'],
    [{ timeZone: 'Mars/Base' }, 'timeZone: must be an IANA time zone'],
    [{ text: 'x'.repeat(20_001) }, 'text: must have at most 20000 characters'],
    [{ text: 'a\u0000' }, 'text: must be well-formed Unicode without NUL characters'],
    [{ id: 'a\ud800' }, 'id: must be well-formed Unicode'],
    [{ properties: { a: 'x'.repeat(32_000) } }, 'properties: must be at most 32,000 characters as JSON'],
    [{ basket: 1 }, 'basket: is not a field of an encounter; own facts belong in properties'],
  ])('%j', (item, expected) => {
    const found = problems(item)
    const wanted = expected.split('|')
    expect(found).toHaveLength(wanted.length)
    wanted.forEach((each, index) => expect(found[index]).toContain(each))
  })

  it('tells every problem at once', () => {
    expect(problems({ step: 'finish', basket: 1, touchpoint: '' }).map((each) => each.split(':')[0])).toEqual(
      expect.arrayContaining(['step', 'basket', 'touchpoint']),
    )
  })

  it.each([null, 'encounter', 5, []])('%j is no encounter', (item) => {
    expect(readEncounter(item, hash)).toEqual({
      problems: [{ field: '', message: 'must be an object with occurredAt, customer and touchpoint' }],
    })
  })

  it('keeps personal identity codes out wherever they stand, but for the customer’s own words', () => {
    const code = '131052-308T'
    const fields = [
      { customer: { crm: code } },
      { id: code },
      { matter: code },
      { provides: ['income', code] },
      { properties: { a: { b: [code] } } },
      { properties: { [code]: 1 } },
    ]
    expect(fields.map((item) => problems(item).map((each) => each.split(':')[0]))).toEqual([
      ['customer.crm'],
      ['id'],
      ['matter'],
      ['provides.1'],
      ['properties.a.b.0'],
      ['properties'],
    ])
    for (const item of fields) expect(JSON.stringify(problems(item))).not.toContain(code)
    expect(problems({ text: code })).toEqual([])
  })

  it('takes no prototype from anybody', () => {
    const item = JSON.parse(`{"customer":{"__proto__":"x"},"occurredAt":"${plain.occurredAt}","touchpoint":"desk"}`) as object
    expect(readEncounter(item, hash)).toHaveProperty('problems.0.field', 'customer')
    expect(read({ touchpoint: 'constructor', customer: { constructor: 'x' } })).toMatchObject({
      touchpoint: 'constructor',
      customer: { constructor: 'x' },
    })
  })
})

describe('a remark', () => {
  const measures = [{ metric: 'nps', score: 9 }]
  const remarks = (item: object) => isRemark(read(item))

  it('has measures or praise as its only content, or comes from a third party', () => {
    expect([{ measures }, { signals: ['praise'] }, { measures, signals: ['praise'], text: 'Well done' }].map(remarks)).toEqual([
      true,
      true,
      true,
    ])
    expect(remarks({ initiator: 'third-party', step: 'complete', asks: ['price'] })).toBe(true)
  })

  it('may have a team, properties, a stage, and whatever tells only how it was said', () => {
    const around = {
      handledBy: { team: 'red' },
      properties: { a: 1 },
      stage: 'apply',
      channel: 'web',
      device: 'mobile',
      locale: 'fi',
      sentiment: 'positive',
    }
    expect(remarks({ measures, ...around, journey: 'order', matter: 'M', timeZone: 'Europe/Helsinki', initiator: 'customer' })).toBe(true)
  })

  it('has no other content', () => {
    const contents = [
      { step: 'progress' },
      { outcome: 'granted' },
      { turn: 'nobody' },
      { provides: ['a'] },
      { asks: ['a'] },
      { offers: ['a'] },
      { takesUp: ['a'] },
      { givesUp: ['a'] },
      { directsTo: 'branch' },
      { promises: [{ what: 'call', dueAt: plain.occurredAt }] },
      { fulfils: ['call'] },
      { signals: ['complaint'] },
      { signals: ['praise', 'leaving'] },
    ]
    for (const content of contents) expect(remarks({ measures, initiator: 'customer', ...content }), JSON.stringify(content)).toBe(false)
  })

  it('is not an encounter without content, or with words alone', () => {
    expect([{}, { text: 'Hello' }, { sentiment: 'negative' }, { handledBy: { team: 'red' } }].map(remarks)).toEqual([
      false,
      false,
      false,
      false,
    ])
  })
})
