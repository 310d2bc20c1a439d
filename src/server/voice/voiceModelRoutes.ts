import * as contracts from '../../api/voiceModel.ts'
import type { Parts } from '../http/parts.ts'
import { route, type Route } from '../http/route.ts'
import { chooseModel, getLearning, getVoiceModels } from './getVoiceModels.ts'
import { askToLearn } from './learnTurn.ts'
import { nameOf } from './themeChange.ts'

/** The doors to models that the organisation's own scores teach. */
export function voiceModelRoutes({ database, definitions, clock }: Parts): Route[] {
  const zoneOf = async () => (await definitions.current()).definitions.calendar.timeZone
  const models = async () => getVoiceModels(database, await zoneOf(), clock())
  return [
    route(contracts.getVoiceModels, models),
    route(contracts.postLearning, async ({ actor }) => {
      await askToLearn(database, nameOf(actor), clock())
      return getLearning(database, await zoneOf(), clock())
    }),
    route(contracts.putVoiceModel, async ({ params, body, actor }) => {
      await chooseModel(database, { language: params.language, own: body.use === 'own', by: nameOf(actor), now: clock() })
      return models()
    }),
  ]
}
