import { describe, expect, it } from 'vitest'
import { readSurveyFile } from './readSurveyFile.ts'

const content = { languages: ['fi'], title: { fi: 'Kysely' }, questions: [{ key: 'a', kind: 'nps', title: { fi: 'Kuinka?' } }] }

describe('a file of a survey', () => {
  it('is what we save, or its content alone', () => {
    expect(readSurveyFile(JSON.stringify({ name: 'Puhelu', content, plan: { share: 1 } }))).toEqual({
      name: 'Puhelu',
      content,
      plan: { share: 1 },
    })
    expect(readSurveyFile(JSON.stringify(content))).toEqual({ name: null, content, plan: null })
  })

  it('is a survey of Formbricks, as it stands or as its interface answers it', () => {
    const survey = { id: 'x', questions: [{ id: 'q', type: 'nps' }] }
    expect(readSurveyFile(JSON.stringify(survey))).toEqual({ formbricks: survey })
    expect(readSurveyFile(JSON.stringify({ data: { id: 'x', blocks: [] } }))).toEqual({ formbricks: { id: 'x', blocks: [] } })
  })

  it.each(['not JSON', '[]', '"a"', '{}', '{"questions":"none"}'])('is not %s', (text) => {
    expect(readSurveyFile(text)).toBeNull()
  })
})
