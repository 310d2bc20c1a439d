import type { Keyword } from '../../domain/voice/keywords.ts'
import type { VoiceLanguage } from '../../domain/voice/languages.ts'
import type { ThemeSuggestion } from '../../domain/voice/learnThemes.ts'
import type { Theme } from '../../domain/voice/themes.ts'
import type { KnownText, ThemeTrial } from '../../domain/voice/tryThemes.ts'
import { type AskThread, openRestingThread } from '../journey/restingThread.ts'

/** A word that a theme may learn, and its language. */
export interface Proposed extends Keyword {
  language: VoiceLanguage
  form: string
}

/** What is looked for in many texts at once, in a thread beside everybody's requests. */
export interface ThemeOrders {
  /** What other words of a theme would do, and by which words it would be found in texts of one's own (without a language: not at all). */
  tryWords: (
    before: readonly Theme[],
    after: readonly Theme[],
    texts: readonly KnownText[],
    own: readonly (KnownText | null)[],
  ) => Promise<{ trial: ThemeTrial; told: { form: string; word: string }[][] }>
  /** Words to add, of texts that belong to a theme, and to exclude, of texts that do not. */
  propose: (
    parts: readonly Theme[],
    examples: readonly (KnownText & { belongs: boolean })[],
    others: readonly KnownText[],
  ) => Promise<{ add: Proposed[]; exclude: Proposed[] }>
  suggest: (
    now: readonly string[],
    before: readonly string[],
    themes: readonly Theme[],
    language: VoiceLanguage,
    left: readonly string[],
  ) => Promise<ThemeSuggestion[]>
}

/** So long in ms a thread waits for more to do. */
const IDLE = 20_000

/** Opens what asks the thread; it starts with the first question and ends when nobody has asked for a while. */
export const openThemeThread = (): AskThread<ThemeOrders> => openRestingThread(new URL('./themes.worker.ts', import.meta.url), IDLE)
