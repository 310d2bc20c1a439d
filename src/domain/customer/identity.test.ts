import { describe, expect, it } from 'vitest'
import { identify } from './identity.ts'
import { UNIQUE_KINDS } from './identifier.ts'

const names = (links: string[][], identifiers: Record<string, string>, kinds = UNIQUE_KINDS) => identify(links, kinds).nameOf(identifiers)

describe('customers', () => {
  const chain = [['anonymous:x'], ['anonymous:x', 'phone:+358401234567'], ['phone:+358401234567', 'email:a@b.fi'], ['user:u']]

  it('are the connected groups over all links, named by the strongest identifier', () => {
    const { groups, conflicts } = identify(chain, UNIQUE_KINDS)
    expect(groups.get('email:a@b.fi')).toEqual(['email:a@b.fi', 'phone:+358401234567', 'anonymous:x'])
    expect([...groups.keys()].sort()).toEqual(['email:a@b.fi', 'user:u'])
    expect(conflicts).toEqual([])
    expect(names(chain, { anonymous: 'x' })).toBe('email:a@b.fi')
    expect(names(chain, { user: 'u' })).toBe('user:u')
  })

  it('do not depend on the order of links, nor on links given twice', () => {
    for (const links of [chain.toReversed(), [...chain, ...chain], chain.map((link) => link.toReversed())]) {
      expect(identify(links, UNIQUE_KINDS).groups.get('email:a@b.fi')).toEqual(['email:a@b.fi', 'phone:+358401234567', 'anonymous:x'])
    }
  })

  it('are joined by a late link between two groups', () => {
    const links = [
      ['crm:1', 'email:a@b.fi'],
      ['user:u', 'anonymous:x'],
      ['anonymous:x', 'email:a@b.fi'],
    ]
    expect(names(links, { user: 'u' })).toBe('crm:1')
  })

  it('go by text within a kind, and by their own identifier when nobody knows them', () => {
    expect(names([['email:b@b.fi', 'email:a@b.fi']], { email: 'b@b.fi' })).toBe('email:a@b.fi')
    expect(names([], { anonymous: 'x', user: 'u' })).toBe('user:u')
  })
})

describe('a group with two values of a unique kind', () => {
  const links = [
    ['crm:1', 'anonymous:x'],
    ['anonymous:x', 'email:a@b.fi'],
    ['email:a@b.fi', 'crm:2'],
    ['crm:3', 'user:u'],
  ]

  it('is not joined at all: each encounter goes to its own strongest identifier', () => {
    expect(names(links, { crm: '1', anonymous: 'x' })).toBe('crm:1')
    expect(names(links, { anonymous: 'x' })).toBe('anonymous:x')
    expect(names(links, { anonymous: 'x', email: 'a@b.fi' })).toBe('email:a@b.fi')
    expect(names(links, { user: 'u' })).toBe('crm:3')
  })

  it('is shown with its values and all its identifiers', () => {
    expect(identify(links, UNIQUE_KINDS).conflicts).toEqual([
      { kind: 'crm', values: ['crm:1', 'crm:2'], identifiers: ['crm:1', 'crm:2', 'email:a@b.fi', 'anonymous:x'] },
    ])
  })

  it('is a matter of the kinds declared unique', () => {
    expect(names(links, { anonymous: 'x' }, [])).toBe('crm:1')
    expect(names(links, { anonymous: 'x' }, ['email'])).toBe('crm:1')
    expect(
      identify(
        [
          ['user:u', 'anonymous:x'],
          ['user:v', 'anonymous:x'],
        ],
        ['user'],
      ).conflicts,
    ).toHaveLength(1)
  })
})
