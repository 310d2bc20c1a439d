import { expect, it } from 'vitest'
import { planSchema } from '../../src/domain/feedback/plan.ts'
import { ABOUT_NOTHING } from '../../src/domain/feedback/response.ts'
import { surveyContentSchema } from '../../src/domain/feedback/survey.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { openServer } from '../setup/openServer.ts'

const START = Date.parse('2026-03-30T12:00:00Z')
const DAY = 86_400_000
const fi = (text: string) => ({ fi: text })

const relationship = surveyContentSchema.parse({
  languages: ['fi'],
  title: fi('Suhde'),
  questions: [
    { key: 'recommend', kind: 'nps', title: fi('Suosittelisitko?') },
    { key: 'why', kind: 'text', title: fi('Miksi?') },
  ],
})
const followUp = surveyContentSchema.parse({
  languages: ['fi'],
  title: fi('Jälki'),
  questions: [
    {
      key: 'did',
      kind: 'choice',
      title: fi('Suosittelitko?'),
      options: ['many', 'one', 'not-yet', 'no'].map((key) => ({ key, text: fi(key) })),
    },
  ],
})

describeDatabases('responses as files and figures', (open) => {
  it('tell what was said and done, and go out whole as CSV and for SPSS', async () => {
    const database = await open()
    const server = await openServer(database, START)
    const trigger = { on: 'response', survey: 'relationship', question: 'recommend', atLeast: 9 }
    for (const [key, content, plan] of [
      ['relationship', relationship, {}],
      ['recommended', followUp, { trigger }],
    ] as const) {
      await database.query(
        `INSERT INTO surveys (key, name, state, version, draft, plan, changed_at) VALUES ($1, $1, 'live', 1, $2, $3, 1)`,
        [key, content, planSchema.parse(plan)],
      )
      await database.query(`INSERT INTO survey_versions (survey, version, content, at) VALUES ($1, 1, $2, 1)`, [key, content])
    }
    const customers = Array.from({ length: 12 }, (_, index) => `C-${index}`)
    await server.intake.accept(
      customers.map((crm, index) => ({ id: `e${index}`, at: START - 90 * DAY, customer: { crm }, touchpoint: 'shop' })),
    )
    const answer = (index: number, survey: string, days: number, answers: object, isTest = false) =>
      database.query(
        `INSERT INTO responses (customer_id, id, survey, version, door, language, started_at, at, whole_at, answers, measures, text, about, state)
         SELECT customer_id, $1, $2, 1, 'ask', 'fi', $3, $3, $3, $4, '[]', '', $5, $6 FROM identifiers WHERE identifier = $7`,
        [`${survey}-${index}`, survey, START - days * DAY, answers, ABOUT_NOTHING, isTest ? 'test' : 'new', `crm:C-${index}`],
      )
    for (const [index] of customers.entries()) {
      await answer(index, 'relationship', 70, { recommend: index < 8 ? 10 : 9, why: { text: `"Syy" ${index}; =1+1` } })
      const did = index < 6 ? 'many' : index < 9 ? 'one' : 'no'
      await answer(index, 'recommended', 5, { did: { chosen: [did] } }, index === 11)
    }
    const { items } = (await server.read('feedback/said-and-did')).json()
    expect(items).toMatchObject([
      {
        survey: 'recommended',
        said: 'relationship',
        answered: 11,
        did: { share: 9 / 11 },
        scores: [
          { score: 10, many: 6, one: 2, notYet: 0, no: 0 },
          { score: 9, many: 0, one: 1, notYet: 0, no: 2 },
        ],
      },
    ])
    const later = (await server.read('feedback/said-and-did?since=2026-03-29T00:00:00Z')).json()
    expect(later.items).toMatchObject([{ answered: 0, did: null, latestAt: null }])

    const get = async (url: string) =>
      server.app.inject({ url: `/api/v1/surveys/${url}`, headers: { authorization: await server.bearer('admin') } })
    const csv = (await get('relationship/responses?format=csv&language=fi')).body.split('\r\n')
    expect(csv).toHaveLength(14)
    expect(csv[0]).toMatch(/^\ufeffresponse_id;response_version;.*;q_recommend;q_why$/)
    expect(csv[1]).toMatch(/^'?relationship-0;1;2026-01-19T12:00:00Z;.*;crm:C-0;.*;10;"""Syy"" 0; =1\+1"$/)
    const sav = (await get('relationship/responses?format=sav')).rawPayload
    expect(sav.subarray(0, 4).toString()).toBe('$FL2')
    expect(sav.includes('Suosittelisitko?')).toBe(true)
    expect(sav.includes('crm:C-11')).toBe(true)
    expect((await get('nobody/responses?format=csv')).statusCode).toBe(404)
  })
})
