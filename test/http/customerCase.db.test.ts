import { beforeAll, expect, it } from 'vitest'
import type { Database } from '../../src/server/db/database.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import {
  getCaseForCustomer,
  linkToCase,
  revokeCaseLinks,
  sayConfirmed,
  sayFromCustomer,
  sayNotYet,
} from '../../src/server/case/customerCase.ts'
import { openDefinitionStore } from '../../src/server/journey/definitionStore.ts'
import { openCalendar } from '../../src/server/organisation/calendar.ts'
import { type CaseHouse, openCaseHouse } from './caseHouse.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-03-02T08:00:00Z')

describeDatabases('a case as its customer meets it', (open) => {
  let house: CaseHouse
  let database: Database
  let id: string

  beforeAll(async () => {
    database = await open()
    house = await openCaseHouse(database, START)
    id = await house.fail('M-1', START)
    return () => house.server.app.close()
  })

  const parts = () => {
    const { webhooks } = house.server
    const definitions = openDefinitionStore(database, openCalendar(), webhooks.clock)
    return { database, webhooks, definitions, clock: webhooks.clock, announcements: { subscribe: () => () => undefined } }
  }
  const link = async (each = id) => (await linkToCase(parts(), Number(each.slice(2))))!

  it('shows who has it, what is next by when, and what was said and done – and nothing that colleagues noted', async () => {
    const token = await link()
    expect(await getCaseForCustomer(parts(), token)).toMatchObject({ id, state: 'open', owner: null, mayConfirm: false, mayDeny: false })
    expect(await sayConfirmed(parts(), token)).toBe('not-now')
    await house.ask('aino', 'POST', `/${id}/catch`)
    await house.ask('aino', 'POST', `/${id}/notes`, { text: 'Difficult' })
    await house.ask('aino', 'POST', `/${id}/calls`, { text: 'Was cross', reached: true })
    await house.ask('aino', 'POST', `/${id}/messages`, { text: 'We have it' })
    expect(await sayFromCustomer(parts(), token, 'Thank you')).toBe('said')
    const shown = (await getCaseForCustomer(parts(), token))!
    expect(shown).toMatchObject({ owner: 'aino', journey: 'loan', matter: 'M-1', mayConfirm: true, mayDeny: false })
    expect(shown.nextBy).toBeGreaterThan(START)
    expect(shown.words.map(({ kind }) => kind)).toEqual(['opened', 'caught', 'phoned', 'message', 'said'])
    expect(JSON.stringify(shown)).not.toMatch(/Difficult|cross/)
  })

  it('is open again on "not yet", with the same owner, and over on their word', async () => {
    const token = await link()
    await house.ask('aino', 'POST', `/${id}/solve`, { done: 'Paid back', cause: { system: 'Archive' }, learned: 'Look twice' })
    expect(await getCaseForCustomer(parts(), token)).toMatchObject({ state: 'solved', nextBy: null, mayDeny: true })
    expect(JSON.stringify(await getCaseForCustomer(parts(), token))).not.toMatch(/Archive|twice/)
    expect(await sayNotYet(parts(), token, 'Only half')).toBe('said')
    expect(await house.page('aino', id)).toMatchObject({ state: 'reopened', owner: { name: 'aino' } })
    await house.ask('aino', 'POST', `/${id}/solve`, { done: 'All of it' })
    expect(await Promise.all([1, 2].map(() => sayConfirmed(parts(), token)))).toEqual(['said', 'said'])
    const page = await house.page('aino', id)
    expect(page).toMatchObject({ state: 'confirmed', confirmedBy: 'customer' })
    expect(page.log.filter(({ kind }) => kind === 'confirmed')).toHaveLength(1)
    expect(page.log.slice(-2)).toMatchObject([
      { kind: 'confirmed', actor: 'customer', channel: 'page' },
      { kind: 'recovery-asked', actor: 'polku' },
    ])
  })

  it('opens by no link that was revoked, nor once the case is another customer’s, and by the old one after a merge', async () => {
    const other = await house.fail('M-2', START + 5 * HOUR)
    const token = await link(other)
    expect(await getCaseForCustomer(parts(), token)).toMatchObject({ id: other })
    const [row] = await database.query<{ customer: number }>('SELECT customer_id AS customer FROM cases WHERE id = $1', [
      Number(other.slice(2)),
    ])
    // Their store visits were another customer until both were named together.
    const authorization = await house.server.bearer('ingest')
    const send = (customer: object) =>
      house.server.app.inject({
        method: 'POST',
        url: '/v1/encounters',
        headers: { authorization },
        payload: { occurredAt: new Date(START).toISOString(), touchpoint: 'store', customer },
      })
    await send({ phone: '+358401234567' })
    await send({ phone: '+358401234567', crm: 'C-1' })
    expect(await getCaseForCustomer(parts(), token)).toMatchObject({ id: other })
    await revokeCaseLinks(database, Number(other.slice(2)))
    expect(await getCaseForCustomer(parts(), token)).toBe(null)
    expect(await sayFromCustomer(parts(), token, 'x')).toBe('no-case')
    expect(await getCaseForCustomer(parts(), await link(other))).toMatchObject({ id: other })
    const stolen = await link(other)
    await database.query('UPDATE cases SET customer_id = $1 WHERE customer_id = $2 AND id = $3', [
      row!.customer + 1000,
      row!.customer,
      Number(other.slice(2)),
    ])
    expect(await getCaseForCustomer(parts(), stolen)).toBe(null)
  })
})
