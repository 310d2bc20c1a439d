import { z } from 'zod'
import { VOICE_LANGUAGES } from '../domain/voice/languages.ts'
import { themeSchema, themeWords, wordForms } from '../domain/voice/themes.ts'
import { contract, countOf, instantText, shareInAnswer } from './contract.ts'

const key = themeSchema.shape.key.describe('Key of the theme, never changed.')
/** A theme in the path. */
export const themeParams = z.object({ key })
const language = z.enum(VOICE_LANGUAGES).describe('Its language.')
const names = themeSchema.shape.names.describe('What it is called, by language.')
/** Words of a theme by language. */
export const themeWordsJson = z
  .partialRecord(
    language,
    themeWords.extend({
      words: wordForms.describe(
        'How its words begin; `=` before whole words, `~` before what may stand anywhere in a word; phrases with spaces.',
      ),
      not: wordForms.default([]).describe('The same of words that are meant otherwise.'),
    }),
  )
  .describe('Its words by language.')
const revision = z
  .number()
  .int()
  .min(0)
  .describe('Grows with each change, 0 = as it comes with Polku; the one you have read, 409 when there is a later one.')
const by = z.string().nullable().describe('Who did it; null = a program.')

const themeListed = z.object({
  key,
  names,
  shipped: z.boolean().describe('Whether it comes with Polku.'),
  changed: z.boolean().describe('Whether it is other than it comes.'),
  into: key.nullable().describe('The theme it was merged into and counts as; null = itself.'),
  retired: z.boolean().describe('Whether it is not looked for any more.'),
  texts: countOf('Texts with it in the last 90 days before the newest text.'),
  good: shareInAnswer.nullable().describe('Of scores given with those, how many are good; null under 10.'),
})

/** A theme in the list. */
export type ThemeListed = z.output<typeof themeListed>

const THEME_ACTS = ['made', 'changed', 'merged', 'parted', 'retired', 'restored', 'back'] as const

/** A theme as the people here work on it. */
export const themeJson = themeListed
  .omit({ texts: true, good: true })
  .extend({
    words: themeWordsJson,
    asShipped: themeWordsJson.describe('Its words as they come with Polku; empty where it does not.'),
    merged: z.array(z.object({ key, names })).describe('Themes that were merged into it and count as it, by their own words.'),
    revision,
    examples: z
      .array(
        z.object({
          id: z.string().describe('Its id among the theme’s examples.'),
          text: z.string().describe('As it was written.'),
          language: z
            .enum([...VOICE_LANGUAGES, 'other'])
            .nullable()
            .describe('As it was understood; null while it is unread.'),
          belongs: z.boolean().describe('False = of something else.'),
          found: z.boolean().describe('Whether the theme’s words find it.'),
          by,
        }),
      )
      .describe('Comments that people said belong to it or do not, the latest first.'),
    history: z
      .array(
        z.object({
          revision: revision.describe('Its number.'),
          act: z.enum(THEME_ACTS).describe('What was done; `back`: an earlier state again.'),
          what: z.string().nullable().describe('Words added (+) and left out (−), or the other theme.'),
          at: instantText.describe('When.'),
          by,
        }),
      )
      .describe('What was done to it, the latest first, at most 100.'),
  })
  .meta({ id: 'Theme' })

/** A theme as the people here work on it. */
export type ThemeJson = z.output<typeof themeJson>

const base = { topic: 'Voice', status: 200 } as const
const reads = { ...base, needs: ['read', 'feedback'] } as const
const reading = z
  .object({
    share: z.number().min(0).max(1).describe('How many of the kept texts were read with the themes as they are now; of many an estimate.'),
    done: z.boolean().describe('Whether all were.'),
  })
  .describe('Once themes change, kept texts are read again, the latest first; until then they count as they were read.')

/** How far kept texts are read with the themes of now. */
export type ThemeReading = z.output<typeof reading>

/** Lists themes. */
export const getThemeList = contract({
  ...reads,
  operation: 'getThemeList',
  method: 'GET',
  path: '/api/v1/themes',
  summary:
    'Every theme, merged and retired ones too, with how many spoke of it lately; and how far texts are read anew since themes changed.',
  answer: z.object({ items: z.array(themeListed).describe('Most texts first.'), reading }),
})

/** One theme. */
export const getTheme = contract({
  ...base,
  needs: ['read', 'customer'],
  operation: 'getTheme',
  method: 'GET',
  path: '/api/v1/themes/{key}',
  summary: 'A theme: names, words, examples, and what was done to it.',
  params: themeParams,
  answer: themeJson,
})

/** What every change of a theme needs. */
export const themeChanges = { ...base, needs: ['change', 'feedback'] } as const

/** Makes a theme. */
export const postTheme = contract({
  ...themeChanges,
  operation: 'postTheme',
  method: 'POST',
  path: '/api/v1/themes',
  summary: 'Makes a theme of your own. 409 when the key is taken.',
  once: true,
  body: z.strictObject({ key, names, words: themeWordsJson.default({}) }),
  answer: themeJson,
})

/** Writes on a theme. */
export const putTheme = contract({
  ...themeChanges,
  operation: 'putTheme',
  method: 'PUT',
  path: '/api/v1/themes/{key}',
  summary:
    'Writes a theme’s names and words. Of one that comes with Polku what differs is kept, so that its later words still come through.',
  params: themeParams,
  body: z.strictObject({ names, words: themeWordsJson, revision }),
  answer: themeJson,
})

/** Merges a theme into another, or parts it. */
export const mergeTheme = contract({
  ...themeChanges,
  operation: 'mergeTheme',
  method: 'POST',
  path: '/api/v1/themes/{key}/merge',
  summary: 'Lets a theme count as another, found by its own words still; with null it counts as itself again.',
  once: true,
  params: themeParams,
  body: z.strictObject({ into: key.nullable().describe('The other theme; null = none.'), revision }),
  answer: themeJson,
})

/** Retires or restores a theme. */
export const retireTheme = contract({
  ...themeChanges,
  operation: 'retireTheme',
  method: 'POST',
  path: '/api/v1/themes/{key}/state',
  summary: 'Retires a theme, so that it is not looked for any more, or restores it.',
  once: true,
  params: themeParams,
  body: z.strictObject({ retired: z.boolean().describe('Whether it is to be retired.'), revision }),
  answer: themeJson,
})

/** Brings back an earlier state. */
export const bringThemeBack = contract({
  ...themeChanges,
  operation: 'bringThemeBack',
  method: 'POST',
  path: '/api/v1/themes/{key}/back',
  summary: 'Makes a theme what it was at an earlier revision; 0 = as it comes with Polku. That is a change of its own.',
  once: true,
  params: themeParams,
  body: z.strictObject({ to: z.number().int().min(0).describe('The revision whose state it takes.'), revision }),
  answer: themeJson,
})
