import { describe, expect, it } from 'vitest'
import { readForms, showForm, sortForms } from './prepareForms.ts'

describe('words of a theme as people see them', () => {
  it('are shown by what they find', () => {
    expect(['jono', '=app', '~lasku', '=saman tien'].map(showForm)).toEqual(['jono…', 'app', '…lasku…', 'saman tien…'])
  })

  it('are read as they were written, several at once', () => {
    expect(readForms(' Jono…, kassa ', 'begins')).toEqual(['jono', 'kassa'])
    expect(readForms('…lasku…', 'inside')).toEqual(['~lasku'])
    expect(readForms('app', 'whole')).toEqual(['=app'])
    expect(readForms('saman   tien', 'whole')).toEqual(['saman tien'])
    for (const wrong of ['', ' , ', '!?', '=app', 'a'.repeat(80)]) expect(readForms(wrong, 'begins')).toBe(null)
  })

  it('are told apart by where they are from', () => {
    expect(sortForms(['tila', 'baari', '~sali'], ['~sali', 'tila', 'Ovi'])).toEqual({
      own: ['baari'],
      shipped: ['~sali', 'tila'],
      taken: ['ovi'],
    })
  })
})
