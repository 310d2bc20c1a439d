import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '../../src/domain/kernel/duration.ts'
import { listRows } from '../../src/web/journey/listRows.ts'
import { prepare } from '../../src/web/journey/prepare.ts'
import { chooseSpan, foldOutside, weeksOf } from '../../src/web/journey/span.ts'
import { tellStory, type Story } from '../../src/web/journey/story.ts'
import { bankCustomer } from './bankCustomer.ts'
import { boxesOf, collisions, drawing } from './drawing.ts'
import { randomStory } from './randomStory.ts'

const ZONE = 'Europe/Helsinki'
const bank = bankCustomer()
const story = tellStory(bank, bank.timeline, null)
const span = chooseSpan(story, 'frictions', ZONE)!
const picture = prepare(story, span, drawing(912))
const day = (at: number) => new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE }).format(at)

describe('the bank story as a picture', () => {
  it('looks at the four weeks from application to loss and folds what was before', () => {
    expect([day(span.from), day(span.to - 1), weeksOf(span)]).toEqual(['2026-03-02', '2026-03-30', 4])
    expect(foldOutside(story, span, ZONE)).toEqual({ years: [2014, 2015], before: 2, after: 0 })
  })

  it('draws channels as lanes, each encounter in its own, by time', () => {
    expect(picture.lanes.map(({ channel }) => channel)).toEqual(['web', 'email', 'phone', 'branch'])
    const lane = (y: number) => picture.lanes.find((each) => each.y === y)?.channel
    expect(picture.encounters.map(({ key, y, side }) => [key, lane(y), side])).toEqual([
      ['b-03', 'web', 'customer'],
      ['b-04', 'web', 'customer'],
      ['b-05', 'phone', 'company'],
      ['b-06', 'branch', 'customer'],
      ['b-07', 'branch', 'company'],
      ['b-08', 'phone', 'company'],
      ['b-09', 'branch', 'customer'],
      ['b-10', 'phone', 'company'],
      ['b-11', 'web', 'customer'],
      ['b-12', 'email', 'customer'],
    ])
  })

  it('marks all eleven frictions: under their encounter, or on the line at their deadline', () => {
    const markOf = (key: string | null) => picture.encounters.find((mark) => mark.key === key)
    expect(picture.frictions.map(({ story: { friction, encounter } }) => [friction.kind, encounter])).toEqual([
      ['silence', null],
      ['forced-channel-switch', 'b-05'],
      ['irrelevant-offer', 'b-07'],
      ['silence', null],
      ['bounce', 'b-08'],
      ['forced-channel-switch', 'b-08'],
      ['repeated-ask', 'b-08'],
      ['bounce', 'b-09'],
      ['bounce', 'b-10'],
      ['leaving', 'b-11'],
      ['loss', 'b-12'],
    ])
    for (const { x, y, story: each } of picture.frictions.filter((mark) => mark.story.encounter !== null)) {
      expect(x).toBe(markOf(each.encounter)!.x)
      expect(y).toBeGreaterThan(markOf(each.encounter)!.y)
    }
    const [first, second] = picture.frictions.filter(({ story: { friction } }) => friction.kind === 'silence')
    expect(first!.x).toBeGreaterThan(markOf('b-04')!.x)
    expect(first!.x).toBeLessThan(markOf('b-05')!.x)
    expect(second!.x).toBeGreaterThan(markOf('b-07')!.x)
    expect(second!.x).toBeLessThan(markOf('b-08')!.x)
  })

  it('draws the time between as it passed', () => {
    expect(picture.lines.map(({ key, manner }) => `${key} ${manner}`)).toEqual([
      'car-loan/LN-1 b-03 moving',
      'car-loan/LN-1 b-04 silent',
      'car-loan/LN-1 b-05 pausing',
      'car-loan/LN-1 b-06 moving',
      'car-loan/LN-1 b-07 silent',
      'car-loan/LN-1 b-08 pausing',
      'car-loan/LN-1 b-09 silent',
      'insurance@b-11 b-11 pausing',
    ])
    expect(picture.ends.map(({ key, kind }) => [key, kind])).toEqual([
      ['car-loan/LN-1', 'completed'],
      ['insurance@b-11', 'lost'],
    ])
  })

  it('steps between teams and counts the handovers', () => {
    expect(picture.teams?.lanes.map(({ team }) => team)).toEqual(['loan-desk', 'branch-oulu'])
    expect(picture.teams?.handovers).toBe(4)
  })

  it('spans the days there were to act, from the first friction to the loss', () => {
    const [first] = picture.frictions
    expect(picture.bracket?.left).toBe(first!.x)
    expect(picture.bracket?.right).toBe(picture.frictions.at(-1)!.x)
    expect(Math.floor(picture.bracket!.loss.friction.leadTimeSeconds! / 86_400)).toBe(25)
  })

  it('writes dates on Mondays and shades four weekends', () => {
    expect(picture.ticks.filter(({ text }) => text !== '').map(({ text }) => text)).toEqual([
      'ma 2.3.',
      'ma 9.3.',
      'ma 16.3.',
      'ma 23.3.',
      'ma 30.3.',
    ])
    expect(picture.weekends).toHaveLength(4)
  })

  it.each([600, 640, 700, 912, 1200, 1600])('covers nothing at %i pixels', (width) => {
    expect(collisions(boxesOf(prepare(story, span, drawing(width))))).toEqual([])
  })

  it('folds eleven empty years away when all is shown', () => {
    const all = prepare(story, chooseSpan(story, 'all', ZONE)!, drawing(912))
    expect(all.folds).toHaveLength(2)
    expect(all.encounters.flatMap(({ encounters }) => encounters)).toHaveLength(12)
    expect(collisions(boxesOf(all))).toEqual([])
  })

  it('is told downward with the same encounters, frictions and pauses', () => {
    const rows = listRows(story, span)
    const names = rows.map((row) => (row.what === 'gap' ? row.manner : row.what === 'friction' ? row.friction.kind : row.key))
    expect(names.slice(0, 6)).toEqual(['b-03', 'b-04', 'silence', 'silent', 'b-05', 'forced-channel-switch'])
    expect(rows.filter(({ what }) => what === 'encounter')).toHaveLength(10)
    expect(rows.filter(({ what }) => what === 'friction')).toHaveLength(11)
  })
})

