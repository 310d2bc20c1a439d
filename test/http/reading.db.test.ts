import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { getFlow } from '../../src/api/journey.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'

const stories = new URL('../../../shared/acceptance/', import.meta.url)

async function get(server: OpenServer, url: string) {
  const answer = await server.read(url)
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`)
  return answer.json()
}

async function send(server: OpenServer, encounters: string | Buffer) {
  const headers = { authorization: await server.bearer('ingest'), 'content-type': 'application/x-ndjson' }
  const sent = await server.app.inject({ method: 'POST', url: '/v1/encounters', headers, payload: encounters })
  expect(sent.json()).toMatchObject({ duplicates: 0, rejected: [] })
}

describeDatabases('the read side', (open) => {
  describe.skipIf(!existsSync(stories))('tells the story of', () => {
    it.each(['bank', 'return', 'easter'])('the %s, exactly as expected', async (name) => {
      const expected = JSON.parse(readFileSync(new URL(`${name}-story.expected.json`, stories), 'utf8'))
      const server = await openServer(await open(), Date.parse(expected.asOf))
      await send(server, readFileSync(new URL(`${name}-story.ndjson`, stories)))
      await server.tick(Date.parse(expected.asOf))
      const [listed] = (await get(server, 'customers')).items
      const customer = await get(server, `customers/${encodeURIComponent(listed.customer)}`)
      expect(customer.paths).toMatchObject(expected.paths)
      expect(customer.frictions).toMatchObject(expected.frictions)
      expect([customer.paths.length, customer.frictions.length]).toEqual([expected.paths.length, expected.frictions.length])
      expect(listed).toMatchObject({ frictions: expected.frictions.length, openCases: customer.cases.length })
      if (expected.holdings) expect(customer.holdings.map((each: { product: string }) => each.product)).toEqual(expected.holdings)
      const frictions = (await get(server, 'frictions?limit=200')).items
      expect(new Set(frictions.map((each: { kind: string }) => each.kind))).toEqual(
        new Set(customer.frictions.map((each: { kind: string }) => each.kind)),
      )
      expect(frictions.map((each: { occurredAt: string }) => each.occurredAt)).toEqual(
        customer.frictions
          .map((each: { occurredAt: string }) => each.occurredAt)
          .toSorted()
          .toReversed(),
      )
      for (const path of customer.paths) expect(await get(server, `paths/${encodeURIComponent(path.key)}`)).toEqual(path)
      const timeline = (await get(server, `customers/${encodeURIComponent(listed.customer)}/timeline?limit=200`)).items
      expect(timeline).toHaveLength(listed.encounters)
      for (const { id, encounter } of timeline) expect(encounter).toMatchObject({ id })
      await server.app.close()
    })
  })

  describe('over many customers', () => {
    let server: OpenServer
    const start = Date.parse('2026-01-05T08:00:00Z')
    const at = (hours: number) => new Date(start + hours * 3_600_000).toISOString()

    beforeAll(async () => {
      server = await openServer(await open(), start + 40 * 86_400_000)
      await server.define({
        journeys: [{ key: 'loan', name: 'Laina', team: 'desk', stages: [{ key: 'apply', name: { fi: 'Haku' } }, { key: 'decide' }] }],
        touchpoints: [{ key: 'form', name: { fi: 'Lomake' }, channel: 'web', initiator: 'customer', stage: 'apply' }],
      })
      const lines = Array.from({ length: 23 }, (_, index) => {
        const who = { crm: `C-${index}`, email: `person.${index}@example.com` }
        const loan = { customer: who, journey: 'loan', matter: `LN-${index}` }
        return [
          // Some at one moment, so that places in lists need more than the time.
          {
            ...loan,
            id: `a-${index}`,
            occurredAt: at(index % 5),
            touchpoint: 'form',
            device: index % 2 === 0 ? 'mobile' : 'desktop',
            step: 'start',
          },
          {
            ...loan,
            id: `b-${index}`,
            measures: [
              { metric: 'csat', score: 3 + (index % 3), scale: '1-5' },
              { metric: 'csat', score: 9, scale: '0-10' },
            ],
            occurredAt: at(100 + (index % 3)),
            touchpoint: 'call',
            channel: 'phone',
            initiator: 'company',
            stage: 'decide',
            ...(index < 9 ? { step: 'complete', outcome: 'approved' } : { asks: ['income'] }),
          },
        ]
      }).flat()
      await send(server, lines.map((line) => JSON.stringify(line)).join('\n'))
      const named = ['Aino Esimerkki', 'Väinö Öhman', 'Aino_Maria O’Hara', '100% Oy']
      const headers = { authorization: await server.bearer('ingest') }
      for (const [index, name] of named.entries()) {
        const told = { attributes: { name }, identifiers: index === 0 ? { phone: '040 765 4321' } : {} }
        await server.app.inject({ method: 'PUT', url: `/v1/customers/crm:C-${index}`, headers, payload: told })
      }
      await server.tick(start + 40 * 86_400_000)
      return () => server.app.close()
    })

    const lists = [
      'customers',
      'customers?q=person.',
      'paths',
      'paths?journey=loan&channel=phone',
      'frictions',
      'cases',
      'customers/crm:C-3/timeline',
    ]

    it.each(lists)('%s tells each item once, in one order, whatever the size of a page', async (list) => {
      const and = list.includes('?') ? '&' : '?'
      const all = (await get(server, `${list}${and}limit=200`)).items
      expect(all.length).toBeGreaterThan(1)
      await fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }), async (sizes) => {
          const told: unknown[] = []
          let cursor: string | null = ''
          for (let page = 0; cursor !== null; page++) {
            const limit: number = sizes[page % sizes.length]!
            const answer: { items: unknown[]; next: string | null } = await get(
              server,
              `${list}${and}limit=${limit}${cursor === '' ? '' : `&cursor=${cursor}`}`,
            )
            expect(answer.items.length).toBe(Math.min(limit, all.length - told.length))
            told.push(...answer.items)
            cursor = answer.next
          }
          expect(told).toEqual(all)
        }),
        { numRuns: 6 },
      )
    })

    it('finds customers by the beginning of a name’s words, an identifier, a phone number or a matter, in any case', async () => {
      const found = async (q: string) =>
        (await get(server, `customers?q=${encodeURIComponent(q)}`)).items.map((each: { customer: string }) => each.customer).toSorted()
      for (const [q, customers] of [
        ['aino', ['crm:C-0', 'crm:C-2']],
        ['ESIM', ['crm:C-0']],
        ['esim ain', ['crm:C-0']],
        ['öh', ['crm:C-1']],
        ['VÄINÖ', ['crm:C-1']],
        ['hara', ['crm:C-2']],
        ['100%', ['crm:C-3']],
        ['c-22', ['crm:C-22']],
        ['crm:C-7', ['crm:C-7']],
        ['Person.11@', ['crm:C-11']],
        ['ln-2', ['crm:C-2', 'crm:C-20', 'crm:C-21', 'crm:C-22']],
        ['040 765', ['crm:C-0']],
        ['+358 40 765 4321', ['crm:C-0']],
        ['person_1', []],
        ['%', []],
        [`' OR true --`, []],
        ['& | ! :*', []],
        ['\\', []],
      ] as const) {
        expect([q, await found(q)]).toEqual([q, customers])
      }
    })

    it('filters paths by what stands on them and by their encounters', async () => {
      const count = async (query: string) => (await get(server, `paths?limit=200&${query}`)).items.length
      for (const [query, paths] of [
        ['journey=loan', 23],
        ['journey=other', 0],
        ['state=completed', 9],
        ['outcome=approved', 9],
        ['matter=LN-4', 1],
        ['customer=email:PERSON.4@example.com', 1],
        ['customer=crm:nobody', 0],
        ['device=mobile', 12],
        ['device=mobile&channel=phone', 0],
        ['stage=apply&channel=web', 23],
        ['touchpoint=call', 23],
        [`since=${at(101)}`, 15],
        [`until=${at(1)}`, 5],
        [`since=${at(1)}&until=${at(2)}&device=mobile`, 2],
        ['kind=silence', 23],
        ['kind=bounce', 0],
      ] as const) {
        expect([query, await count(query)]).toEqual([query, paths])
      }
    })

    it('filters frictions by kind, severity, journey and the encounters that prove them', async () => {
      const count = async (query: string) => (await get(server, `frictions?limit=200&${query}`)).items.length
      expect(await count('kind=silence')).toBe(23)
      expect(await count('severity=4')).toBe(0)
      expect(await count('journey=loan&state=completed')).toBe(9)
      expect(await count('kind=silence&device=desktop')).toBe(11)
      expect(await count('kind=silence&touchpoint=call')).toBe(0)
      expect(await count('customer=crm:C-3')).toBe(1)
      expect((await get(server, 'cases?limit=200&team=desk&severity=3&kind=silence&touchpoint=form')).items).toHaveLength(23)
      expect((await get(server, 'cases?state=withdrawn')).items).toEqual([])
    })

    it('answers questions about a journey from its paths', async () => {
      const flow: z.output<typeof getFlow.answer> = await get(server, 'journeys/loan/flow')
      expect(flow).toMatchObject({ answeredBy: 'columns', paths: 23, transitions: [{ from: 'form', to: 'call', count: 23 }] })
      expect(await get(server, 'journeys/loan/flow?device=mobile')).toMatchObject({ paths: 12, transitions: [] })
      expect((await get(server, 'journeys/loan/funnel')).steps).toMatchObject([
        { step: 'apply', paths: 23, share: 1 },
        { step: 'decide', paths: 23, share: 1 },
      ])
      expect((await get(server, 'journeys/loan/funnel?by=touchpoint&steps=call,form')).steps).toMatchObject([{ paths: 23 }, { paths: 0 }])
      expect((await get(server, 'journeys/loan/stages')).cells).toMatchObject([
        { stage: 'apply', channel: 'web', encounters: 23, paths: 23, customers: 23 },
        { stage: 'decide', channel: 'phone', encounters: 23, paths: 23, customers: 23 },
      ])
      expect((await get(server, 'journeys/loan/satisfaction')).cells).toEqual([
        { stage: 'decide', channel: 'phone', answers: 23, satisfied: 15 },
      ])
      expect((await get(server, 'journeys/loan/satisfaction?touchpoint=form')).cells).toEqual([])
      const hours = (await get(server, 'journeys/loan/hours')).channels
      expect(hours.map((each: { hours: number[] }) => each.hours.reduce((sum, count) => sum + count, 0))).toEqual([23, 23])
      expect(await get(server, 'journeys/loan/resumptions')).toMatchObject({ resumptions: 0, resting: 14, resumeRate: 0 })
      expect(await get(server, 'journeys/loan')).toMatchObject({
        name: 'Laina',
        version: 1,
        paths: 23,
        states: { paused: 14, completed: 9 },
      })
      expect((await get(server, 'touchpoints')).items).toMatchObject([
        { key: 'call', version: null, encounters: 23, customers: 23 },
        { key: 'form', version: 1, name: { fi: 'Lomake' }, encounters: 23, customers: 23 },
      ])
      expect(await get(server, 'organisation')).toMatchObject({
        encounters: 46,
        customers: 23,
        names: { journeys: { loan: 'Laina' }, touchpoints: { form: { fi: 'Lomake' } }, stages: { 'loan/apply': { fi: 'Haku' } } },
      })
    })

    it('takes what just came into account, and a journey defined anew', async () => {
      const before = (await get(server, 'journeys/loan/flow')).transitions.length
      await send(
        server,
        JSON.stringify({
          id: 'late',
          occurredAt: at(200),
          customer: { crm: 'C-5' },
          journey: 'loan',
          matter: 'LN-5',
          touchpoint: 'visit',
          channel: 'branch',
        }),
      )
      expect((await get(server, 'journeys/loan/flow')).transitions).toHaveLength(before + 1)
      const body = { key: 'loan', name: { en: 'Loan' }, pauseAfter: '10d' }
      const headers = { authorization: await server.bearer('admin') }
      const put = await server.app.inject({ method: 'PUT', url: '/api/v1/journeys/loan', headers, payload: body })
      expect(put.json()).toMatchObject({ key: 'loan', version: 2, definition: body })
      expect(
        (
          await server.app.inject({
            method: 'PUT',
            url: '/api/v1/touchpoints/visit',
            headers,
            payload: { key: 'visit', channel: 'branch' },
          })
        ).json(),
      ).toMatchObject({ version: 1, encounters: 1 })
    })
  })
})
