import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { VOICE_LANGUAGES } from '../../src/domain/voice/languages.ts'
import { openSentiment } from '../../src/domain/voice/sentimentModel.ts'
import { openVoices, shippedModel } from '../../src/server/voice/openVoices.ts'
import { finnSentiment } from './corpora.ts'
import { agree, LABELS, readComments } from './measure.ts'

const data = fileURLToPath(new URL('../../../shared/data', import.meta.url))

/** What is reached, and must not be lost: 0.80 of three classes in each language; the wanted polarity of 0.90 in Finnish only. */
const REACHED = {
  fi: { accuracy: 0.83, polarity: 0.91, hard: 0.55 },
  sv: { accuracy: 0.83, polarity: 0.87, hard: 0.5 },
  en: { accuracy: 0.8, polarity: 0.84, hard: 0.55 },
} as const

describe('the models that come with Polku', () => {
  it.each(VOICE_LANGUAGES)('tell how service comments feel in %s', (language) => {
    const feel = openSentiment(shippedModel(language))
    const comments = readComments('serviceComments', language).filter(({ part }) => part === 'test')
    expect(comments.length).toBeGreaterThan(200)
    const { accuracy, polarity } = agree(
      comments.map(({ label }) => label),
      comments.map(({ text }) => feel(text)),
    )
    expect(accuracy).toBeGreaterThanOrEqual(REACHED[language].accuracy)
    expect(polarity).toBeGreaterThanOrEqual(REACHED[language].polarity)
  })

  it.each(VOICE_LANGUAGES)('tell how double negation and sarcasm feel in %s, as far as they do', (language) => {
    const feel = openSentiment(shippedModel(language))
    const comments = readComments('hardOnes', language)
    const { polarity } = agree(
      comments.map(({ label }) => label),
      comments.map(({ text }) => feel(text)),
    )
    expect(polarity).toBeGreaterThanOrEqual(REACHED[language].hard)
  })

  it('tell the language of service comments', () => {
    const read = openVoices([])
    for (const language of VOICE_LANGUAGES) {
      const comments = readComments('serviceComments', language)
      const right = comments.filter(({ text }) => read(text).language === language).length
      expect(right / comments.length).toBeGreaterThanOrEqual(0.98)
    }
  })

  it.skipIf(!existsSync(`${data}/finnsentiment`))(
    'tell how sentences of FinnSentiment feel (skipped where ../shared/data is absent)',
    () => {
      const feel = openSentiment(shippedModel('fi'))
      const some = finnSentiment(data).filter(({ part }) => part === 'test')
      const feelings = some.map(({ text }) => feel(text))
      const labels = some.map(({ majority }) => LABELS[majority + 1]!)
      expect(agree(labels, feelings).macroF1).toBeGreaterThanOrEqual(0.62)
      const agreed = some.flatMap(({ by }, at) => (by[0] !== 0 && by[0] === by[1] && by[1] === by[2] ? [at] : []))
      const { polarity } = agree(
        agreed.map((at) => labels[at]!),
        agreed.map((at) => feelings[at]!),
      )
      expect(polarity).toBeGreaterThanOrEqual(0.88)
    },
  )
})
