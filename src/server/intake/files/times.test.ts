import { describe, expect, it } from 'vitest'
import { judgeTimeFormat, timeReader } from './times.ts'

const HELSINKI = 'Europe/Helsinki'
const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString())

describe('times', () => {
  it.each([
    ['d.M.yyyy HH:mm', '2.3.2026 20:14', '2026-03-02T18:14:00.000Z'],
    ['d.M.yyyy H.mm', '12.7.2026 9.05', '2026-07-12T06:05:00.000Z'],
    ['dd/MM/yy hh:mm a', '02/03/26 08:14 pm', '2026-03-02T18:14:00.000Z'],
    ['M/d/yyyy h:mm:ss a', '3/2/2026 12:00:01 AM', '2026-03-01T22:00:01.000Z'],
    ["yyyyMMdd'T'HHmmss", '20260302T201400', '2026-03-02T18:14:00.000Z'],
    ['yyyy-MM-dd HH:mm:ss.SSS XXX', '2026-03-02 20:14:00.25 +0500', '2026-03-02T15:14:00.250Z'],
    ["d.M.yyyy 'klo' HH:mm", '2.3.2026  klo 20:14', '2026-03-02T18:14:00.000Z'],
    ['d.M.yyyy', '2.3.2026', '2026-03-01T22:00:00.000Z'],
    ['iso', '2026-03-02T18:14:00Z', '2026-03-02T18:14:00.000Z'],
    ['iso', '2026-03-02T20:14:00+02:00', '2026-03-02T18:14:00.000Z'],
    ['iso', '2026-03-02T20:14:00.123456', '2026-03-02T18:14:00.123Z'],
    ['iso', '2026-03-02 20:14', '2026-03-02T18:14:00.000Z'],
    ['iso', '2026-03-02', '2026-03-01T22:00:00.000Z'],
    ['iso', '2026-03-02T20:14:00+02', '2026-03-02T18:14:00.000Z'],
    ['epoch-s', '1772475240', '2026-03-02T18:14:00.000Z'],
    ['epoch-s', '1772475240.5', '2026-03-02T18:14:00.500Z'],
    ['epoch-ms', '1772475240000', '2026-03-02T18:14:00.000Z'],
  ])('%s reads %s', (format, text, expected) => {
    expect(iso(timeReader([format], HELSINKI)(text))).toBe(expected)
  })

  it.each([
    ['d.M.yyyy', '31.2.2026'],
    ['d.M.yyyy', '2.13.2026'],
    ['d.M.yyyy HH:mm', '2.3.2026 24:01'],
    ['d.M.yyyy', '2.3.2026 and more'],
    ['yyyy-MM-dd hh:mm a', '2026-03-02 13:00 pm'],
    ['iso', 'yesterday'],
    ['iso', '2026-02-30'],
    ['epoch-s', '12.3.2026'],
    ['epoch-ms', '99999999999999999999'],
  ])('%s does not read %s', (format, text) => {
    expect(timeReader([format], HELSINKI)(text)).toBeNull()
  })

  it('takes the first hour of those lived twice, and moves on those that clocks skip', () => {
    const read = timeReader(['iso'], HELSINKI)
    expect(iso(read('2026-10-25T03:30:00'))).toBe('2026-10-25T00:30:00.000Z')
    expect(iso(read('2026-10-25T04:00:00'))).toBe('2026-10-25T02:00:00.000Z')
    expect(iso(read('2026-03-29T03:30:00'))).toBe('2026-03-29T01:30:00.000Z')
    expect(iso(read('2026-03-29T02:59:59'))).toBe('2026-03-29T00:59:59.000Z')
    expect(iso(read('2026-03-29T04:00:00'))).toBe('2026-03-29T01:00:00.000Z')
  })

  it('tries formats in order', () => {
    const read = timeReader(['d.M.yyyy', 'iso'], 'UTC')
    expect([read('1.2.2026'), read('2026-02-01')]).toEqual([Date.UTC(2026, 1, 1), Date.UTC(2026, 1, 1)])
  })

  it('refuses formats that it does not understand', () => {
    expect(judgeTimeFormat('d.M.yyyy HH:mm')).toBeNull()
    for (const format of ['QQ yyyy', 'HH:mm', 'd.d.M.yyyy', 'yyyy-MM']) expect(judgeTimeFormat(format)).toMatch(/^must be iso/)
  })
})
