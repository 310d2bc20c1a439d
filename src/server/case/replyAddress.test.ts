import fc from 'fast-check'
import { expect, it } from 'vitest'
import { domainOf, openReplyAddresses } from './replyAddress.ts'

const addresses = openReplyAddresses('a secret that only the house knows', 'pankki.example')
const number = fc.integer({ min: 1, max: 999_999_999_999_999 })

it('reads what it made, in capitals too, and the part before the @ is never too long for mail', () => {
  fc.assert(
    fc.property(number, fc.integer({ min: 1, max: 99_999 }), number, (id, link, customer) => {
      const given = { case: id, number: link, customer }
      const address = addresses.addressOf(given)
      expect(address.split('@')[0]!.length).toBeLessThanOrEqual(64)
      expect(addresses.read(address)).toEqual(given)
      expect(addresses.read(address.toUpperCase())).toEqual(given)
    }),
  )
})

it('knows nothing that it did not make', () => {
  const address = addresses.addressOf({ case: 12, number: 1, customer: 5 })
  const other = openReplyAddresses('another secret of another house', 'pankki.example')
  expect(other.read(address)).toBeNull()
  expect(addresses.read(address.replace('koppi+c-', 'koppi+d-'))).toBeNull()
  expect(addresses.read(address.replace('@pankki.example', '@elsewhere.example'))).toBeNull()
  expect(addresses.read('koppi@pankki.example')).toBeNull()
})

it('finds the domain of an address', () => {
  expect(domainOf('Koppi <koppi@pankki.example>')).toBe('pankki.example')
  expect(domainOf('koppi@pankki.example')).toBe('pankki.example')
})
