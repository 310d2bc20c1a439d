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

/** Every rule of one path; `loss` looks across a customer's paths and is decided after them. Silence reads the promises, so it lets time pass first. */
export const RULES: readonly Rule[] = [
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

/** The rules that apply to the built-in journey `relationship`. */
export const RELATIONSHIP_RULES: readonly Rule[] = RULES.filter((rule) => rule.everywhere)
