import { z } from 'zod'
import { VOICE_LANGUAGES } from '../domain/voice/languages.ts'
import { themeSchema, themeWords, wordForms } from '../domain/voice/themes.ts'
import { contract, countOf, instantText, shareInAnswer } from './contract.ts'

const key = themeSchema.shape.key.describe('Key of the theme, never changed.')
const params = z.object({ key })
const language = z.enum(VOICE_LANGUAGES).describe('Its language.')
const names = themeSchema.shape.names.describe('What it is called, by language.')
const words = z
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

const themeJson = themeListed
  .omit({ texts: true, good: true })
  .extend({
    words,
    asShipped: words.describe('Its words as they come with Polku; empty where it does not.'),
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
  params,
  answer: themeJson,
})

const changes = { ...base, needs: ['change', 'feedback'] } as const

/** Makes a theme. */
export const postTheme = contract({
  ...changes,
  operation: 'postTheme',
  method: 'POST',
  path: '/api/v1/themes',
  summary: 'Makes a theme of your own. 409 when the key is taken.',
  once: true,
  body: z.strictObject({ key, names, words: words.default({}) }),
  answer: themeJson,
})

/** Writes on a theme. */
export const putTheme = contract({
  ...changes,
  operation: 'putTheme',
  method: 'PUT',
  path: '/api/v1/themes/{key}',
  summary:
    'Writes a theme’s names and words. Of one that comes with Polku what differs is kept, so that its later words still come through.',
  params,
  body: z.strictObject({ names, words, revision }),
  answer: themeJson,
})

/** Merges a theme into another, or parts it. */
export const mergeTheme = contract({
  ...changes,
  operation: 'mergeTheme',
  method: 'POST',
  path: '/api/v1/themes/{key}/merge',
  summary: 'Lets a theme count as another, found by its own words still; with null it counts as itself again.',
  once: true,
  params,
  body: z.strictObject({ into: key.nullable().describe('The other theme; null = none.'), revision }),
  answer: themeJson,
})

/** Retires or restores a theme. */
export const retireTheme = contract({
  ...changes,
  operation: 'retireTheme',
  method: 'POST',
  path: '/api/v1/themes/{key}/state',
  summary: 'Retires a theme, so that it is not looked for any more, or restores it.',
  once: true,
  params,
  body: z.strictObject({ retired: z.boolean().describe('Whether it is to be retired.'), revision }),
  answer: themeJson,
})

/** Brings back an earlier state. */
export const bringThemeBack = contract({
  ...changes,
  operation: 'bringThemeBack',
  method: 'POST',
  path: '/api/v1/themes/{key}/back',
  summary: 'Makes a theme what it was at an earlier revision; 0 = as it comes with Polku. That is a change of its own.',
  once: true,
  params,
  body: z.strictObject({ to: z.number().int().min(0).describe('The revision whose state it takes.'), revision }),
  answer: themeJson,
})

const given = z.strictObject({
  verbatims: z
    .array(
      z.strictObject({ id: z.string().max(400).describe('Its id.'), at: z.iso.datetime({ offset: true }).describe('When it was said.') }),
    )
    .max(50)
    .default([])
    .describe('Free texts that are kept, at most 50.'),
  texts: z.array(z.string().trim().min(1).max(20_000)).max(50).default([]).describe('Texts of other origin, at most 50.'),
})

/** Teaches a theme by examples. */
export const postThemeExamples = contract({
  ...changes,
  operation: 'postThemeExamples',
  method: 'POST',
  path: '/api/v1/themes/{key}/examples',
  summary:
    'Says of comments that they belong to a theme, or do not. Its words stay as they are: see what is proposed. At most 200 are kept.',
  once: true,
  params,
  body: given.extend({ belongs: z.boolean().default(true).describe('False = they are of something else.') }),
  answer: themeJson,
})

/** Forgets an example. */
export const deleteThemeExample = contract({
  ...changes,
  operation: 'deleteThemeExample',
  method: 'DELETE',
  path: '/api/v1/themes/{key}/examples/{id}',
  summary: 'Takes a comment from the examples of a theme.',
  params: params.extend({ id: z.string().max(500).describe('Id of the example.') }),
  answer: themeJson,
})

const proposal = z.object({
  language,
  form: z.string().describe('As it would stand among the theme’s words, or its exclusions.'),
  word: z.string().describe('As most wrote it.'),
  texts: countOf('Examples with it.'),
  others: countOf('Other comments with it, of those compared with.'),
})

