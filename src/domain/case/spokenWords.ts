import { isRemark, type Encounter } from '../encounter/encounter.ts'
import type { Definitions } from '../journey/definitions.ts'
import { readPathKey } from '../journey/path.ts'

/** What a customer said or did in an encounter, as cases hear it; `at` in ms since 1970 UTC. */
export interface SpokenWords {
  encounter: string
  at: number
  path: string
  channel: string | null
  text: string | null
  /** Whether they complain, or ask what is happening: then what was solved is not. */
  presses: boolean
}

/** What the cases of a customer hear of an encounter as the definitions complete it; null when it is not the customer's own, or only a score or praise without words. */
export function spokenWords(encounter: Encounter, path: string, definitions: Definitions): SpokenWords | null {
  const { id, at, initiator, channel, text, signals, step, provides } = encounter
  if (initiator !== 'customer') return null
  const remark = isRemark(encounter)
  if (remark && text === undefined) return null
  const asks = channel !== undefined && definitions.isContact(channel) && step === undefined && provides === undefined
  const presses = !remark && (signals?.includes('complaint') === true || asks)
  return { encounter: id, at, path, channel: channel ?? null, text: text ?? null, presses }
}

/**
 * Whether words are about a case: said after the failure, on its path; or elsewhere with the same matter, when they press.
 */
export function concernsCase(words: SpokenWords, about: { path: string; openedAt: number }): boolean {
  if (words.at <= about.openedAt) return false
  if (words.path === about.path) return true
  const { matter } = readPathKey(about.path)
  return matter !== null && words.presses && readPathKey(words.path).matter === matter
}
