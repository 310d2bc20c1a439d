import { describe, expect, it } from 'vitest'
import { company, customer, found, pathOf, thirdParty, told, type Facets } from './example.ts'

const kind = 'bounce'
const days = ['03-02', '03-03', '03-04', '03-05', '03-06', '03-07', '03-08']
/** One encounter a day, each by the team named; `-` has no team. */
const teams = (text: string, facets: Facets = {}) =>
  text.split(' ').map((team, index) => company(`${days[index]} 10:00`, { ...(team !== '-' && { handledBy: { team } }), ...facets }))

describe('bounce', () => {
  it('is a return to a team that had the matter, with the team', () => {
    expect(found(kind, teams('red blue red'))).toMatchObject([{ evidence: ['e1', 'e2', 'e3'], team: 'red', severity: 3 }])
    expect(pathOf(teams('red blue red'))).toMatchObject({ handovers: 2, bounces: 1 })
  })

  it('is none while the matter goes on to new teams or stays', () => {
    expect(told(kind, teams('red red blue blue green'))).toEqual([])
    expect(pathOf(teams('red red blue blue green'))).toMatchObject({ handovers: 2, bounces: 0 })
  })

  it('names that team’s last encounter before and the one with a team just before the return', () => {
    expect(told(kind, teams('red red - blue - green red'))).toEqual([['03-08 10:00', 'e2', 'e6', 'e7']])
    expect(told(kind, teams('red blue blue - red'))).toEqual([['03-06 10:00', 'e1', 'e3', 'e5']])
  })

  it('comes again at each return', () => {
    expect(told(kind, teams('red blue red blue'))).toEqual([
      ['03-04 10:00', 'e1', 'e2', 'e3'],
      ['03-05 10:00', 'e2', 'e3', 'e4'],
    ])
  })

  it('begins again after the completing encounter, whose own team still counts', () => {
    const [first, second, third, fourth] = teams('red blue red blue', { matter: 'M-1' })
    const completed = [first!, second!, { ...third!, step: 'complete' as const }, fourth!]
    expect(told(kind, completed)).toEqual([['03-04 10:00', 'e1', 'e2', 'e3']])
    expect(pathOf(completed)).toMatchObject({ handovers: 2, bounces: 1 })
  })

  it('knows no team from before the completion', () => {
    const life = teams('red blue green red', { matter: 'M-1' }).map((each, index) =>
      index === 1 ? { ...each, step: 'complete' as const } : each,
    )
    expect(told(kind, life)).toEqual([])
    expect(pathOf(life)).toMatchObject({ handovers: 2, bounces: 0 })
  })

  it('does not begin again where a third party says it is complete', () => {
    const [first, second, third] = teams('red blue red')
    const end = thirdParty('03-03 11:00', { step: 'complete' })
    expect(told(kind, [first!, second!, end, third!])).toEqual([['03-04 10:00', 'e1', 'e2', 'e4']])
  })

  it('counts a remark with a team', () => {
    const remark = customer('03-03 11:00', { measures: [{ metric: 'nps', score: 9 }], handledBy: { team: 'blue' } })
    expect(told(kind, [...teams('red'), remark, company('03-04 10:00', { handledBy: { team: 'red' } })])).toHaveLength(1)
  })

  it('looks at teams, not persons, and knows none on the relationship', () => {
    const persons = ['p-1', 'p-2', 'p-1'].map((person, index) => company(`${days[index]} 10:00`, { handledBy: { person } }))
    expect(told(kind, persons)).toEqual([])
    expect(told(kind, teams('red blue red', { journey: undefined }))).toEqual([])
    expect(pathOf(teams('red blue red', { journey: undefined }))).toMatchObject({ handovers: 0, bounces: 0 })
  })

  it('is not fooled by a team called like a built-in property', () => {
    expect(told(kind, teams('red constructor'))).toEqual([])
  })
})
