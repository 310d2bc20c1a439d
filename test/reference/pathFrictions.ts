import { isDigital, isRemark, stepOf } from './encounter.ts'
import type { Encounter } from './encounter.ts'
import { frictionOf, placeAt } from './frictions.ts'
import type { Friction, Scene } from './frictions.ts'
import { firstOf, teamChanges } from './paths.ts'
import { movedDeadline, promisesOf } from './promises.ts'
import { workingDeadline } from './time.ts'

const contactChannels = ['phone', 'chat', 'email', 'branch', 'store', 'post']

/** The frictions that one path shows by itself. */
export function pathFrictions(scene: Scene): Friction[] {
  return [
    forcedChannelSwitch,
    silence,
    brokenPromise,
    bounce,
    repeatContact,
    abandonment,
    deadEnd,
    effort,
    poorScore,
    negativeMention,
    leaving,
  ].flatMap((rule) => rule(scene))
}

function forcedChannelSwitch({ path }: Scene): Friction[] {
  const first = firstOf(path)
  if (first.channel === null || !isDigital(first.channel)) return []
  return path.encounters
    .filter((each) => each.initiator === 'company' && each.directsTo !== null && !isDigital(each.directsTo))
    .map((each) => frictionOf('forced-channel-switch', path, each.at, [first, each]))
}

function silence({ path, walk, clock, definitions, isHoliday }: Scene): Friction[] {
  const promises = promisesOf(path.encounters)
  return walk.moments.flatMap(({ encounter, before, after }, index) => {
    if (after.turn !== 'company') return []
    const isGiven = before === null || before.turn !== 'company'
    const isCompanys = encounter.initiator === 'company' && !isRemark(encounter)
    if (!isGiven && !isCompanys) return []

    const limit = definitions.silenceLimit(placeAt(path, encounter))
    const deadline = movedDeadline(workingDeadline(encounter.at, limit, isHoliday), promises)
    const answer = walk.moments
      .slice(index + 1)
      .find((later) => later.after.turn !== 'company' || (later.encounter.initiator === 'company' && !isRemark(later.encounter)))
    const lastsUntil = answer?.encounter.at ?? clock
    if (lastsUntil <= deadline) return []
    return [frictionOf('silence', path, deadline, [after.giver, encounter])]
  })
}

function brokenPromise({ path, clock }: Scene): Friction[] {
  return promisesOf(path.encounters)
    .filter((each) => each.keptAt === null && clock > each.dueAt)
    .map((each) => frictionOf('broken-promise', path, each.dueAt, [each.made], { what: each.what }))
}

function bounce({ path }: Scene): Friction[] {
  return teamChanges(path).flatMap(({ previous, taking, earlier }) =>
    earlier ? [frictionOf('bounce', path, taking.at, [earlier, previous, taking], { team: taking.team ?? '' })] : [],
  )
}

function repeatContact({ path, walk, definitions }: Scene): Friction[] {
  return walk.moments.flatMap(({ encounter, before }) => {
    if (!before || encounter.initiator !== 'customer' || isRemark(encounter)) return []
    const limit = definitions.repeatContactLimit(placeAt(path, encounter))
    const { completion } = before
    if (before.state === 'completed' && completion && encounter.at - completion.at <= limit) {
      return [frictionOf('repeat-contact', path, encounter.at, [completion, encounter])]
    }
    const isContact = encounter.channel !== null && contactChannels.includes(encounter.channel)
    const bringsNothing = encounter.step === null && encounter.provides.length === 0
    return isContact && bringsNothing && before.turn === 'company'
      ? [frictionOf('repeat-contact', path, encounter.at, [before.giver, encounter])]
      : []
  })
}

function abandonment({ path, walk }: Scene): Friction[] {
  return walk.abandonments.flatMap(({ at, last }) => {
    const until = path.encounters.slice(0, path.encounters.indexOf(last) + 1)
    const isBegun = until.some((each) => each.initiator === 'customer' && (each.step === 'start' || each.provides.length > 0))
    return isBegun ? [frictionOf('abandonment', path, at, [last])] : []
  })
}

function deadEnd({ path, clock, definitions }: Scene): Friction[] {
  return path.encounters.flatMap((fail, index) => {
    if (stepOf(fail) !== 'fail') return []
    const deadline = fail.at + definitions.deadEndLimit(placeAt(path, fail))
    const isRelieved = path.encounters.slice(index + 1).some((later) => {
      const step = stepOf(later)
      return later.at <= deadline && (step === 'progress' || step === 'complete' || step === 'fail')
    })
    return isRelieved || clock <= deadline ? [] : [frictionOf('dead-end', path, deadline, [fail])]
  })
}

function effort({ path, definitions }: Scene): Friction[] {
  const limit = definitions.effortLimit(path.journey)
  const crossing = limit === null ? undefined : path.encounters[limit]
  return crossing ? [frictionOf('effort', path, crossing.at, [crossing])] : []
}

function poorScore({ path, definitions }: Scene): Friction[] {
  return path.encounters.flatMap((encounter) =>
    encounter.measures.flatMap(({ metric, score, scale }) => {
      const threshold = definitions.threshold(placeAt(path, encounter), metric)
      if (!threshold) return []
      const isOnScale = scale === null || threshold.scale === undefined || scale === threshold.scale
      const least = Number(threshold.scale?.slice(0, threshold.scale.lastIndexOf('-')).replace(/-$/, '') ?? -Infinity)
      const isPoor = isOnScale && score >= least && score <= threshold.atMost
      return isPoor ? [frictionOf('poor-score', path, encounter.at, [encounter], { metric, score })] : []
    }),
  )
}

const isFewStars = ({ metric, score, scale }: Encounter['measures'][number]): boolean =>
  metric === 'stars' && score <= 2 && (scale === null || scale.endsWith('-5'))

function negativeMention({ path }: Scene): Friction[] {
  return path.encounters
    .filter((each) => each.initiator === 'third-party')
    .filter((each) => each.measures.some(isFewStars) || each.sentiment === 'negative')
    .map((each) => frictionOf('negative-mention', path, each.at, [each]))
}

function leaving({ path }: Scene): Friction[] {
  return path.encounters.filter((each) => each.signals.includes('leaving')).map((each) => frictionOf('leaving', path, each.at, [each]))
}
