import { describe, expect, it } from 'vitest'
import { company, customer, found, nobody, thirdParty, told } from './example.ts'

const kind = 'forced-channel-switch'
const begun = customer('03-02 10:00', { channel: 'web', step: 'start' })

describe('forced-channel-switch', () => {
  it('is a company’s direction from a digital beginning to a channel that is not', () => {
    expect(found(kind, [begun, company('03-03 10:00', { channel: 'phone', directsTo: 'branch' })])).toMatchObject([
      { evidence: ['e1', 'e2'], severity: 3 },
    ])
  })

  it('is told once per direction', () => {
    const directions = [company('03-03 10:00', { directsTo: 'branch' }), company('03-04 10:00', { directsTo: 'post' })]
    expect(told(kind, [begun, ...directions])).toEqual([
      ['03-03 10:00', 'e1', 'e2'],
      ['03-04 10:00', 'e1', 'e3'],
    ])
  })

  it('is none from one digital channel to another', () => {
    for (const directsTo of ['web', 'app', 'chat', 'email']) expect(told(kind, [begun, company('03-03 10:00', { directsTo })])).toEqual([])
  })

  it('is none on a path begun elsewhere, or in no known channel', () => {
    for (const channel of ['branch', 'phone', undefined]) {
      expect(told(kind, [customer('03-02 10:00', { channel }), company('03-03 10:00', { channel: 'web', directsTo: 'branch' })])).toEqual(
        [],
      )
    }
  })

  it('is none when the customer changes channel of their own will, or when somebody else says where to go', () => {
    expect(told(kind, [begun, customer('03-03 10:00', { channel: 'branch' })])).toEqual([])
    for (const who of [customer, thirdParty, nobody]) expect(told(kind, [begun, who('03-03 10:00', { directsTo: 'branch' })])).toEqual([])
  })

  it('names a first encounter that is itself the direction once', () => {
    expect(told(kind, [company('03-02 10:00', { channel: 'email', directsTo: 'store' })])).toEqual([['03-02 10:00', 'e1']])
  })

  it('follows what channels are defined to be', () => {
    const definitions = {
      channels: [
        { key: 'kiosk', digital: true },
        { key: 'web', digital: false },
      ],
    }
    expect(
      told(kind, [customer('03-02 10:00', { channel: 'kiosk' }), company('03-03 10:00', { directsTo: 'branch' })], { definitions }),
    ).toHaveLength(1)
    expect(told(kind, [begun, company('03-03 10:00', { directsTo: 'branch' })], { definitions })).toEqual([])
  })
})
