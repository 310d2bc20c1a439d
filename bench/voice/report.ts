import { cpus, loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { VOICE_LANGUAGES, type VoiceLanguage } from '../../src/domain/voice/languages.ts'
import { readLanguageModel } from '../../src/domain/voice/languageModel.ts'
import { openSentiment, type Feeling } from '../../src/domain/voice/sentimentModel.ts'
import { SERVICE_THEMES } from '../../src/domain/voice/serviceThemes.ts'
import { openThemes } from '../../src/domain/voice/themes.ts'
import { readTokens } from '../../src/domain/voice/tokens.ts'
import { openVoices, shippedModel } from '../../src/server/voice/openVoices.ts'
import { readFileSync } from 'node:fs'
import { afinn, finnSentiment } from './corpora.ts'
import { agree, LABELS, readComments, type Agreement, type Comment, type Label } from './measure.ts'
import { measureLanguages, spokenTexts } from './trainLanguages.ts'

// Measures the models that come with Polku; of test rows it tells sums only.

const { values } = parseArgs({ options: { data: { type: 'string', default: '../shared/data' } } })

function tell(name: string, { n, accuracy, polarity, macroF1, confusion }: Agreement): void {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`
  console.log(`${name}: n ${n}, three classes ${percent(accuracy)}, polarity ${percent(polarity)}, macro-F1 ${macroF1.toFixed(3)}`)
  console.log(`  wanted ${LABELS.map((label, at) => `${label} ${confusion[at]!.join('/')}`).join('; ')} (as negative/neutral/positive)`)
}

/** AFINN as it is used: the sum of the words' values, neutral at 0. */
function byAfinn(language: VoiceLanguage): (text: string) => Feeling {
  const words = new Map(afinn(values.data, language))
  return (text) => {
    const sum = readTokens(text).words.reduce((all, word) => all + (words.get(word) ?? 0), 0)
    return { negative: sum < 0 ? 1 : 0, neutral: sum === 0 ? 1 : 0, positive: sum > 0 ? 1 : 0 }
  }
}

function measureThemes(language: VoiceLanguage, comments: readonly Comment[]): string {
  const find = openThemes(SERVICE_THEMES, language)
  let [both, wanted, found] = [0, 0, 0]
  for (const { text, themes } of comments) {
    const here = find(readTokens(text).words)
    both += themes.filter((theme) => here.has(theme)).length
    wanted += themes.length
    found += here.size
  }
  return `F1 ${((2 * both) / (wanted + found)).toFixed(3)} (precision ${(both / found).toFixed(2)}, recall ${(both / wanted).toFixed(2)})`
}

for (const language of VOICE_LANGUAGES) {
  const feel = openSentiment(shippedModel(language))
  for (const file of ['serviceComments', 'hardOnes'] as const) {
    for (const part of ['dev', 'test']) {
      const comments = readComments(file, language).filter((each) => each.part === part)
      const labels = comments.map(({ label }) => label)
      tell(
        `${file} ${language} ${part}`,
        agree(
          labels,
          comments.map(({ text }) => feel(text)),
        ),
      )
      tell(
        `  AFINN ${language} ${part}`,
        agree(
          labels,
          comments.map(({ text }) => byAfinn(language)(text)),
        ),
      )
      if (file === 'serviceComments') console.log(`  themes ${language} ${part}: ${measureThemes(language, comments)}`)
    }
  }
}

const sentences = finnSentiment(values.data)
const majority = (value: number): Label => LABELS[value + 1]!
for (const part of ['dev', 'test'] as const) {
  const some = sentences.filter((each) => each.part === part)
  if (some.length === 0) continue
  const agreed = some.filter(({ by }) => by[0] !== 0 && by[0] === by[1] && by[1] === by[2])
  for (const [name, feel] of [
    ['Polku', openSentiment(shippedModel('fi'))],
    ['AFINN', byAfinn('fi')],
  ] as const) {
    tell(
      `FinnSentiment ${part}, ${name}`,
      agree(
        some.map(({ majority: value }) => majority(value)),
        some.map(({ text }) => feel(text)),
      ),
    )
    tell(
      `  all three agree, ${name}`,
      agree(
        agreed.map(({ majority: value }) => majority(value)),
        agreed.map(({ text }) => feel(text)),
      ),
    )
  }
}

const languages = readLanguageModel(readFileSync(new URL('../../src/server/voice/models/language.bin', import.meta.url)))
const { heldOut } = spokenTexts(values.data)
for (const words of [1, 2, 4]) {
  const some = heldOut.filter(({ text }) => (text.match(/\p{L}+/gu) ?? []).length >= words)
  const { n, accuracy, confusion } = measureLanguages(languages, some)
  console.log(
    `language, ${words} words or more: n ${n}, ${(accuracy * 100).toFixed(2)} % (fi, sv, en, other: ${confusion.map((row) => row.join('/')).join('; ')})`,
  )
}

const texts = VOICE_LANGUAGES.flatMap((language) => readComments('serviceComments', language).map(({ text }) => text))
const read = openVoices()
for (const text of texts) read(text)
const startedAt = process.cpuUsage()
const ROUNDS = 20
for (let round = 0; round < ROUNDS; round++) for (const text of texts) read(text)
const { user, system } = process.cpuUsage(startedAt)
const seconds = (user + system) / 1e6
const letters = texts.reduce((sum, { length }) => sum + length, 0) / texts.length
console.log(
  `speed: ${Math.round((texts.length * ROUNDS) / seconds)} texts a second of processor, ${letters.toFixed(0)} letters each; load ${loadavg()[0]!.toFixed(1)} on ${cpus().length} cores`,
)
