import { firstWords } from './fi/first.ts'
import { laterWords } from './fi/later.ts'

/** Every word on the screens, in Finnish; a file for each word of the house. */
export const fi = { ...firstWords, ...laterWords }

/** Key of a message. */
export type MessageKey = keyof typeof fi

/** All messages of a language. */
export type Messages = Readonly<Record<MessageKey, string>>
