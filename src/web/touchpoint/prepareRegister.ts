import type { RegisteredTouchpoint } from '../../api/touchpointRegister.ts'
import type { RegisterAddress, Sort } from './registerAddress.ts'

/** The touchpoints that an address asks for, in the order it asks for; `name` tells a touchpoint's name by its key. */
export function prepareRegister(
  items: readonly RegisteredTouchpoint[],
  address: RegisterAddress,
  name: (key: string) => string,
): RegisteredTouchpoint[] {
  const { sort = 'encounters', order = sort === 'name' ? 'up' : 'down' } = address
  const words = (address.q ?? '').toLocaleLowerCase().split(/\s+/).filter(Boolean)
  const chosen = items.filter((each) => isChosen(each, address) && hasWords(each, words, name))
  const byName = (a: RegisteredTouchpoint, b: RegisteredTouchpoint) => name(a.key).localeCompare(name(b.key)) || (a.key < b.key ? -1 : 1)
  if (sort === 'name') return chosen.toSorted((a, b) => (order === 'up' ? byName(a, b) : byName(b, a)))
  return chosen.toSorted((a, b) => {
    const [one, other] = [valueOf(a, sort), valueOf(b, sort)]
    // What is not known comes last, whichever way round.
    if (one === null || other === null) return Number(one === null) - Number(other === null) || byName(a, b)
    return (order === 'up' ? one - other : other - one) || byName(a, b)
  })
}

function isChosen(each: RegisteredTouchpoint, { channel, team, stage, contact, measured, verdict, decision }: RegisterAddress): boolean {
  if (channel !== undefined && !each.channels.includes(channel)) return false
  if (team !== undefined && (each.team ?? '') !== team) return false
  if (stage !== undefined && !each.stages.includes(stage)) return false
  if (contact !== undefined && (each.contact ?? 'untold') !== contact) return false
  if (measured !== undefined && each.answers > 0 !== (measured === 'yes')) return false
  if (verdict !== undefined && (each.suggestion.verdict ?? 'none') !== verdict) return false
  if (decision === 'due') return each.due
  return decision === undefined || (each.decision !== null) === (decision === 'made')
}

function hasWords({ key, systems }: RegisteredTouchpoint, words: readonly string[], name: (key: string) => string): boolean {
  const text = [key, name(key), ...systems].join(' ').toLocaleLowerCase()
  return words.every((word) => text.includes(word))
}

function valueOf({ encounters, paths, friction, importance }: RegisteredTouchpoint, by: Exclude<Sort, 'name'>): number | null {
  if (by === 'encounters') return encounters
  if (by === 'paths') return paths.part
  return by === 'friction' ? (friction?.share ?? null) : (importance.compared?.difference ?? null)
}

/** Every channel, team and stage of some touchpoints, for the filters to choose from. */
export function choicesOf(items: readonly RegisteredTouchpoint[]) {
  const all = (names: (each: RegisteredTouchpoint) => readonly (string | null)[]) =>
    [...new Set(items.flatMap(names))].filter((name) => name !== null).toSorted()
  return { channels: all(({ channels }) => channels), teams: all(({ team }) => [team]), stages: all(({ stages }) => stages) }
}
