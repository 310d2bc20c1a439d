import { describe, expect, it } from 'vitest'
import { compareDefinitions } from './compareDefinitions.ts'
import { checkDraft, definitionsOf, emptyDefinition, wholeDefinition, withDraft, type WholeDefinition } from './draft.ts'
import {
  addStage,
  addTouchpoint,
  changeChannel,
  changeFrictions,
  changeJourney,
  changeTouchpoint,
  draftColumns,
  moveTouchpoint,
  nameStage,
  removeStage,
  removeTouchpoint,
  shiftStage,
  shiftTouchpoint,
} from './draftEdits.ts'

const given = {
  journeys: [
    {
      key: 'loan',
      name: { fi: 'Laina' },
      stages: [{ key: 'apply' }, { key: 'decide', name: 'Decision' }],
      touchpoints: ['form', 'desk', 'letter'],
      pauseAfter: '7d',
    },
    { key: 'other', touchpoints: ['desk'] },
  ],
  touchpoints: [
    { key: 'form', channel: 'web', stage: 'apply' },
    { key: 'desk', channel: 'branch', stage: 'elsewhere' },
    { key: 'page', channel: 'web' },
  ],
  channels: [{ key: 'web', name: 'Web' }, { key: 'fax' }],
} satisfies Parameters<typeof wholeDefinition>[0]
const loan = wholeDefinition(given, 'loan')!
const keys = (draft: WholeDefinition) =>
  draftColumns(draft).map(({ stage, touchpoints }) => [stage?.key ?? null, ...touchpoints.map(({ key }) => key)])

describe('the whole definition of a journey', () => {
  it('holds its own touchpoints in order, defined or not, and the channels they name', () => {
    expect(loan.touchpoints.map(({ key }) => key)).toEqual(['form', 'desk', 'letter'])
    expect(loan.channels.map(({ key }) => key)).toEqual(['web'])
    expect(wholeDefinition(given, 'nothing')).toBe(null)
  })

  it('goes into force without what says nothing, and leaves all else', () => {
    expect(definitionsOf(loan, given).touchpoints.map(({ key }) => key)).toEqual(['form', 'desk'])
    const all = withDraft(changeTouchpoint(loan, 'letter', { channel: 'post' }), given)
    expect(all.journeys.map(({ key }) => key)).toEqual(['other', 'loan'])
    expect(all.touchpoints.map(({ key }) => key).sort()).toEqual(['desk', 'form', 'letter', 'page'])
    expect(all.channels).toHaveLength(2)
  })
})