/** A word that a theme may learn. */
export type ThemeProposal = z.output<typeof proposal>

/** What a theme may learn of its examples. */
export const getThemeProposals = contract({
  ...base,
  needs: ['read', 'customer'],
  operation: 'getThemeProposals',
  method: 'GET',
  path: '/api/v1/themes/{key}/proposals',
  summary:
    'Words that tell a theme’s examples from the latest comments without it, and words by which it is found where it does not belong.',
  params,
  answer: z.object({
    add: z.array(proposal).describe('Words to add, the most telling first.'),
    exclude: z.array(proposal).describe('Words to exclude: met by the theme’s words in comments that do not belong to it.'),
    compared: countOf('Comments compared with.'),
  }),
})

const sample = z.object({
  id: z.string().describe('Of the text.'),
  at: instantText.describe('When it was said.'),
  text: z.string().describe('As it was written.'),
  language: language.describe('As it was understood.'),
})

/** What a change would do. */
export const tryThemeWords = contract({
  ...base,
  needs: ['read', 'customer'],
  operation: 'tryTheme',
  method: 'POST',
  path: '/api/v1/themes/try',
  summary: 'What words of a theme would do before they are kept: to the latest 2,000 texts, and to texts of yours. Nothing is kept.',
  body: z.strictObject({
    key: key.optional().describe('The theme; none = a new one.'),
    words,
    texts: z.array(z.string().max(20_000)).max(20).default([]).describe('Texts of your own to try, at most 20.'),
  }),
  answer: z.object({
    looked: countOf('Kept texts looked at.'),
    had: countOf('Of those, with the theme as its words are now.'),
    has: countOf('Of those, with it as its words would be.'),
    gained: countOf('Texts that would get it.'),
    lost: countOf('Texts that would lose it.'),
    gainedTexts: z.array(sample).describe('Ten of those that would get it, the latest first.'),
    lostTexts: z.array(sample).describe('Ten of those that would lose it, the latest first.'),
    texts: z
      .array(
        z.object({
          language: z.enum([...VOICE_LANGUAGES, 'other', 'none']).describe('As it was understood.'),
          by: z
            .array(z.object({ form: z.string().describe('The theme’s word.'), word: z.string().describe('What it met.') }))
            .describe('By which words the theme is found; empty = it is not.'),
          themes: z.array(z.string()).describe('Keys of the other themes that are found, as they are now.'),
        }),
      )
      .describe('What is found in your texts, in their order.'),
  }),
})

/** What a change of a theme's words would do. */
export type ThemeTried = z.output<typeof tryThemeWords.answer>

const suggestion = z.object({
  language,
  words: z.array(z.string()).describe('Words that stand together, the most telling first; as customers write them.'),
  forms: wordForms.describe('The same as words of a theme.'),
  now: countOf('Texts of the last 30 days with the first of them.'),
  before: countOf('Texts of the 90 days before with it.'),
  texts: z.array(sample).describe('At most five of the texts.'),
})

/** A theme that seems to be growing. */
export type ThemeSuggested = z.output<typeof suggestion>

/** What new themes are growing. */
export const getThemeSuggestions = contract({
  ...base,
  needs: ['read', 'customer'],
  operation: 'getThemeSuggestions',
  method: 'GET',
  path: '/api/v1/themes/suggestions',
  summary:
    'Words that grow where no theme is found: the 30 days before the newest text against the 90 before those. Looked for once a day of texts and after changes.',
  answer: z.object({
    items: z.array(suggestion).describe('At most five of each language.'),
    until: instantText.nullable().describe('The newest text looked at; null when there is none.'),
    looked: countOf('Texts of the 30 days looked at.'),
  }),
})

/** Leaves a suggestion. */
export const leaveThemeSuggestion = contract({
  ...changes,
  operation: 'leaveThemeSuggestion',
  method: 'POST',
  path: '/api/v1/themes/suggestions/leave',
  summary: 'Leaves a suggestion: its words are suggested no more, until it is taken back with `left` false.',
  once: true,
  body: z.strictObject({
    language,
    words: z.array(z.string().min(1).max(60)).min(1).max(10).describe('The words of the suggestion.'),
    left: z.boolean().default(true).describe('False = they may be suggested again.'),
  }),
  answer: z.object({ words: z.array(z.string()).describe('The words.') }),
})
