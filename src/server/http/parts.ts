import type { AnswerPages } from '../../api/answerPage.ts'
import type { CustomerPages } from '../../api/caseForCustomer.ts'
import type { ReplyAddresses } from '../case/replyAddress.ts'
import type { People } from '../access/people.ts'
import type { Database } from '../db/database.ts'
import type { Responses } from '../feedback/takeResponses.ts'
import type { Intake } from '../intake/intake.ts'
import type { DefinitionStore } from '../journey/definitionStore.ts'
import type { AskPaths } from '../journey/indexAnswers.ts'
import type { ModelEndpoint } from '../voice/askModel.ts'
import type { TextReader } from '../voice/readTexts.ts'
import type { WebhookParts } from '../webhook/webhooks.ts'

/** Tells of commits that may have written to the outbox. */
export interface Announcements {
  /** Answers how to stop listening. */
  subscribe: (listener: () => void) => () => unknown
  /** Tells that something was committed, so that listeners need not wait for their next look. */
  announced?: () => void
}

/** What the HTTP room is told of its surroundings. */
export interface HttpConfig {
  logLevel: string
  /** Folder of the built screens; absent or missing on disk = none are served. */
  webFolder?: string | undefined
  /** What the command line of this machine shows to be let through to everything; absent = nothing is. */
  localKey?: string | undefined
  /** Proxies in front whose word on who asks is believed. */
  proxies?: readonly string[] | undefined
  /** Sites whose pages may frame customers' panels; absent = none. */
  panelAncestors?: readonly string[] | undefined
  /** Where browsers find Polku, without a slash at the end. */
  publicUrl: string
  /** Version of the program, told in the API's description. */
  version: string
}

/** The customer's pages, the files of their styles, and their built scripts by name. */
export interface Respond {
  pages: CustomerPages
  style: URL
  answers: AnswerPages
  answerStyles: readonly URL[]
  scripts: ReadonlyMap<string, Buffer>
}

/** All that the HTTP room needs. */
export interface Parts {
  database: Database
  config: HttpConfig
  intake: Pick<Intake, 'accept' | 'tell' | 'tellAll'>
  definitions: DefinitionStore
  paths: AskPaths
  /** Ms since 1970 UTC. */
  clock: () => number
  announcements: Announcements
  webhooks: WebhookParts
  people: People
  /** The way in for responses to surveys. */
  responses: Responses
  respond: Respond
  /** Reads texts in a thread that everybody in this process shares. */
  texts: TextReader
  /** The model outside that may be asked; null when none may. */
  model: ModelEndpoint | null
  /** Whether mail can be sent. */
  hasMail: boolean
  /** Addresses at which answers to mail reach us; null where none does. */
  replies: ReplyAddresses | null
}
