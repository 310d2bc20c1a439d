import { describe, expect, it } from 'vitest'
import { customerListQuery } from '../../api/customerList.ts'
import { listQuery, readListAddress } from './listAddress.ts'

const NOW = Date.parse('2026-03-31T15:00:00Z')

describe('the address of the list of customers', () => {
  it('keeps what makes sense and drops the rest', () => {
    const given = {
      q: ' maija ',
      turn: 'company',
      severity: 3,
      met: '8',
      kind: 'nonsense',
      attribute: 'tier=gold',
      other: 'x',
      product: '',
    }
    expect(readListAddress(given)).toEqual({ q: 'maija', turn: 'company', severity: '3', attribute: 'tier=gold' })
  })

  it('asks the server for days back from today', () => {
    const query = listQuery({ turn: 'open', frictions: '7', met: '-90', severity: '4', journey: 'loan' }, NOW)
    expect(query).toEqual({
      open: 'true',
      frictionsSince: '2026-03-24T00:00:00.000Z',
      until: '2025-12-31T00:00:00.000Z',
      severity: '4',
      journey: 'loan',
    })
    expect(customerListQuery.safeParse(query).success).toBe(true)
    expect(listQuery({ met: '30', attribute: 'tier' }, NOW)).toEqual({ since: '2026-03-01T00:00:00.000Z' })
  })
})
