import { describe, expect, it } from 'vitest'
import { answerColumns } from './responseTable.ts'
import { surveyContentSchema } from './survey.ts'

const t = (text: string) => ({ fi: text })
const survey = (questions: unknown[]) => surveyContentSchema.parse({ languages: ['fi'], title: t('Kysely'), questions })

describe('a table of responses', () => {
  const first = survey([
    { key: 'nps', kind: 'nps', title: t('Suosittelisitko?') },
    { key: 'why', kind: 'choice', title: t('Miksi?'), other: true, options: ['a', 'b'].map((key) => ({ key, text: t(key) })) },
    { key: 'what', kind: 'choice', many: true, title: t('Mikä?'), options: ['a', 'b'].map((key) => ({ key, text: t(`Osa ${key}`) })) },
    { key: 'how', kind: 'emotion', title: t('Miltä?'), words: [{ key: 'calm', text: t('rauhallinen') }] },
    { key: 'more', kind: 'text', title: t('Kerro') },
    { key: 'call', kind: 'consent', title: t('Saako soittaa?'), contact: true },
  ])

  it('has a column for every part of an answer, and codes for what was chosen', () => {
    const { columns, cellsOf } = answerColumns([{ version: 1, content: first }], 'fi')
    expect(columns.map(({ name }) => name)).toEqual([
      'nps',
      'why',
      'why_other',
      'what_a',
      'what_b',
      'how',
      'how_stir',
      'how_calm',
      'more',
      'call',
      'call_contact',
    ])
    expect(columns[1]!.codes).toEqual([
      { value: 1, label: 'a' },
      { value: 2, label: 'b' },
    ])
    const answers = {
      nps: 0,
      why: { chosen: ['b'], other: '' },
      what: { chosen: ['a'] },
      how: { pleasant: 2, stirred: 5, words: ['calm'] },
      more: { text: 'Näin' },
      call: { agreed: true, contact: '040 000' },
    }
    expect(cellsOf(1, answers)).toEqual([0, 2, '', 1, 0, 2, 5, 1, 'Näin', 1, '040 000'])
    expect(cellsOf(1, {})).toEqual(columns.map(() => null))
  })

  it('keeps what was asked otherwise in another version apart, and what was asked alike together', () => {
    const second = survey([
      { key: 'nps', kind: 'nps', title: t('Suosittelisitko meitä?') },
      { key: 'why', kind: 'text', title: t('Miksi?') },
    ])
    const versions = [first, second].map((content, index) => ({ version: index + 1, content }))
    const { columns, cellsOf } = answerColumns(versions, 'fi')
    expect(columns.map(({ name }) => name).filter((name) => /^(nps|why)/.test(name))).toEqual(['nps', 'why', 'why_other', 'why_v2'])
    const cells = cellsOf(2, { nps: 7, why: { text: 'Siksi' } })
    const told = Object.fromEntries(columns.map(({ name }, index) => [name, cells[index]]))
    expect(told).toMatchObject({ nps: 7, why: null, why_v2: 'Siksi' })
  })
})
