import { describe, expect, it } from 'vitest'
import { openMap } from './applyMap.ts'
import { emptyFields, type Fields } from './fileRow.ts'
import { mapSchema, type MapInput } from './mapSchema.ts'
import { readYaml, UnusableFile } from './yamlFile.ts'

const row = (fields: object): Fields => Object.assign(emptyFields(), fields)
const BASE = { customer: { crm: 'no' }, time: 'when', touchpoint: 'what' } satisfies MapInput
const FIELDS = { no: 'C-1', when: '2026-03-02T18:14:00Z', what: 'form' }

function apply(more: Partial<MapInput>, fields: object) {
  return openMap(mapSchema.parse({ ...BASE, ...more })).apply(row({ ...FIELDS, ...fields }))
}

function item(more: Partial<MapInput>, fields: object = {}): Record<string, unknown> {
  const mapped = apply(more, fields)
  if (!('item' in mapped)) throw new Error(JSON.stringify(mapped))
  return mapped.item
}

describe('a map', () => {
  it('takes the first column that has a value, translates, splits and sets constants', () => {
    const more: Partial<MapInput> = {
      team: ['group', 'resource'],
      channel: { from: 'medium', values: { Puhelin: 'phone', Muu: null } },
      device: { from: 'device', values: { iPhone: 'mobile' }, otherwise: 'desktop' },
      provides: { from: 'papers', split: ',', values: { ID: 'identity' } },
      takesUp: 'product',
      journey: { value: 'loan' },
    }
    expect(
      item(more, { group: ' ', resource: 'R1', medium: 'Puhelin', device: 'Windows', papers: 'ID, income,,', product: 'card' }),
    ).toEqual({
      customer: { crm: 'C-1' },
      occurredAt: '2026-03-02T18:14:00Z',
      touchpoint: 'form',
      handledBy: { team: 'R1' },
      channel: 'phone',
      device: 'desktop',
      provides: ['identity', 'income'],
      takesUp: ['card'],
      journey: 'loan',
    })
    expect(item(more, { medium: 'Muu' })).not.toHaveProperty('channel')
    expect(item(more, { medium: 'Chat' })).toHaveProperty('channel', 'Chat')
  })

  it('applies rules in order: by value, list, expression and presence; null takes a facet away', () => {
    const more: Partial<MapInput> = {
      channel: { value: 'web' },
      rules: [
        { when: { status: 'Sent' }, set: { step: 'start', provides: 'application', initiator: 'customer' } },
        { when: { status: ['Sent', 'Seen'], amount: { matches: '^1' } }, set: { stage: { from: 'phase', values: { A: 'apply' } } } },
        { when: { amount: { exists: false } }, set: { channel: null } },
        { when: { status: 'Test' }, skip: true },
      ],
    }
    expect(item(more, { status: 'Sent', amount: 1200, phase: 'A' })).toMatchObject({
      step: 'start',
      provides: ['application'],
      initiator: 'customer',
      stage: 'apply',
      channel: 'web',
    })
    expect(item(more, { status: 'Seen', amount: 900, phase: 'A' })).not.toHaveProperty('stage')
    expect(item(more, { status: 'Seen' })).not.toHaveProperty('channel')
    expect(apply(more, { status: 'Test' })).toEqual({ skipped: true })
  })

  it('keeps columns as properties: those named, or all that are not used', () => {
    expect(item({ keep: ['amount'] }, { amount: 12, other: 'x' })['properties']).toEqual({ amount: 12 })
    expect(item({ keep: 'all' }, { amount: 12, other: 'x', blank: '' })['properties']).toEqual({ amount: 12, other: 'x' })
  })

  it('makes measures and promises', () => {
    const more: Partial<MapInput> = {
      measures: { nps: 'score', ces: { from: 'ease', scale: '1-7' } },
      promises: [{ what: { value: 'answer' }, dueAt: { from: 'due', formats: 'd.M.yyyy', zone: 'UTC' } }],
    }
    expect(item(more, { score: '9', ease: '2,5', due: '5.3.2026' })).toMatchObject({
      measures: [
        { metric: 'nps', score: 9 },
        { metric: 'ces', score: 2.5, scale: '1-7' },
      ],
      promises: [{ what: 'answer', dueAt: '2026-03-05T00:00:00Z' }],
    })
    expect(item(more, {})).not.toHaveProperty('promises')
  })

  it('says of a row what is missing or cannot be read', () => {
    expect(apply({ measures: { nps: 'score' } }, { no: '', when: 'soon', what: undefined, score: 'high' })).toEqual({
      problems: [
        { field: 'occurredAt', message: '"soon" is not a time as iso' },
        { field: 'customer', message: 'has no value in "no"' },
        { field: 'touchpoint', message: 'has no value in "what"' },
        { field: 'measures.nps', message: '"high" is not a number' },
      ],
    })
  })

  it('assumes who began an encounter only where a constant says so', () => {
    expect(openMap(mapSchema.parse({ ...BASE, initiator: { value: 'customer' } })).assumedInitiator).toBe('customer')
    expect(item({ initiator: { value: 'customer' } })).not.toHaveProperty('initiator')
    expect(item({ initiator: 'who' }, { who: 'company' })).toHaveProperty('initiator', 'company')
  })

  it('says which columns a file lacks', () => {
    const open = openMap(mapSchema.parse({ ...BASE, team: ['a', 'b'], rules: [{ when: { status: 'x' }, skip: true }] }))
    expect(open.judgeColumns(['no', 'when', 'what', 'b', 'status'])).toBeNull()
    expect(open.judgeColumns(['no', 'when', 'what', 'status'])).toBe(
      'no column "a" or "b", which the map names at team; the file has "no", "when", "what", "status"',
    )
    expect(open.judgeColumns(['no', 'when', 'what', 'a'])).toMatch('"status", which the map names at rules › 0 › when')
  })
})