describe('any story as a picture', () => {
  const widths = fc.integer({ min: 600, max: 1800 })

  it('tells every encounter and friction of its span once, left to right, inside its width', () => {
    fc.assert(
      fc.property(randomStory, widths, (told: Story, width) => {
        const whole = chooseSpan(told, 'all', ZONE)!
        const drawn = prepare(told, whole, drawing(width))
        expect(drawn.encounters.flatMap(({ encounters }) => encounters.map(({ key }) => key)).toSorted()).toEqual(
          told.encounters.map(({ key }) => key).toSorted(),
        )
        expect(drawn.frictions.map(({ key }) => key).toSorted()).toEqual(told.frictions.map(({ key }) => key).toSorted())
        for (const { x } of drawn.encounters) {
          expect(x).toBeGreaterThanOrEqual(drawn.gutter)
          expect(x).toBeLessThanOrEqual(width)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('covers no word with another, and no mark with another of its lane', () => {
    fc.assert(
      fc.property(randomStory, widths, (told: Story, width) => {
        const drawn = prepare(told, chooseSpan(told, 'all', ZONE)!, drawing(width))
        expect(collisions(boxesOf(drawn))).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it('stays within its time when there is much of it', () => {
    const many = fc.sample(randomStory, { numRuns: 1, seed: 11 })[0]!
    const path = many.paths[0]!
    const base = path.encounters[0]!
    const encounters = Array.from({ length: 1000 }, (_, index) => ({
      ...base,
      key: `e-${String(index).padStart(4, '0')}`,
      at: base.at + index * 7 * HOUR,
    }))
    const long: Story = { encounters, frictions: [], paths: [{ ...path, encounters }] }
    const begun = process.cpuUsage()
    const drawn = prepare(long, { from: base.at, to: base.at + 300 * DAY }, drawing(900))
    expect(process.cpuUsage(begun).user).toBeLessThan(1_500_000)
    expect(drawn.encounters.length).toBeLessThan(40)
  })
})
