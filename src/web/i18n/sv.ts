import type { Messages } from './fi.ts'
import { firstWords } from './sv/first.ts'
import { laterWords } from './sv/later.ts'

/** Every word on the screens, in Swedish. */
export const sv: Messages = { ...firstWords, ...laterWords }
