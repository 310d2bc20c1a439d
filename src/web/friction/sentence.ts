import type { FrictionJson } from '../../domain/friction/frictionJson.ts'
import type { Words } from '../i18n/words.ts'
import type { StoryEncounter } from '../journey/story.ts'

const DAY_SECONDS = 86_400

/** What happened, in one plain sentence made from the friction and the encounters that prove it. */
export function tellFriction(friction: FrictionJson, encounters: ReadonlyMap<string, StoryEncounter>, words: Words): string {
  const { say, formats, things, thing } = words
  const proof = friction.evidence.flatMap((id) => encounters.get(id) ?? [])
  const first = proof[0]
  const last = proof.at(-1)
  const { kind } = friction
  switch (kind) {
    case 'forced-channel-switch': {
      const to = (last?.item.encounter as { directsTo?: string } | undefined)?.directsTo ?? null
      return say(`sentence.${kind}`, { from: words.channel(first?.channel ?? null), to: words.channel(to) })
    }
    case 'repeated-ask': {
      const items = friction.items ?? []
      const given = proof.at(-2) ?? first
      const key = items.length > 1 ? (`sentence.${kind}.many` as const) : (`sentence.${kind}` as const)
      return say(key, { items: things(items), given: given ? formats.shortMoment(given.at) : '' })
    }
    case 'irrelevant-offer':
      return say(`sentence.${kind}`, { products: things(friction.products ?? []) })
    case 'silence':
      return say(`sentence.${kind}`, { since: formats.shortMoment(last?.at ?? Date.parse(friction.occurredAt)) })
    case 'broken-promise':
      return say(`sentence.${kind}`, { what: thing(friction.what ?? '') })
    case 'bounce':
      return say(`sentence.${kind}`, { team: words.team(friction.team ?? '') })
    case 'poor-score':
      return say(`sentence.${kind}`, { metric: (friction.metric ?? '').toUpperCase(), score: formats.number(friction.score ?? 0) })
    case 'loss':
      return say(`sentence.${kind}`, { products: things(friction.products ?? []), days: daysToAct(friction) })
    default:
      return say(`sentence.${kind}`)
  }
}

/** Whole days between the first friction and a loss: the time there was to act. */
export function daysToAct(loss: FrictionJson): number {
  return Math.floor((loss.leadTimeSeconds ?? 0) / DAY_SECONDS)
}
