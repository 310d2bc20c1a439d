import type { Messages } from './fi.ts'
import { firstWords } from './en/first.ts'
import { laterWords } from './en/later.ts'

/** Every word on the screens, in English. */
export const en: Messages = { ...firstWords, ...laterWords }
