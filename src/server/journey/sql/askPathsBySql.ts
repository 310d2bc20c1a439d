import type { Database } from '../../db/database.ts'
import type { PathQuestions } from '../pathQuestions.ts'
import { channelsBySql } from './channelsBySql.ts'
import { crossingsBySql } from './crossingsBySql.ts'
import { deviationsBySql } from './deviationsBySql.ts'
import { flowBySql } from './flowBySql.ts'
import { forksBySql } from './forksBySql.ts'
import { funnelBySql } from './funnelBySql.ts'
import { hoursBySql } from './hoursBySql.ts'
import { outcomesBySql } from './outcomesBySql.ts'
import { pathsBySql } from './pathsBySql.ts'
import { placesBySql } from './placesBySql.ts'
import { resumptionsBySql } from './resumptionsBySql.ts'
import { stagesBySql } from './stagesBySql.ts'
import { stepsBySql } from './stepsBySql.ts'
import { totalsBySql } from './totalsBySql.ts'
import { touchpointsBySql } from './touchpointsBySql.ts'
import { variantsBySql } from './variantsBySql.ts'
import { waitsBySql } from './waitsBySql.ts'

/** Answers every question about many paths from the tables, exactly as path columns do; each in one statement, so of one moment. */
export function askPathsBySql(database: Database): PathQuestions {
  return {
    flow: (filter) => flowBySql(database, filter),
    crossings: (filter) => crossingsBySql(database, filter),
    steps: (filter, most) => stepsBySql(database, filter, most),
    deviations: (filter, meant) => deviationsBySql(database, filter, meant),
    funnel: (filter, steps) => funnelBySql(database, filter, steps),
    stages: (filter) => stagesBySql(database, filter),
    waits: (filter) => waitsBySql(database, filter),
    hours: (filter, by) => hoursBySql(database, filter, by),
    resumptions: (filter) => resumptionsBySql(database, filter),
    variants: (filter, top) => variantsBySql(database, filter, top),
    touchpoints: (filter) => touchpointsBySql(database, filter),
    forks: (filter, fewest) => forksBySql(database, filter, fewest),
    places: (filter, by) => placesBySql(database, filter, by),
    channels: (filter) => channelsBySql(database, filter),
    outcomes: (filter) => outcomesBySql(database, filter),
    totals: (filter) => totalsBySql(database, filter),
    paths: (filter) => pathsBySql(database, filter),
  }
}
