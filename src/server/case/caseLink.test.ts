import { expect, it } from 'vitest'
import { openVault } from '../webhook/secrets.ts'
import { createCaseToken, readCaseToken } from './caseLink.ts'

const vault = openVault('a secret that only this test knows, long enough')
const link = { customer: 17, case: 12, number: 3 }

it('reads what it made, and nothing that was altered, made elsewhere, or sealed for something else', () => {
  const token = createCaseToken(vault, link)
  expect(token).toMatch(/^[\w-]{40,80}$/)
  expect(readCaseToken(vault, token)).toEqual(link)
  const altered = token.slice(0, 30) + (token[30] === 'A' ? 'B' : 'A') + token.slice(31)
  const elsewhere = createCaseToken(openVault('another secret, which is long enough too'), link)
  const other = Buffer.from(vault.seal('17.12.3', 'a webhook'), 'base64').toString('base64url')
  for (const wrong of [altered, elsewhere, other, '', 'x', '17.12.3', 'é'.repeat(60)]) expect(readCaseToken(vault, wrong)).toBe(null)
})

it('tells nothing of whose it is', () => {
  const decoded = Buffer.from(createCaseToken(vault, link), 'base64url').toString('latin1')
  expect(decoded).not.toMatch(/17\.12/)
  expect(createCaseToken(vault, link)).not.toBe(createCaseToken(vault, link))
})
