import { parseArgs } from 'node:util'
import { VOICE_LANGUAGES, type VoiceLanguage } from '../../src/domain/voice/languages.ts'
import { SERVICE_THEMES } from '../../src/domain/voice/serviceThemes.ts'
import { openThemes } from '../../src/domain/voice/themes.ts'
import { isWord, readTokens } from '../../src/domain/voice/tokens.ts'
import { foldOf, ownComments } from './comments.ts'

// Tells how the dictionaries of themes agree with what our own comments are about: agreement by theme, words of the dictionary that
// are wrong more often than right, and beginnings of words that stand out in comments whose theme was not found.

const { values } = parseArgs({
  options: { only: { type: 'string' }, theme: { type: 'string' }, most: { type: 'string', default: '40' }, part: { type: 'string' } },
})

function look(language: VoiceLanguage): void {
  const find = openThemes(SERVICE_THEMES, language)
  const comments = ownComments(language)
    .filter((each) => values.part === undefined || foldOf(each) === Number(values.part))
    .map(({ text, themes }) => {
      const words = readTokens(text).words
      return { themes: new Set(themes), words, found: find(words) }
    })
  let [both, wanted, found] = [0, 0, 0]
  for (const { key } of SERVICE_THEMES) {
    const right = comments.filter((each) => each.themes.has(key) && each.found.has(key)).length
    const meant = comments.filter((each) => each.themes.has(key)).length
    const told = comments.filter((each) => each.found.has(key)).length
    both += right
    wanted += meant
    found += told
    console.log(
      `${language} ${key.padEnd(13)} F1 ${((2 * right) / (meant + told)).toFixed(2)}  precision ${(right / told).toFixed(2)}  recall ${(right / meant).toFixed(2)}  n ${meant}`,
    )
  }
  console.log(
    `${language} all F1 ${((2 * both) / (wanted + found)).toFixed(3)} precision ${(both / found).toFixed(2)} recall ${(both / wanted).toFixed(2)}`,
  )
  const theme = SERVICE_THEMES.find(({ key }) => key === values.theme)
  if (theme !== undefined) tellWords(language, theme.key, comments)
}

type Seen = { themes: Set<string>; words: string[]; found: Set<string> }

function tellWords(language: VoiceLanguage, key: string, comments: readonly Seen[]): void {
  const missed = new Map<string, [right: number, wrong: number]>()
  const used = new Map<string, [right: number, wrong: number]>()
  const alone = (word: string) => openOne(language, key)([word]).size > 0
  for (const { themes, words, found } of comments) {
    const isMeant = themes.has(key)
    const forms = new Set<string>()
    const plain = words.filter(isWord)
    plain.forEach((word, at) => {
      for (let size = 4; size <= Math.min(word.length, 9); size++) forms.add(word.slice(0, size))
      forms.add(`=${word}`)
      if (at > 0) forms.add(`${plain[at - 1]} ${word}`)
    })
    if (!found.has(key)) for (const form of forms) count(missed, form, isMeant)
    else for (const word of new Set(plain)) if (alone(word)) count(used, word, isMeant)
  }
  const rate = ([right, wrong]: [number, number]) => right / (right + wrong)
  console.log(
    `missing: ${[...missed]
      .filter(([, [right, wrong]]) => right >= 2 && right / (right + wrong) > 0.55)
      .sort(([, a], [, b]) => b[0] * rate(b) ** 2 - a[0] * rate(a) ** 2)
      .slice(0, Number(values.most))
      .map(([form, [right, wrong]]) => `${form} ${right}/${wrong}`)
      .join(' | ')}`,
  )
  console.log(
    `wrong: ${[...used]
      .filter(([, [right, wrong]]) => wrong > right && wrong >= 2)
      .sort(([, a], [, b]) => b[1] - b[0] - (a[1] - a[0]))
      .slice(0, Number(values.most))
      .map(([form, [right, wrong]]) => `${form} ${right}/${wrong}`)
      .join(' | ')}`,
  )
}

const opened = new Map<string, (words: readonly string[]) => Set<string>>()
function openOne(language: VoiceLanguage, key: string): (words: readonly string[]) => Set<string> {
  const name = `${language} ${key}`
  if (!opened.has(name)) opened.set(name, openThemes([SERVICE_THEMES.find((each) => each.key === key)!], language))
  return opened.get(name)!
}

function count(map: Map<string, [number, number]>, form: string, isRight: boolean): void {
  const all = map.get(form) ?? [0, 0]
  all[isRight ? 0 : 1]++
  map.set(form, all)
}

for (const language of VOICE_LANGUAGES) if (values.only === undefined || values.only === language) look(language)
