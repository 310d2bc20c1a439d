import { parseArgs } from 'node:util'
import { PLACES } from '../../src/domain/voice/features.ts'
import { VOICE_LANGUAGES, type VoiceLanguage } from '../../src/domain/voice/languages.ts'
import { learnWeights, shares, type Samples, type Weights } from '../../src/domain/voice/logistic.ts'
import type { Feeling } from '../../src/domain/voice/sentimentModel.ts'
import { FOLDS } from './comments.ts'
import { finnSentiment } from './corpora.ts'
import { agree, LABELS, readComments, type Label } from './measure.ts'
import { MIXTURE, samplesOf, trainingTexts, type Mixture, type Weighted } from './trainSentiment.ts'

// Judges features and mixtures without any test row: our own comments in five parts, each told by a model of the others,
// and comments written by another hand: phrases told by a model of the comments alone, and dev rows.

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    only: { type: 'string' },
    mixture: { type: 'string', default: '{}' },
    misses: { type: 'boolean', default: false },
  },
})
const mixture: Mixture = { ...MIXTURE, ...(JSON.parse(values.mixture) as Partial<Mixture>) }
const label = ({ negative, positive }: { negative: number; positive: number }): Label =>
  negative > 0.5 ? 'negative' : positive > 0.5 ? 'positive' : 'neutral'

function feelings(weights: Weights, samples: Samples, which: readonly number[]): Feeling[] {
  return which.map((text) => {
    let [low, high] = weights.bias
    for (let at = samples.starts[text]!; at < samples.starts[text + 1]!; at++) {
      low += weights.negative[samples.places[at]!]! * samples.values[at]!
      high += weights.positive[samples.places[at]!]! * samples.values[at]!
    }
    const [negative, positive] = shares(low, high)
    return { negative, positive, neutral: 1 - negative - positive }
  })
}

const sums = new Map<string, [number, number][]>()

function tell(name: string, texts: readonly Weighted[], which: readonly number[], felt: readonly Feeling[]): void {
  const labels = which.map((at) => label(texts[at]!))
  const { n, accuracy, polarity, macroF1, confusion } = agree(labels, felt)
  sums.set(name.slice(3), [...(sums.get(name.slice(3)) ?? []), [accuracy, polarity]])
  console.log(
    `${name.padEnd(28)} n ${String(n).padStart(5)}  three ${(accuracy * 100).toFixed(1)}  polarity ${(polarity * 100).toFixed(1)}  F1 ${macroF1.toFixed(3)}  ${confusion.map((row) => row.join('/')).join('; ')}`,
  )
}

function judge(language: VoiceLanguage): void {
  const dev = (file: 'serviceComments' | 'hardOnes'): Weighted[] =>
    readComments(file, language)
      .filter(({ part }) => part === 'dev')
      .map(({ text, label: wanted }) => ({
        text,
        negative: wanted === 'negative' ? 1 : 0,
        positive: wanted === 'positive' ? 1 : 0,
        weight: 0,
        domain: 0 as const,
        fold: -1,
      }))
  const train = trainingTexts(values.data, language, mixture)
  const parts = { dev: dev('serviceComments'), hard: dev('hardOnes') }
  const finn: Weighted[] =
    language === 'fi'
      ? finnSentiment(values.data)
          .filter(({ part }) => part === 'dev')
          .map(({ text, majority }) => ({
            text,
            negative: majority < 0 ? 1 : 0,
            positive: majority > 0 ? 1 : 0,
            weight: 0,
            domain: 1 as const,
            fold: -1,
          }))
      : []
  const texts = [...train, ...parts.dev, ...parts.hard, ...finn]
  const samples = samplesOf(texts, values.data, language)
  const learn = (counts: (text: Weighted) => boolean) =>
    learnWeights(
      { ...samples, weights: Float32Array.from(texts, (text) => (counts(text) ? text.weight : 0)) },
      { ...mixture, places: PLACES + 2, seed: 20_261_122 },
    )
  const indexes = (is: (text: Weighted, at: number) => boolean) => texts.flatMap((text, at) => (is(text, at) ? [at] : []))

  const comments = indexes(({ fold }) => fold >= 0 && fold < FOLDS)
  if (comments.length > 0) {
    const felt: [number, Feeling][] = []
    for (let fold = 0; fold < FOLDS; fold++) {
      const held = comments.filter((at) => texts[at]!.fold === fold)
      if (held.length === 0) continue
      const weights = learn((text) => text.fold % FOLDS !== fold)
      feelings(weights, samples, held).forEach((feeling, at) => felt.push([held[at]!, feeling]))
    }
    tell(
      `${language} comments, five parts`,
      texts,
      felt.map(([at]) => at),
      felt.map(([, feeling]) => feeling),
    )
    if (values.misses) {
      for (const [at, feeling] of felt) {
        const wanted = label(texts[at]!)
        const got = LABELS.reduce((best, each) => (feeling[each] > feeling[best] ? each : best))
        if (got !== wanted) console.log(`  ${wanted[2]}→${got[2]} ${feeling[got].toFixed(2)} ${texts[at]!.text}`)
      }
    }
    const without = learn((text) => text.fold < 0 || text.fold >= FOLDS)
    tell(`${language} comments by the rest`, texts, comments, feelings(without, samples, comments))
    const alone = learn((text) => text.fold >= 0 || text.domain > 0)
    const phrases = indexes(
      (text, at) => at < train.length && text.fold < 0 && text.foreign === undefined && text.domain === 0 && text.weight === mixture.own,
    )
    tell(`${language} phrases by comments`, texts, phrases, feelings(alone, samples, phrases))
  }
  const all = learn(() => true)
  const from = train.length
  const at = (count: number, first: number) => Array.from({ length: count }, (_, index) => first + index)
  const devs = at(parts.dev.length, from)
  tell(`${language} dev`, texts, devs, feelings(all, samples, devs))
  const hard = at(parts.hard.length, from + parts.dev.length)
  tell(`${language} hard dev`, texts, hard, feelings(all, samples, hard))
  if (finn.length > 0) {
    const some = at(finn.length, from + parts.dev.length + parts.hard.length)
    tell('FinnSentiment dev', texts, some, feelings(all, samples, some))
  }
}

for (const language of VOICE_LANGUAGES) if (values.only === undefined || values.only.split(',').includes(language)) judge(language)

const mean = (all: readonly [number, number][], at: 0 | 1) => ((100 * all.reduce((sum, each) => sum + each[at], 0)) / all.length).toFixed(1)
console.log([...sums].map(([name, all]) => `${name}: ${mean(all, 0)} ${mean(all, 1)}`).join(' | '))
