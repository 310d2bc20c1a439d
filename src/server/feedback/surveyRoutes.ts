import { z } from 'zod'
import { getAskChoices as getAskChoicesContract } from '../../api/askChoice.ts'
import * as contracts from '../../api/survey.ts'
import type { Actor } from '../../domain/access/may.ts'
import { surveyContentSchema } from '../../domain/feedback/survey.ts'
import type { Parts } from '../http/parts.ts'
import { route, type Route } from '../http/route.ts'
import { askByHand } from './askByHand.ts'
import { dropSurvey, makeSurvey, publish, setState, writeSurvey } from './changeSurvey.ts'
import { getAskChoices } from './getAskChoices.ts'
import { getAsks } from './getAsks.ts'
import { getSurvey, getVersionContent, listSurveys, readSurvey } from './getSurveys.ts'
import { waysOf } from './sendAsks.ts'
import { keepDoor } from './surveyDoors.ts'
import { trySurvey } from './trySurvey.ts'

/** JSON Schema of what a survey asks, as whoever writes one needs it. */
export function surveyJsonSchema(): Record<string, z.core.util.JSONType> {
  const schema = z.toJSONSchema(surveyContentSchema, { io: 'input', reused: 'ref' })
  return JSON.parse(JSON.stringify({ ...schema, title: 'Survey' })) as Record<string, z.core.util.JSONType>
}

/** The doors to surveys. */
export function surveyRoutes(parts: Parts): Route[] {
  const { database, clock, config } = parts
  const by = ({ actor }: { actor: Actor }) => ({ database, actor, now: clock() })
  const shown = (key: string) => getSurvey(database, key, config.publicUrl, clock())
  const zoneOf = async () => (await parts.definitions.current()).definitions.calendar.timeZone
  return [
    route(contracts.getSurveySchema, () => Promise.resolve(surveyJsonSchema())),
    route(contracts.getSurveys, async () => ({ items: await listSurveys(database, clock()) })),
    route(contracts.postSurvey, async (asked) => {
      await makeSurvey(by(asked), asked.body)
      return shown(asked.body.key)
    }),
    route(contracts.getSurvey, ({ params }) => shown(params.key)),
    route(contracts.putSurvey, async (asked) => {
      await writeSurvey(by(asked), asked.params.key, asked.body)
      return shown(asked.params.key)
    }),
    route(contracts.deleteSurvey, async ({ params }) => {
      await dropSurvey({ database }, params.key)
      return { key: params.key }
    }),
    route(contracts.getSurveyVersion, ({ params }) => getVersionContent(database, params.key, params.version)),
    route(contracts.publishSurvey, async (asked) => {
      await publish(by(asked), asked.params.key, asked.body.revision)
      return shown(asked.params.key)
    }),
    route(contracts.postSurveyState, async (asked) => {
      await setState(by(asked), asked.params.key, asked.body.revision, asked.body.state)
      return shown(asked.params.key)
    }),
    route(contracts.trySurvey, async ({ params, body }) => {
      const [survey, zone, ways] = await Promise.all([readSurvey(database, params.key), zoneOf(), waysOf(database, parts)])
      return trySurvey(database, survey, body, { now: clock(), zone, ways })
    }),
    route(contracts.getAsks, async ({ params, query }) => {
      await readSurvey(database, params.key)
      return getAsks(database, params.key, query)
    }),
    route(getAskChoicesContract, async ({ params }) =>
      getAskChoices(database, parts, params.customer, { now: clock(), zone: await zoneOf() }),
    ),
    route(contracts.postAsks, async ({ params, body }) => {
      const answered = await askByHand(database, parts, params.key, body, { now: clock(), zone: await zoneOf() })
      parts.announcements.announced?.()
      return answered
    }),
    route(contracts.putSurveyDoor, ({ params, body }) =>
      keepDoor(database, params.key, params.id, body, { publicUrl: config.publicUrl, now: clock() }),
    ),
  ]
}
