import { setTimeout as wait } from 'node:timers/promises'
import type { z } from 'zod'
import { postToken, putDefinitions } from '../api/access.ts'
import type { Contract } from '../api/contract.ts'
import { putCustomer } from '../api/customer.ts'
import { postEncounters } from '../api/encounter.ts'
import { getExport } from '../api/export.ts'
import type { Encounter } from '../domain/encounter/encounter.ts'
import { encounterJson } from '../domain/encounter/schema.ts'
import { formatInstant } from '../domain/kernel/instant.ts'
import {
  answerWithin,
  createToken,
  exportTo,
  findServing,
  letTimePass,
  loadConfig,
  openPolku,
  rebuildAll,
  statementJson,
  type CustomerStatement,
  type DefinitionsInput,
  type ExportFormat,
  type IntakeResult,
  type Scope,
  type Serving,
} from '../compose.ts'
import { Failure } from './command.ts'

/** What commands ask of Polku, wherever its database is open. */
export interface LocalPolku {
  /** Takes encounters from a file: their cases wait until `settled`. */
  accept: (encounters: readonly Encounter[]) => Promise<IntakeResult>
  /** Keeps statements from a file. */
  tell: (statements: readonly CustomerStatement[]) => Promise<unknown>
  /** Hands everything over as text of a format, piece by piece. */
  export: (asked: ExportAsked, write: (text: string) => Promise<void>) => Promise<void>
  /** Nothing more comes from the file. */
  settled: () => Promise<void>
  createToken: (name: string, scope: Scope) => Promise<string>
  define: (definitions: DefinitionsInput) => Promise<{ sort: string; key: string; version: number }[]>
  /** Asks what a contract of the API offers. Throws `Failure` with what the refusal says. */
  call: <C extends Contract>(contract: C, asked?: Asking) => Promise<z.output<C['answer']>>
  /** Works on a rebuild that was asked for, or waits while the server does; tells progress now and then. */
  rebuild: (told: () => Promise<void>) => Promise<void>
  close: () => Promise<void>
}

/** What an operation is asked: parameters of its path, of its query, and its body. */
interface Asking {
  params?: Record<string, string>
  query?: Record<string, string | undefined>
  body?: unknown
}

/** What is exported; times in ms since 1970 UTC. */
export interface ExportAsked {
  format: ExportFormat
  since?: number | undefined
  until?: number | undefined
  journey?: string | undefined
}

const SETTLE = 60_000
const TOLD_AT_ONCE = 250
const ASKED_AT_ONCE = 16

/** Opens the database; where a server of this machine has the embedded one open, speaks with that server instead. */
export async function openLocalPolku(): Promise<LocalPolku> {
  const config = loadConfig()
  const serving = await findServing(config)
  if (serving) return speakWith(serving)
  const polku = await openPolku(config)
  return {
    accept: (encounters) => polku.intake.accept(encounters, SETTLE),
    tell: async (statements) => {
      for (const some of parts(statements, TOLD_AT_ONCE)) await polku.intake.tellAll(some)
    },
    export: (asked, write) => exportTo(polku.database, { ...asked, timeZone: polku.timeZone }, write),
    settled: () => letTimePass(polku),
    createToken: async (name, scope) => (await createToken(polku.database, { name, scope }, polku.clock())).token,
    define: async (definitions) => {
      const changed = await polku.definitions.putAll(definitions, { actor: { kind: 'owner' } })
      await letTimePass(polku)
      return changed
    },
    call: async <C extends Contract>(contract: C, asked: Asking = {}) => {
      const { status, text } = await (await answerWithin(polku))(contract.method, pathOf(contract, asked), asked.body)
      const answer: unknown = JSON.parse(text)
      if (status >= 400) throw new Failure(titleOf(answer) ?? `It was refused (${status}).`)
      return answer as z.output<C['answer']>
    },
    rebuild: (told) => rebuildAll(polku, told),
    close: polku.close,
  }
}

function speakWith({ address, key }: Serving): LocalPolku {
  async function reach(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(address + path, {
      method,
      headers: { authorization: `Bearer ${key}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new Failure(`The server at ${address} does not answer: ${(error as Error).message}.`)
    })
  }
  const refusal = (answer: unknown, status: number) => new Failure(`The server at ${address} refused: ${titleOf(answer) ?? status}`)
  async function ask(method: string, path: string, body: unknown): Promise<unknown> {
    const response = await reach(method, path, body)
    const answer: unknown = await response.json()
    if (response.ok) return answer
    throw refusal(answer, response.status)
  }
  return {
    accept: async (encounters) => {
      const result: IntakeResult = { accepted: 0, duplicates: 0, rejected: [] }
      for (const { initiator, from, items } of doorfuls(encounters)) {
        // What is refused goes to a file beside the one that is read.
        const query = `quarantine=false&settle=${SETTLE / 1000}${initiator === undefined ? '' : `&initiator=${initiator}`}`
        const body = items.map((encounter) => encounterJson(encounter))
        const part = (await ask('POST', `${postEncounters.path}?${query}`, body)) as IntakeResult
        result.accepted += part.accepted
        result.duplicates += part.duplicates
        result.rejected.push(...part.rejected.map((rejection) => ({ ...rejection, index: rejection.index + from })))
      }
      return result
    },
    tell: async (statements) => {
      for (const some of parts(statements, ASKED_AT_ONCE)) {
        await Promise.all(
          some.map((statement) => {
            const { customer, ...body } = statementJson(statement)
            return ask('PUT', pathOf(putCustomer, { params: { customer } }), body)
          }),
        )
      }
    },
    export: async ({ format, journey, since, until }, write) => {
      const timeText = (at: number | undefined) => (at === undefined ? undefined : formatInstant(at))
      const query = { format, journey, since: timeText(since), until: timeText(until) }
      const response = await reach('GET', pathOf(getExport, { query }))
      if (!response.ok) throw refusal(await response.json(), response.status)
      const decode = new TextDecoder('utf-8', { ignoreBOM: true })
      for await (const bytes of response.body!) await write(decode.decode(bytes as Uint8Array, { stream: true }))
    },
    settled: async () => undefined,
    createToken: async (name, scope) => ((await ask('POST', postToken.path, { name, scope })) as { token: string }).token,
    define: async (definitions) =>
      ((await ask('PUT', putDefinitions.path, definitions)) as { changed: { sort: string; key: string; version: number }[] }).changed,
    call: async <C extends Contract>(contract: C, asked: Asking = {}) =>
      (await ask(contract.method, pathOf(contract, asked), asked.body)) as z.output<C['answer']>,
    rebuild: async (told) => {
      await wait(300)
      await told()
    },
    close: async () => undefined,
  }
}

function pathOf({ path }: Contract, { params = {}, query = {} }: Asking): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(params[name]!))
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return given.length === 0 ? filled : `${filled}?${new URLSearchParams(given).toString()}`
}

function titleOf(answer: unknown): string | undefined {
  return (answer as { title?: string }).title
}

function* parts<Item>(items: readonly Item[], most: number): Generator<Item[]> {
  for (let from = 0; from < items.length; from += most) yield items.slice(from, from + most)
}

/** Parts that one request may carry: one assumed initiator, at most 1,000 items. */
function* doorfuls(encounters: readonly Encounter[]) {
  for (let from = 0; from < encounters.length;) {
    const initiator = encounters[from]!.assumedInitiator
    let until = from + 1
    while (until < encounters.length && until - from < 1000 && encounters[until]!.assumedInitiator === initiator) until++
    yield { initiator, from, items: encounters.slice(from, until) }
    from = until
  }
}