describe('a draft', () => {
  it('stands in columns by stage; what is at no stage of this journey stands last', () => {
    expect(keys(loan)).toEqual([['apply', 'form'], ['decide'], [null, 'desk', 'letter']])
  })

  it('has its touchpoints moved between stages and within one, its order with them', () => {
    const moved = moveTouchpoint(loan, 'desk', 'apply', 'form')
    expect(keys(moved)).toEqual([['apply', 'desk', 'form'], ['decide'], [null, 'letter']])
    expect(moved.journey.touchpoints).toEqual(['desk', 'form', 'letter'])
    expect(keys(shiftTouchpoint(moved, 'desk', 1))[0]).toEqual(['apply', 'form', 'desk'])
    expect(shiftTouchpoint(moved, 'desk', -1)).toBe(moved)
    expect(moveTouchpoint(moved, 'desk', null).touchpoints.at(-1)).toEqual({ key: 'desk', channel: 'branch' })
    expect(moveTouchpoint(moved, 'nothing', null)).toBe(moved)
  })

  it('gets stages and touchpoints, named and taken away', () => {
    const more = addTouchpoint(addStage(loan, { key: 'sign' }), { key: 'pen' }, 'sign')
    expect(keys(more)[2]).toEqual(['sign', 'pen'])
    expect(addStage(more, { key: 'sign' })).toBe(more)
    expect(addTouchpoint(more, { key: 'pen' }, null)).toBe(more)
    expect(keys(shiftStage(more, 'sign', -1))).toEqual([['apply', 'form'], ['sign', 'pen'], ['decide'], [null, 'desk', 'letter']])
    expect(nameStage(more, 'sign', 'Signing').journey.stages?.at(-1)).toEqual({ key: 'sign', name: 'Signing' })
    expect(keys(removeStage(more, 'sign'))).toEqual([['apply', 'form'], ['decide'], [null, 'desk', 'letter', 'pen']])
    expect(removeTouchpoint(more, 'form').journey.touchpoints).toEqual(['desk', 'letter', 'pen'])
  })

  it('gives a field up to its default, and with the last parameter its friction', () => {
    expect(changeJourney(loan, { pauseAfter: undefined }).journey).not.toHaveProperty('pauseAfter')
    expect(changeChannel(changeChannel(loan, 'post', { digital: false }), 'post', { contact: true }).channels.at(-1)).toEqual({
      key: 'post',
      digital: false,
      contact: true,
    })
    const one = changeFrictions(undefined, 'silence', 'limit', '24h')
    expect(one).toEqual({ silence: { limit: '24h' } })
    expect(changeFrictions({ ...one, loss: { window: '30d' } }, 'silence', 'limit', undefined)).toEqual({ loss: { window: '30d' } })
    expect(changeFrictions(one, 'silence', 'limit', undefined)).toBe(undefined)
  })

  it('is right, or says what is wrong at which field', () => {
    expect(checkDraft(loan)).toEqual([])
    const faults = (draft: WholeDefinition) => checkDraft(draft).map(({ sort, key, field, fault }) => [sort, key, field, fault])
    expect(faults(changeJourney(loan, { pauseAfter: 'soon' }))).toEqual([['journey', 'loan', 'pauseAfter', 'length']])
    expect(faults(changeJourney(loan, { pauseLimit: '1d' }))).toEqual([['journey', 'loan', 'pauseLimit', 'pause-order']])
    expect(faults(changeJourney(loan, { effortLimit: 0 }))).toEqual([['journey', 'loan', 'effortLimit', 'too-small']])
    expect(faults(changeTouchpoint(loan, 'form', { name: { fi: '' } }))).toEqual([['touchpoint', 'form', 'name.fi', 'empty']])
    expect(faults(changeTouchpoint(loan, 'desk', { frictions: { silence: { limit: 'x' } } }))).toEqual([
      ['touchpoint', 'desk', 'frictions.silence.limit', 'length'],
    ])
    expect(faults(changeJourney(loan, { stages: [{ key: 'a' }, { key: 'a' }] }))).toEqual([['journey', 'loan', 'stages.1.key', 'twice']])
    expect(faults(emptyDefinition('relationship'))).toEqual([['journey', 'relationship', 'key', 'built-in']])
  })
})

describe('two definitions', () => {
  it('that are the same differ in nothing', () => {
    expect(compareDefinitions(loan, structuredClone(loan))).toEqual([])
  })

  it('are compared field by field, thing by thing', () => {
    let next = changeJourney(loan, { pauseAfter: undefined, name: { fi: 'Laina', sv: 'Lån' }, effortLimit: 12 })
    next = changeTouchpoint(next, 'form', { frictions: { silence: { limit: '4h' } }, systems: ['core'] })
    next = removeTouchpoint(addTouchpoint(addStage(next, { key: 'sign' }), { key: 'pen', channel: 'app' }, 'sign'), 'letter')
    next = changeChannel(shiftStage(next, 'decide', -1), 'web', { digital: false })
    expect(compareDefinitions(loan, next)).toEqual([
      {
        sort: 'journey',
        key: 'loan',
        change: 'changed',
        fields: [
          { field: 'effortLimit', before: undefined, after: 12 },
          { field: 'name.sv', before: undefined, after: 'Lån' },
          { field: 'pauseAfter', before: '7d', after: undefined },
          { field: 'order.stages', before: ['apply', 'decide'], after: ['decide', 'apply'] },
        ],
      },
      { sort: 'stage', key: 'sign', change: 'added', fields: [] },
      {
        sort: 'touchpoint',
        key: 'form',
        change: 'changed',
        fields: [
          { field: 'frictions.silence.limit', before: undefined, after: '4h' },
          { field: 'systems', before: undefined, after: ['core'] },
        ],
      },
      {
        sort: 'touchpoint',
        key: 'pen',
        change: 'added',
        fields: [
          { field: 'channel', before: undefined, after: 'app' },
          { field: 'stage', before: undefined, after: 'sign' },
        ],
      },
      { sort: 'touchpoint', key: 'letter', change: 'removed', fields: [] },
      { sort: 'channel', key: 'web', change: 'changed', fields: [{ field: 'digital', before: undefined, after: false }] },
    ])
  })

  it('tell of a new journey that it is new', () => {
    expect(compareDefinitions(null, emptyDefinition('new'))).toEqual([{ sort: 'journey', key: 'new', change: 'added', fields: [] }])
  })
})
