import { RELATIONSHIP } from '../journey/definition.ts'
import { abandonment } from './abandonment.ts'
import { bounce } from './bounce.ts'
import { brokenPromise } from './brokenPromise.ts'
import { deadEnd } from './deadEnd.ts'
import { effort } from './effort.ts'
import { forcedChannelSwitch } from './forcedChannelSwitch.ts'
import { irrelevantOffer } from './irrelevantOffer.ts'
import { leaving } from './leaving.ts'
import { negativeMention } from './negativeMention.ts'
import { poorScore } from './poorScore.ts'
import { repeatContact } from './repeatContact.ts'
import { repeatedAsk } from './repeatedAsk.ts'
import type { Rule } from './rule.ts'
import { silence } from './silence.ts'

/** Rules by the occasion at which they have something to do. */
export interface RulesByOccasion {
  atEncounter: readonly RuleWith<'atEncounter'>[]
  atTime: readonly RuleWith<'atTime'>[]
  atLapse: readonly RuleWith<'atLapse'>[]
  due: readonly RuleWith<'due'>[]
}

type RuleWith<Occasion extends keyof Rule> = Rule & Required<Pick<Rule, Occasion>>

/** Every rule of one path; `loss` looks across a customer's paths and is decided after them. Silence reads the promises, so it lets time pass first. */
const RULES: readonly Rule[] = [
  silence,
  brokenPromise,
  forcedChannelSwitch,
  repeatedAsk,
  irrelevantOffer,
  bounce,
  repeatContact,
  abandonment,
  deadEnd,
  effort,
  poorScore,
  negativeMention,
  leaving,
]

const OF_JOURNEYS = byOccasion(RULES)
const OF_RELATIONSHIP = byOccasion(RULES.filter((rule) => rule.everywhere))

/** The rules that apply to a journey; fewer to the built-in journey `relationship`. */
export function rulesOf(journey: string): RulesByOccasion {
  return journey === RELATIONSHIP ? OF_RELATIONSHIP : OF_JOURNEYS
}

function byOccasion(rules: readonly Rule[]): RulesByOccasion {
  const having = <Occasion extends keyof Rule>(occasion: Occasion) =>
    rules.filter((rule): rule is RuleWith<Occasion> => rule[occasion] !== undefined)
  return { atEncounter: having('atEncounter'), atTime: having('atTime'), atLapse: having('atLapse'), due: having('due') }
}
