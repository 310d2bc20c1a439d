import {
  getDrivers as driversContract,
  getExperience as experienceContract,
  getLevels as levelsContract,
  getScores as scoresContract,
  getSegments as segmentsContract,
} from '../../api/feedbackFigures.ts'
import type { Parts } from '../http/parts.ts'
import { route, type Route } from '../http/route.ts'
import { openFigureThread } from './figureThread.ts'
import { getDrivers } from './getDrivers.ts'
import { getForetelling } from './getForetelling.ts'
import { getLevels } from './getLevels.ts'
import { getScores } from './getScores.ts'
import { getSegments } from './getSegments.ts'

/** The doors to figures of feedback. */
export function figureRoutes({ database, definitions, clock }: Parts): Route[] {
  const thread = openFigureThread()
  return [
    route(scoresContract, async ({ query }) => {
      const { calendar } = (await definitions.current()).definitions
      return getScores(database, query, calendar.timeZone, clock())
    }),
    route(segmentsContract, () => getSegments(database)),
    route(levelsContract, ({ query }) => getLevels(database, query, clock())),
    route(experienceContract, ({ query }) => getForetelling(database, query, clock(), thread)),
    route(driversContract, ({ query }) => getDrivers(database, query, clock(), thread)),
  ]
}
