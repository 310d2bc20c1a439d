import {
  deleteDraft,
  deleteTrial,
  getDraft,
  getDrafts,
  getTrial,
  getVersion,
  getVersions,
  postPublication,
  postTrial,
  putDraft,
} from '../../api/definition.ts'
import type { z } from 'zod'
import type { trialJson, wholeDefinitionJson } from '../../api/definition.ts'
import { compareDefinitions } from '../../domain/journey/compareDefinitions.ts'
import type { WholeDefinition } from '../../domain/journey/draft.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Parts } from '../http/parts.ts'
import { notFound } from '../http/problem.ts'
import { route, type Route } from '../http/route.ts'
import { givenOf } from './definitionStore.ts'
import { dropDraft, inForceOf, keepDraft, listDrafts, publishDraft, readDraft, usableDraft } from './draft.ts'
import { beginTrial, cancelTrial, latestTrial, type Trial } from './trial.ts'
import { listVersions, readVersion } from './versions.ts'

type WholeJson = z.output<typeof wholeDefinitionJson>

/** The doors to drafts of journeys, their trials, and the versions of what was published. */
export function draftRoutes(parts: Parts): Route[] {
  const { database, definitions, clock } = parts
  const versionOf = async (key: string, number: number) => {
    const found = await readVersion(database, key, number)
    if (found === null) throw notFound('such version', 'The versions of a journey are listed at /api/v1/journeys/{key}/versions.')
    return found
  }
  const trialOf = async (key: string) => {
    const trial = await latestTrial(database, key)
    return trial && trialAnswer(trial, clock())
  }
  return [
    route(getVersions, async ({ params }) => ({ items: await listVersions(database, params.key) })),
    route(getVersion, async ({ params, query }) => {
      const { definition, ...version } = await versionOf(params.key, params.version)
      const against = query.against === undefined ? null : await versionOf(params.key, query.against)
      const changes = against && compareDefinitions(against.definition, definition)
      return { ...version, definition: definition as unknown as WholeJson, changes }
    }),
    route(getDrafts, async () => ({ items: await listDrafts(database) })),
    route(getDraft, async ({ params }) => {
      const { version, inForce } = inForceOf(await definitions.current(), params.key)
      return { draft: await readDraft(database, params.key), version, inForce: inForce as unknown as WholeJson | null }
    }),
    route(putDraft, ({ params, body, actor }) => {
      const definition = body.definition as unknown as WholeDefinition
      return keepDraft(database, params.key, { ...body, definition }, actor, clock())
    }),
    route(deleteDraft, async ({ params, query }) => {
      await dropDraft(database, params.key, query.number)
      return { deleted: true as const }
    }),
    route(postPublication, async ({ params, body, actor }) => ({ version: await publishDraft(parts, params.key, { ...body, actor }) })),
    route(getTrial, async ({ params }) => ({ trial: await trialOf(params.key) })),
    route(postTrial, async ({ params, body }) => {
      const draft = await usableDraft(database, params.key, body.number)
      const { stored } = await definitions.current()
      await beginTrial(parts, draft, body.number, givenOf(stored))
      return { trial: (await trialOf(params.key))! }
    }),
    route(deleteTrial, async ({ params }) => {
      await cancelTrial(database, params.key)
      return { trial: await trialOf(params.key) }
    }),
  ]
}

/** Without a word for so long, in ms, a trial's process has died. */
const PATIENCE = 120_000

function trialAnswer({ draft, state, askedAt, toldAt, done, customers, result }: Trial, now: number): z.output<typeof trialJson> {
  const at = <Example extends { at: number }>(examples: readonly Example[]) =>
    examples.map((each) => ({ ...each, at: formatInstant(each.at) }))
  return {
    draft,
    state: state === 'running' && now - toldAt > PATIENCE ? 'failed' : state,
    askedAt: formatInstant(askedAt),
    done,
    customers,
    result: result && {
      ...result,
      since: formatInstant(result.since),
      until: formatInstant(result.until),
      kinds: result.kinds.map((kind) => ({ ...kind, examples: { found: at(kind.examples.found), gone: at(kind.examples.gone) } })),
      moves: result.moves.map((move) => ({ ...move, examples: at(move.examples) })),
    },
  }
}
