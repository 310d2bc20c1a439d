import { parentPort } from 'node:worker_threads'
import { VOICE_LANGUAGES } from '../../domain/voice/languages.ts'
import { proposeWords, suggestThemes } from '../../domain/voice/learnThemes.ts'
import { proposeExclusions, tellForms, tryTheme } from '../../domain/voice/tryThemes.ts'
import { openCalls } from '../journey/indexCalls.ts'
import { STEMS } from './stems.ts'
import type { ThemeOrders } from './themeThread.ts'

// Looks for themes in thousands of texts at once: that would hold up everybody else's requests.

openCalls<Record<string, never>>(parentPort!, {
  tryWords: (before, after, texts, own) => ({
    trial: tryTheme(before, after, texts),
    told: own.map((text) => (text === null ? [] : tellForms(after, text))),
  }),
  propose: (parts, examples, others) => {
    const found = new Set(tryTheme([], parts, others).gained)
    const without = others.filter((_, at) => !found.has(at))
    const add = VOICE_LANGUAGES.flatMap((language) => {
      const of = (texts: readonly { text: string; language: string }[]) =>
        texts.filter((each) => each.language === language).map(({ text }) => text)
      const belonging = of(examples.filter(({ belongs }) => belongs))
      if (belonging.length === 0) return []
      const apart = [...of(examples.filter(({ belongs }) => !belongs)), ...of(without)]
      return proposeWords(parts, belonging, apart, language, STEMS[language]).map((word) => ({ ...word, language }))
    })
    const wrong = examples.filter(({ belongs }) => !belongs)
    return { add, exclude: proposeExclusions(parts, wrong, others) }
  },
  suggest: (now, before, themes, language, left) => suggestThemes(now, before, themes, language, STEMS[language], { left }),
} satisfies { [Name in keyof ThemeOrders]: (...given: Parameters<ThemeOrders[Name]>) => Awaited<ReturnType<ThemeOrders[Name]>> })
