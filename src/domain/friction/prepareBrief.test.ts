import { describe, expect, it } from 'vitest'
import { RELATIONSHIP } from '../journey/definition.ts'
import { openDefinitions, type Definitions } from '../journey/definitions.ts'
import type { Path } from '../journey/path.ts'
import { DAY } from '../kernel/duration.ts'
import type { Friction } from './friction.ts'
import { prepareBrief, type BriefGiven } from './prepareBrief.ts'

const NOW = Date.parse('2026-03-31T12:00:00Z')
const calendar = {} as Definitions['calendar']
const definitions = openDefinitions({}, calendar)
const nothing: BriefGiven = { paths: [], frictions: [], provided: {}, holdings: {}, kept: [] }

const path = (key: string, given: Partial<Path>): Path =>
  ({
    key,
    journey: 'loan',
    matter: key,
    state: 'active',
    turn: 'nobody',
    turnBy: null,
    silence: null,
    promises: [],
    ...given,
  }) as unknown as Path
const by = (id: string, at: number) => ({ id, at })
const broken = (on: string, at: number): Friction => ({
  kind: 'broken-promise',
  path: on,
  at,
  severity: 4,
  evidence: ['said'],
  what: 'call',
})

describe('the brief', () => {
  it('names what is ours first, then the customer’s, the longest waiting first; nothing that is closed', () => {
    const paths = [
      path('customer', { turn: 'customer', turnBy: by('a', 1) }),
      path('ours-new', { turn: 'company', turnBy: by('b', 9), silence: { dueAt: 99, by: by('b', 9), company: null } }),
      path('ours-old', { turn: 'company', turnBy: by('c', 5) }),
      path('done', { state: 'completed' }),
      path('us', { journey: RELATIONSHIP, matter: null }),
    ]
    const { open } = prepareBrief({ ...nothing, paths }, definitions, NOW)
    expect(open.map((each) => [each.path, each.answerBy])).toEqual([
      ['ours-old', null],
      ['ours-new', 99],
      ['customer', null],
    ])
  })

  it('says what was promised, and what is overdue until it is kept after all or its matter is closed', () => {
    const paths = [
      path('open', { promises: [{ what: 'answer', dueAt: NOW + DAY, by: by('p', 1) }] }),
      path('closed', { state: 'completed' }),
      path('us', { journey: RELATIONSHIP }),
    ]
    const frictions = [
      broken('open', NOW - 100 * DAY),
      broken('closed', NOW - DAY),
      broken('us', NOW - 29 * DAY),
      broken('us', NOW - 31 * DAY),
    ]
    const promised = (kept: BriefGiven['kept']) =>
      prepareBrief({ ...nothing, paths, frictions, kept }, definitions, NOW).promised.map((each) => [each.path, each.what, each.overdue])
    expect(promised([])).toEqual([
      ['open', 'call', true],
      ['us', 'call', true],
      ['open', 'answer', false],
    ])
    expect(promised([{ path: 'open', at: NOW - DAY, what: 'call' }])).toEqual([
      ['us', 'call', true],
      ['open', 'answer', false],
    ])
    expect(promised([{ path: 'open', at: NOW - 101 * DAY, what: 'call' }])).toHaveLength(3)
  })

  it('keeps what was told as long as the rule on repeated asks does, by the journeys that are open', () => {
    const own = openDefinitions(
      {
        journeys: [
          { key: 'loan', name: 'x', frictions: { 'repeated-ask': { validity: 10 * DAY, items: { identity: 0, passport: 500 * DAY } } } },
        ],
      } as never,
      calendar,
    )
    const provided = {
      income: by('i', NOW - 365 * DAY),
      identity: by('d', NOW - DAY),
      passport: by('p', NOW - 400 * DAY),
      old: by('o', NOW - 366 * DAY),
    }
    const items = (given: Definitions, paths: Path[]) =>
      prepareBrief({ ...nothing, paths, provided }, given, NOW).provided.map(({ item, until }) => [item, (until - NOW) / DAY])
    expect(items(definitions, [])).toEqual([
      ['identity', 364],
      ['income', 0],
    ])
    expect(items(own, [path('loan', {})])).toEqual([
      ['identity', 364],
      ['income', 0],
      ['passport', 100],
    ])
  })

  it('counts friction by severity, the gravest first, and names the newest', () => {
    const frictions: Friction[] = [broken('a', 5), { ...broken('a', 9), severity: 2 }, broken('a', 7)]
    expect(prepareBrief({ ...nothing, frictions, holdings: { loan: null, account: by('x', 1) } }, definitions, NOW)).toMatchObject({
      held: ['account', 'loan'],
      frictions: {
        total: 3,
        bySeverity: [
          { severity: 4, count: 2 },
          { severity: 2, count: 1 },
        ],
        newest: { at: 9 },
      },
    })
  })
})
