import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { VOICE_LANGUAGES, type VoiceLanguage } from '../../src/domain/voice/languages.ts'
import { SERVICE_THEMES } from '../../src/domain/voice/serviceThemes.ts'
import { readComments } from './measure.ts'

// Takes comments that writers wrote (FOLDER/LANGUAGE/NN.tsv: sign, themes, text) into comments.LANGUAGE.tsv, and leaves out what is
// written twice or stands, alike or nearly so, among the rows that the models are measured by. It tells counts only.

const { values } = parseArgs({ options: { from: { type: 'string' } } })
if (values.from === undefined) throw new Error('Say where the comments are: --from FOLDER, with a folder for each language in it.')

const KEYS = new Set(SERVICE_THEMES.map(({ key }) => key))
const NEARLY = 0.7
const plain = (text: string) =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

function pieces(text: string): Set<string> {
  return new Set(Array.from({ length: Math.max(1, text.length - 3) }, (_, at) => text.slice(at, at + 4)))
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let both = 0
  for (const piece of a) if (b.has(piece)) both++
  return both / (a.size + b.size - both)
}

function take(language: VoiceLanguage, from: string): void {
  const measured = (['serviceComments', 'hardOnes'] as const)
    .flatMap((file) => readComments(file, language))
    .map(({ text }) => ({ text: plain(text), pieces: pieces(plain(text)) }))
  const seen = new Set<string>()
  const counts = { taken: 0, broken: 0, twice: 0, measured: 0 }
  const lines = readdirSync(from)
    .filter((name) => name.endsWith('.tsv'))
    .sort()
    .flatMap((name) =>
      readFileSync(join(from, name), 'utf8')
        .split(/\r?\n/)
        .filter((line) => line.trim() !== '')
        .flatMap((line) => {
          const [sign, themes, text, ...more] = line.split('\t').map((cell) => cell.trim())
          if (!/^[-+0]$/.test(sign ?? '') || !text || more.length > 0) {
            counts.broken++
            return []
          }
          const one = plain(text)
          if (seen.has(one || text)) {
            counts.twice++
            return []
          }
          const own = pieces(one)
          // A word or two may be said by anybody: only the same words count there.
          const isMeasured = measured.some((each) => each.text === one || (one.length > 12 && likeness(each.pieces, own) >= NEARLY))
          if (isMeasured) {
            counts.measured++
            return []
          }
          seen.add(one || text)
          counts.taken++
          const known = themes!.split(',').filter((theme) => KEYS.has(theme.trim()))
          return [[name.replace('.tsv', ''), sign, known.join(','), text.normalize('NFC')].join('\t')]
        }),
    )
  writeFileSync(new URL(`./comments.${language}.tsv`, import.meta.url), lines.length === 0 ? '' : `${lines.join('\n')}\n`)
  console.log(
    `${language}: ${counts.taken} taken; left out ${counts.broken} broken, ${counts.twice} written twice, ${counts.measured} that stand among measured rows`,
  )
}

for (const language of VOICE_LANGUAGES) take(language, join(values.from, language))
