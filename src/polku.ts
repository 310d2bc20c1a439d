import type { Config } from './config.ts'
import type { Database } from './server/db/database.ts'
import type { Responses } from './server/feedback/takeResponses.ts'
import type { ReplyAddresses } from './server/case/replyAddress.ts'
import type { Intake } from './server/intake/intake.ts'
import type { KeptMemory } from './server/intake/keptMemory.ts'
import type { DefinitionStore } from './server/journey/definitionStore.ts'
import type { People } from './server/access/people.ts'
import type { TextReader } from './server/voice/readTexts.ts'
import type { WebhookParts } from './server/webhook/webhooks.ts'

/** Polku put together around one database, without doors. */
export interface Polku {
  config: Config
  database: Database
  definitions: DefinitionStore
  intake: Intake
  responses: Responses
  memory: KeptMemory
  webhooks: WebhookParts
  people: People
  /** Reads texts in a thread that starts with the first of them. */
  texts: TextReader
  /** Whether mail can be sent. */
  hasMail: boolean
  /** Addresses at which answers to mail reach us; null where none does. */
  replies: ReplyAddresses | null
  timeZone: string
  clock: () => number
  /** Calls the listener after every commit that may have something to tell; answers how to stop. */
  onCommit: (listener: () => void) => () => void
  announced: () => void
  close: () => Promise<void>
}
