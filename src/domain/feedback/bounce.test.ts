import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDeliveryStatus, readReply } from './bounce.ts'

const status = (...recipients: string[]) => ['Reporting-MTA: dns; mx.example', ...recipients].join('\r\n\r\n')
const failed = (code: string, said = '') =>
  `Final-Recipient: rfc822; a@example\r\nAction: failed\r\nStatus: ${code}${said && `\r\nDiagnostic-Code: smtp; ${said}`}`

describe('what a mail server says of a mail', () => {
  it.each([
    [failed('5.1.1'), 'gone'],
    [failed('5.1.10 (unknown)'), 'gone'],
    [failed('5.2.1'), 'gone'],
    [failed('5.4.4'), 'gone'],
    [failed('5.0.0', '550 5.7.1 Blocked'), 'undelivered'],
    [failed('5.0.0'), 'gone'],
    [failed('5.2.2'), 'undelivered'],
    [failed('5.7.1'), 'undelivered'],
    [failed('4.4.7'), 'undelivered'],
    ['Action: delayed\r\nStatus: 4.2.2', 'nothing'],
    ['Action: delivered\r\nStatus: 2.1.5', 'nothing'],
    ['Action: FAILED\r\nStatus: 5.1.1', 'gone'],
  ])('%s is %s', (recipient, bounce) => {
    expect(readDeliveryStatus(status(recipient))).toBe(bounce)
  })

  it('is the gravest of what it says of several', () => {
    expect(readDeliveryStatus(status('Action: delayed\r\nStatus: 4.2.2', failed('5.2.2'), failed('5.1.1')))).toBe('gone')
  })

  it.each([
    ['550 5.1.1 No such user', 'gone'],
    ['550 No such user', 'gone'],
    ['550-5.1.1 The account\n550 5.1.1 does not exist', 'gone'],
    ['552 5.2.2 Mailbox full', 'undelivered'],
    ['554 5.7.1 Spam', 'undelivered'],
    ['450 4.2.1 Try later', 'nothing'],
    ['', 'nothing'],
  ])('the answer %s means %s', (reply, bounce) => {
    expect(readReply(reply)).toBe(bounce)
  })

  it('is read whatever it holds', () => {
    fc.assert(fc.property(fc.string(), (text) => void expect(['gone', 'undelivered', 'nothing']).toContain(readDeliveryStatus(text))))
  })
})
