import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import type { DefinitionsInput } from '../../src/domain/journey/definition.ts'
import { customerPages } from '../../src/respond/case/casePage.ts'
import { answerPages } from '../../src/respond/feedback/answerPage.ts'
import { openPeople, type People } from '../../src/server/access/people.ts'
import { createToken } from '../../src/server/access/tokens.ts'
import type { Scope } from '../../src/domain/access/may.ts'
import type { Database } from '../../src/server/db/database.ts'
import { openReplyAddresses } from '../../src/server/case/replyAddress.ts'
import { askPathsBySql } from '../../src/server/journey/sql/askPathsBySql.ts'
import { type Responses, openResponses } from '../../src/server/feedback/takeResponses.ts'
import { buildServer } from '../../src/server/http/buildServer.ts'
import { openIntake, type Intake } from '../../src/server/intake/intake.ts'
import { openKeptMemory, type KeptMemory } from '../../src/server/intake/keptMemory.ts'
import { passTime } from '../../src/server/jobs/deadlineWorker.ts'
import { openDefinitionStore } from '../../src/server/journey/definitionStore.ts'
import type { AskPaths } from '../../src/server/journey/indexAnswers.ts'
import { openFollowing } from '../../src/server/journey/indexFollowing.ts'
import { askColumns } from '../../src/server/journey/indexQuestions.ts'
import { openReader } from '../../src/server/journey/indexReader.ts'
import { loadLiving } from '../../src/server/journey/loadColumns.ts'
import { openCalendar } from '../../src/server/organisation/calendar.ts'
import { openTextReader } from '../../src/server/voice/readTexts.ts'
import { openVoiceInUse } from '../../src/server/voice/voiceInUse.ts'
import { addressPolicy } from '../../src/server/webhook/address.ts'
import { openVault } from '../../src/server/webhook/secrets.ts'
import type { WebhookParts } from '../../src/server/webhook/webhooks.ts'

/** A whole server on a database, as tests need it: with a clock of its own that they move. */
export interface OpenServer {
  app: FastifyInstance
  people: People
  intake: Intake
  responses: Responses
  /** Webhooks may reach this machine itself. */
  webhooks: WebhookParts
  /** `authorization` header of a token with this scope. */
  bearer: (scope: Scope) => Promise<string>
  /** Asks what stands under an address of the API (`customers`, `paths?journey=loan`), with a token that may read. */
  read: (path: string) => Promise<LightMyRequestResponse>
  define: (definitions: DefinitionsInput) => Promise<unknown>
  /** Moves the clock and lets deadlines pass. */
  tick: (at: number) => Promise<void>
  /** Lets cases that waited for a file be decided. */
  settled: () => Promise<void>
  /** Told that something was committed. */
  announce: () => void
  /** What intake and the passing of time remember. */
  memory: KeptMemory
}

/** Opens a server with every part of the house, at a clock in ms since 1970 UTC. */
export async function openServer(database: Database, start: number, webFolder?: string): Promise<OpenServer> {
  let now = start
  const clock = () => now
  const listeners = new Set<() => void>()
  const announce = () => listeners.forEach((listener) => listener())
  const store = openDefinitionStore(database, openCalendar(), clock)
  const memory = openKeptMemory()
  const intake = openIntake(database, store, clock, announce, memory)
  const responses = openResponses({ database, intake, clock, announced: announce })
  const webhooks = {
    database,
    vault: openVault('the secret of a server that only tests know'),
    policy: addressPolicy(['127.0.0.1']),
    clock,
  }
  const people = openPeople(database, { secret: 'the secret of a server that only tests know', publicUrl: 'http://localhost' })
  const app = await buildServer({
    database,
    config: { logLevel: process.env['LOG_LEVEL'] ?? 'silent', version: '0.0.0', webFolder, publicUrl: 'http://localhost' },
    people,
    responses,
    respond: {
      pages: customerPages,
      style: new URL('../../src/respond/respond.css', import.meta.url),
      answers: answerPages,
      answerStyles: [],
      scripts: new Map(),
    },
    texts: openTextReader(openVoiceInUse(database)),
    model: null,
    hasMail: true,
    replies: openReplyAddresses('the secret of a server that only tests know', 'polku.example'),
    intake,
    definitions: store,
    paths: pathsOf(database, clock),
    clock,
    webhooks,
    announcements: {
      subscribe: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
  })
  const bearer = async (scope: Scope) => `Bearer ${(await createToken(database, { name: 'test', scope }, now)).token}`
  let reading: Promise<string> | undefined
  return {
    app,
    people,
    intake,
    responses,
    memory,
    webhooks,
    bearer,
    read: async (path) => app.inject({ url: `/api/v1/${path}`, headers: { authorization: await (reading ??= bearer('read')) } }),
    define: (definitions) => store.putAll(definitions),
    tick: async (at) => {
      now = at
      await passTime(database, store, clock, memory)
      announce()
    },
    settled: async () => {
      await database.query('UPDATE customers SET alert_at = 0 WHERE alert_at IS NOT NULL')
      await passTime(database, store, clock, memory)
    },
    announce,
  }
}

/** Answers from path columns that follow the database, in this thread. */
function pathsOf(database: Database, clock: () => number): AskPaths {
  const reader = openReader(database)
  const load = async () => ({ place: await reader.place(), living: await loadLiving(reader) })
  const following = openFollowing(reader, load, Infinity)
  let last: Promise<unknown> = Promise.resolve()
  return async (question, by) => {
    const asOf = clock()
    if (by === 'sql') return { answer: await question(askPathsBySql(database)), answeredBy: 'sql', asOf }
    await (last = last.then(() => following.follow(asOf)))
    return { answer: await question(askColumns(following.columns)), answeredBy: 'columns', asOf }
  }
}
