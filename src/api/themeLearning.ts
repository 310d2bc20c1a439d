import { z } from 'zod'
import { VOICE_LANGUAGES } from '../domain/voice/languages.ts'
import { wordForms } from '../domain/voice/themes.ts'
import { contract, countOf, instantText } from './contract.ts'
import { themeChanges as changes, themeJson, themeParams as params, themeWordsJson as words } from './themes.ts'

const base = { topic: 'Voice', status: 200 } as const
const key = params.shape.key
const language = z.enum(VOICE_LANGUAGES).describe('Its language.')

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
