import { beforeAll, expect, it } from 'vitest'
import type { QuestionJson } from '../../src/api/feedbackFigures.ts'
import { shareOf } from '../../src/domain/kernel/shares.ts'
import { npsOf } from '../../src/domain/measure/nps.ts'
import type { Database } from '../../src/server/db/database.ts'
import { describeDatabases } from '../../src/server/db/testing.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'
import { DAY, keepAnswers, keepSurvey, NOW, type Plain, plainAnswers, SINCE } from './figureHouse.ts'

function pearson(one: readonly number[], other: readonly number[]): number {
  const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length
  const [middle, otherMiddle] = [mean(one), mean(other)]
  const sum = (of: (index: number) => number) => one.reduce((total, _, index) => total + of(index), 0)
  const together = sum((index) => (one[index]! - middle) * (other[index]! - otherMiddle))
  return together / Math.sqrt(sum((index) => (one[index]! - middle) ** 2) * sum((index) => (other[index]! - otherMiddle) ** 2))
}

describeDatabases('figures of feedback', (open) => {
  let database: Database
  let server: OpenServer
  const plain = plainAnswers()

  beforeAll(async () => {
    database = await open()
    server = await openServer(database, NOW)
    await server.define({ journeys: [{ key: 'loan', touchpoints: ['call', 'form', 'parcel', 'survey'] }] })
    await keepAnswers(database, server, plain)
    await keepSurvey(database)
    return () => server.app.close()
  })

  const scores = async (query = ''): Promise<QuestionJson[]> => (await server.read(`feedback/scores${query}`)).json().questions
  const counted = (chosen: (answer: Plain) => boolean) =>
    plain.filter((answer) => !answer.isTest && answer.at >= SINCE && answer.at < NOW && chosen(answer))
  const given = (answers: readonly Plain[], metric: string) =>
    answers.flatMap(({ measures }) => measures.filter((measure) => measure.metric === metric).map(({ score }) => score))

  /** NPS of plain answers, worked out without any of the house's questions. */
  function plainNps(answers: readonly Plain[]) {
    const all = given(answers, 'nps')
    return npsOf({
      promoters: all.filter((score) => score >= 9).length,
      passives: all.filter((score) => score === 7 || score === 8).length,
      detractors: all.filter((score) => score <= 6).length,
    })!
  }

  it('tell every metric by its formula, of customers and of whom nobody knows, tests left out', async () => {
    const questions = await scores()
    expect(questions.map(({ metric, formula, level }) => [metric, formula, level]).toSorted()).toEqual([
      ['ces', 'top-three-of-seven', 'action'],
      ['csat', 'top-two-of-five', 'action'],
      ['emotion', 'mean', 'emotion'],
      ['nps', 'nps', 'meaning'],
    ])
    const of = (metric: string) => questions.find((each) => each.metric === metric)!
    const nps = plainNps(counted(() => true))
    expect(of('nps').score).toMatchObject({ n: nps.n, few: false })
    expect(of('nps').score.score).toBeCloseTo(nps.nps, 9)
    expect(of('nps').score.low).toBeCloseTo(nps.low, 9)
    const csat = given(
      counted(() => true),
      'csat',
    )
    const share = shareOf({ part: csat.filter((score) => score >= 4).length, n: csat.length })!
    expect(of('csat').score).toMatchObject({ n: share.n, score: expect.closeTo(share.share, 9), high: expect.closeTo(share.high, 9) })
    expect(of('nps').rate).toEqual({ asked: 3, answered: 2 })
    expect(of('ces').rate).toBeNull()
    const before = plainNps(plain.filter(({ at, isTest }) => !isTest && at < SINCE))
    expect(of('nps').change!.difference).toBeCloseTo(nps.nps - before.nps, 9)
  })

  it.each([
    ['touchpoint', (answer: Plain) => answer.touchpoint],
    ['channel', (answer: Plain) => answer.channel],
    ['team', (answer: Plain) => answer.team],
    ['survey', (answer: Plain) => answer.survey],
    ['journey', () => 'loan'],
  ] as const)('group by %s as a plain count does, by what the answer is about', async (by, keyOf) => {
    const [nps] = await scores(`?metric=nps&by=${by}`)
    const answers = counted(() => true).filter((answer) => given([answer], 'nps').length > 0)
    const keys = [...new Set(answers.map(keyOf))]
    expect(nps!.groups.map(({ key, score }) => [key, score.n, score.score?.toFixed(6)]).toSorted()).toEqual(
      keys
        .map((key) => {
          const own = plainNps(answers.filter((answer) => keyOf(answer) === key))
          return [key, own.n, own.n < 10 ? undefined : own.nps.toFixed(6)]
        })
        .toSorted(),
    )
    for (const { key, score } of nps!.groups.filter((group) => by !== 'survey' || group.key !== null)) {
      const span = `since=${new Date(SINCE).toISOString()}&until=${new Date(NOW).toISOString()}`
      const opened = (await server.read(`responses?${span}&metric=nps&limit=200&${by}=${key ?? ''}`)).json().items
      expect([key, opened.length]).toEqual([key, score.n])
    }
    if (by === 'touchpoint') expect(nps!.groups.find(({ key }) => key === 'call')!.rate).toEqual({ asked: 2, answered: 2 })
  })

  it('filter by what the answer is about, and leave anonymous ones out where a filter asks what nobody knows of them', async () => {
    const [form] = await scores('?metric=nps&touchpoint=form&channel=web&team=')
    expect(form?.score.n ?? 0).toBe(
      given(
        counted(({ touchpoint, channel, team }) => touchpoint === 'form' && channel === 'web' && team === null),
        'nps',
      ).length,
    )
    const [survey] = await scores('?metric=csat&survey=after')
    expect(survey!.score.n).toBe(
      given(
        counted((answer) => answer.survey === 'after'),
        'csat',
      ).length,
    )
    const [known] = await scores('?metric=csat&device=')
    expect(known!.score.n).toBe(
      given(
        counted(({ customer }) => customer !== null),
        'csat',
      ).length,
    )
  })

  it('group by an attribute that another system tells, and ask for its key', async () => {
    for (const [customer, tier] of [
      ['C-2', 'Gold'],
      ['C-3', 'basic'],
      ['S-1', 'gold'],
      ['S-2', 'basic'],
    ]) {
      await server.app.inject({
        method: 'PUT',
        url: `/v1/customers/crm:${customer}`,
        headers: { authorization: await server.bearer('ingest') },
        payload: { attributes: { tier }, asOf: '2026-01-01T00:00:00Z' },
      })
    }
    const [csat] = await scores('?metric=csat&by=segment&of=tier')
    const of = (customer: number) =>
      given(
        counted((answer) => answer.customer === customer),
        'csat',
      ).length
    const keys = Object.fromEntries(csat!.groups.map(({ key, score }) => [String(key), score.n]))
    expect([keys['gold'], keys['basic']]).toEqual([of(2), of(3)])
    const behind = await server.read('responses?metric=csat&attribute=tier=gold&limit=200')
    expect(new Set(behind.json().items.map((each: { customer: string }) => each.customer))).toEqual(new Set(['crm:C-2']))
    expect((await server.read('feedback/segments')).json()).toEqual({ items: [{ key: 'tier', values: 2 }] })
    const wrong = await server.read('feedback/scores?by=segment')
    expect([wrong.statusCode, wrong.json().problems[0].field]).toEqual([400, 'of'])
    expect((await server.read('responses?version=99999999999')).statusCode).toBe(400)
  })

  it('go over time by the calendar’s weeks, with a break where the wording changed', async () => {
    const [nps] = await scores('?metric=nps&every=week')
    expect(nps!.periods.reduce((sum, { score }) => sum + score.n, 0)).toBe(nps!.score.n)
    for (const { since, until, score } of nps!.periods) {
      const own = counted(({ at }) => at >= Date.parse(since) && at < Date.parse(until))
      expect(score.n).toBe(given(own, 'nps').length)
    }
    const change = NOW - 45 * DAY
    const broken = nps!.periods.filter(({ isBreak }) => isBreak)
    expect(broken).toHaveLength(1)
    expect(Date.parse(broken[0]!.until)).toBeGreaterThan(change)
    const [csat] = await scores('?metric=csat&every=week')
    expect(csat!.periods.some(({ isBreak }) => isBreak)).toBe(false)
    expect(csat!.periods.filter(({ isBaseline }) => isBaseline).length).toBeGreaterThanOrEqual(6)
    expect(csat!.periods.every(({ centre }) => centre !== null)).toBe(true)
  })

  it('put three levels side by side, each of its own answers', async () => {
    const { levels } = (await server.read('feedback/levels')).json()
    const action = [
      ...given(
        counted(() => true),
        'csat',
      ).map((score) => (score - 1) * 25),
      ...given(
        counted(() => true),
        'ces',
      ).map((score) => ((score - 1) / 6) * 100),
    ]
    expect(levels.map(({ level, n }: { level: string; n: number }) => [level, n])).toEqual([
      ['action', action.length],
      [
        'emotion',
        given(
          counted(() => true),
          'emotion',
        ).length,
      ],
      [
        'meaning',
        given(
          counted(() => true),
          'nps',
        ).length,
      ],
    ])
    expect(levels[0].score).toBeCloseTo(action.reduce((sum, place) => sum + place, 0) / action.length, 6)
    expect(levels[1].frictions).toEqual([{ kind: 'poor-score', count: expect.any(Number) }])
  })

  it('tell satisfaction at touchpoints beside experience of paths, and what foretells the later NPS', async () => {
    const { touchpoints, journeys, foretelling } = (await server.read('feedback/experience')).json()
    const call = given(
      counted(({ touchpoint }) => touchpoint === 'call'),
      'csat',
    ).length
    expect(touchpoints.find((each: { touchpoint: string }) => each.touchpoint === 'call').n).toBeGreaterThanOrEqual(call)
    expect(journeys).toHaveLength(1)
    expect(journeys[0].paths).toBeGreaterThan(30)
    expect(journeys[0].experience).toBeLessThanOrEqual(journeys[0].weakest)
    expect(journeys[0].weakest).toBeLessThan(journeys[0].satisfaction)
    expect(foretelling.answers).toBeGreaterThanOrEqual(30)
    expect(foretelling.predictors.map(({ predictor }: { predictor: string }) => predictor)).toContain('worst')
  })

  it('tell what moves NPS, and are silent when answers are few', async () => {
    const told = (await server.read('feedback/drivers?of=questions')).json()
    expect(told).toMatchObject({ metric: 'nps', silent: null })
    expect(told.drivers[0]).toMatchObject({ driver: 'csat', importance: expect.any(Number) })
    expect(told.drivers[0].performance).toBeGreaterThan(0)
    const few = (await server.read('feedback/drivers?of=questions&touchpoint=call&channel=web&team=north')).json()
    expect(few).toMatchObject({ silent: expect.any(String), explained: null, drivers: [] })
    expect((await server.read('feedback/drivers?of=themes')).json()).toMatchObject({ drivers: [] })
    expect((await server.read('feedback/drivers')).statusCode).toBe(200)
  })

  it('tell how well what was known before foretells NPS as it is counted by hand', async () => {
    const known = new Map<number, { nps: number; places: number[] }>()
    const place = ({ score, scale }: Plain['measures'][number]) => ((score - 1) / (Number(scale.split('-')[1]) - 1)) * 100
    const own = plain.filter((answer) => answer.customer !== null && !answer.isTest).toSorted((one, other) => one.at - other.at)
    for (const { customer, at, measures } of own.filter((answer) => answer.at >= SINCE && answer.at < NOW)) {
      const nps = measures.find(({ metric }) => metric === 'nps')
      const places = own
        .filter((earlier) => earlier.customer === customer && earlier.at < at)
        .flatMap((earlier) => earlier.measures.filter(({ metric }) => metric !== 'nps').map(place))
      if (nps !== undefined && places.length > 0) known.set(customer!, { nps: nps.score, places })
    }
    const all = [...known.values()]
    const { foretelling } = (await server.read('feedback/experience')).json()
    expect(foretelling).toMatchObject({ answers: all.length, detractors: all.filter(({ nps }) => nps < 7).length })
    // Spearman: Pearson's correlation of ranks, those that tie sharing their mean.
    const ranks = (list: readonly number[]) =>
      list.map((value) => list.filter((each) => each < value).length + (list.filter((each) => each === value).length + 1) / 2)
    const spearman = (list: readonly number[]) => pearson(ranks(list), ranks(all.map(({ nps }) => nps)))
    const lower = (list: readonly number[]) => {
      const pairs = all.flatMap(({ nps }, one) =>
        nps >= 7 ? [] : all.flatMap((other, two) => (other.nps < 7 ? [] : [[one, two] as const])),
      )
      return pairs.reduce((sum, [one, two]) => sum + (list[one]! < list[two]! ? 1 : list[one] === list[two] ? 0.5 : 0), 0) / pairs.length
    }
    const byHand = {
      mean: all.map(({ places }) => places.reduce((sum, each) => sum + each, 0) / places.length),
      worst: all.map(({ places }) => Math.min(...places)),
    }
    for (const [predictor, list] of Object.entries(byHand)) {
      const told = foretelling.predictors.find((each: { predictor: string }) => each.predictor === predictor)
      expect(told.correlation.value).toBeCloseTo(spearman(list), 9)
      expect(told.detractor.value).toBeCloseTo(lower(list), 9)
      expect(told.correlation.low).toBeLessThan(told.correlation.value)
      expect(told.correlation.high).toBeGreaterThan(told.correlation.value)
    }
  })

  it('tell which themes move NPS by the shares that can be worked out by hand', async () => {
    const answers = counted(({ measures }) => measures.some(({ metric }) => metric === 'nps'))
    // Each third answer has no words; in the others waiting is spoken of the worse the lower the score, and the price by chance.
    const said = answers.flatMap((answer, index) => {
      const [nps] = given([answer], 'nps')
      const themes = { ...(nps! < 8 && { waiting: (nps! - 8) / 10 }), ...(index % 2 === 0 && { price: index % 4 === 0 ? 0.5 : -0.5 }) }
      return index % 3 === 0 ? [] : [{ answer, nps: nps!, waiting: themes.waiting ?? 0, price: themes.price ?? 0, themes }]
    })
    await database.query(
      `INSERT INTO verbatims (customer_id, at, id, text, engine, themes, reading)
       SELECT coalesce((SELECT e.customer_id FROM encounters e WHERE e.id = v ->> 'id'), 0), (v ->> 'at')::bigint, v ->> 'id', 'Said', 'made',
         ARRAY(SELECT jsonb_object_keys(v -> 'themes')), jsonb_build_object('themes', v -> 'themes', 'sentences', '[]'::jsonb)
       FROM jsonb_array_elements($1::jsonb) AS v`,
      [
        JSON.stringify(
          said.map(({ answer, themes }) => {
            const number = plain.indexOf(answer)
            return { id: answer.survey === null ? `e${number}` : `response:r${number}`, at: answer.at, themes }
          }),
        ),
      ],
    )
    const told = (await server.read('feedback/drivers?of=themes')).json()
    const list = (of: 'nps' | 'waiting' | 'price') => said.map((each) => each[of])
    const [waiting, price, both] = [
      pearson(list('waiting'), list('nps')),
      pearson(list('price'), list('nps')),
      pearson(list('waiting'), list('price')),
    ]
    const explained = (waiting ** 2 + price ** 2 - 2 * waiting * price * both) / (1 - both ** 2)
    const share = (waiting ** 2 + explained - price ** 2) / 2 / explained
    expect(told).toMatchObject({ n: said.length, silent: null, explained: expect.closeTo(explained, 9) })
    expect(told.drivers.map(({ driver }: { driver: string }) => driver)).toEqual(['waiting', 'price'])
    const unharmed = (of: 'waiting' | 'price') => (100 * said.filter((each) => each[of] >= 0).length) / said.length
    expect(told.drivers[0]).toMatchObject({
      importance: expect.closeTo(share, 9),
      correlation: expect.closeTo(waiting, 9),
      performance: expect.closeTo(unharmed('waiting'), 9),
    })
    expect(told.drivers[1]).toMatchObject({ importance: expect.closeTo(1 - share, 9), performance: expect.closeTo(unharmed('price'), 9) })
    expect(told.drivers[0].low).toBeGreaterThan(told.drivers[1].high)
  })

  it('answer of an empty time with nothing, and name what is asked the wrong way', async () => {
    expect(await scores('?since=2020-01-01T00:00:00Z&until=2020-02-01T00:00:00Z&every=month')).toEqual([])
    const turned = await server.read('feedback/scores?since=2026-03-02T00:00:00Z&until=2026-03-01T00:00:00Z')
    expect([turned.statusCode, turned.json().problems[0].field]).toEqual([400, 'since'])
  })
})
