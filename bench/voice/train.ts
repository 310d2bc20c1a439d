import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { VOICE_LANGUAGES } from '../../src/domain/voice/languages.ts'
import { writeLanguageModel } from '../../src/domain/voice/languageModel.ts'
import { writeSentimentModel } from '../../src/domain/voice/sentimentModel.ts'
import { finnSentiment } from './corpora.ts'
import { spokenTexts, trainLanguages } from './trainLanguages.ts'
import { trainSentiment } from './trainSentiment.ts'

// Trains the models that come with Polku: the same bytes from the same texts.

const { values } = parseArgs({
  options: { data: { type: 'string', default: '../shared/data' }, to: { type: 'string' }, only: { type: 'string' } },
})
const folder = values.to ?? new URL('../../src/server/voice/models', import.meta.url).pathname
const hasData = finnSentiment(values.data).length > 0
const VERSION = hasData ? '2026.11.3' : '2026.11.3-own-phrases'

if (!hasData) {
  console.log(`${values.data} holds no data: trained on our own phrases and comments only.`)
  console.log(
    'Lost: Finnish general talk (FinnSentiment), film lines (XED), the general word lists (AFINN); languages are told by few texts.',
  )
}
mkdirSync(folder, { recursive: true })
for (const language of VOICE_LANGUAGES.filter((each) => values.only === undefined || values.only === each)) {
  const bytes = writeSentimentModel(trainSentiment(values.data, language, VERSION))
  writeFileSync(`${folder}/sentiment.${language}.bin`, bytes)
  console.log(`sentiment.${language}.bin: ${bytes.length} bytes`)
}
if (values.only === undefined || values.only === 'language') {
  const bytes = writeLanguageModel(trainLanguages(spokenTexts(values.data).train))
  writeFileSync(`${folder}/language.bin`, bytes)
  console.log(`language.bin: ${bytes.length} bytes`)
}