describe('a map file', () => {
  const complaintsOf = (text: string): string => {
    try {
      readYaml('m.yaml', text, mapSchema)
    } catch (error) {
      if (error instanceof UnusableFile) return error.message
      throw error
    }
    return ''
  }
  const GOOD = 'customer: {crm: no}\ntime: when\ntouchpoint: what\n'

  it.each([
    ['customer: {crm: no}\ntouchpoint: what\n', /^m\.yaml:1: time: must be a column/],
    [`${GOOD}chanel: medium\n`, /^m\.yaml:4: chanel: is not known here$/],
    [
      `${GOOD}rules:\n  - when: {a: b}\n    set: {step: begin}\n`,
      /^m\.yaml:6: rules › 0 › set › step: must be start, progress, complete, abandon, fail/,
    ],
    [`${GOOD}rules:\n  - when: {a: b}\n    set: {colour: red}\n`, /^m\.yaml:6: rules › 0 › set › colour: is not known here$/],
    [`${GOOD}rules:\n  - when: {a: {matches: "("}}\n    skip: true\n`, /^m\.yaml:5: rules › 0 › when › a.*is no regular expression/],
    [`${GOOD}rules:\n  - when: {a: b}\n`, /^m\.yaml:5: rules › 0: needs either set or skip$/],
    ['customer: {crm: no}\ntime: {from: when, formats: QQ}\ntouchpoint: what\n', /^m\.yaml:2: time.*must be iso, epoch-s/],
    ['customer: {crm: no}\ntime: {from: when, zone: Helsinki}\ntouchpoint: what\n', /^m\.yaml:2: time › zone: must be an IANA time zone/],
    ['customer: {}\ntime: when\ntouchpoint: what\n', /^m\.yaml:1: customer: needs at least one kind/],
    [`${GOOD}file: {format: xlsx}\n`, /^m\.yaml:4: file › format: must be ndjson, csv, xes or ocel$/],
    ['customer: {crm: no\ntime: when\n', /^m\.yaml:\d: is no YAML/],
    [`${GOOD}touchpoint: again\n`, /^m\.yaml:4: is no YAML: Map keys must be unique/],
    ['', /time: must be a column/],
  ])('names file, line, place and what is expected: %#', (text, expected) => {
    expect(
      complaintsOf(text)
        .split('\n')
        .some((line) => expected.test(line)),
      complaintsOf(text),
    ).toBe(true)
  })

  it('is read when it is right', () => {
    expect(complaintsOf(GOOD)).toBe('')
  })
})
