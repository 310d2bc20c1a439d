import { VOICE_LANGUAGES, type VoiceLanguage } from '../../domain/voice/languages.ts'
import type { Database, Queryable } from '../db/database.ts'
import { keepDoing } from '../jobs/keepDoing.ts'
import type { DefinitionStore } from '../journey/definitionStore.ts'
import { learnModel } from './learnModels.ts'
import { endTurn, holdTurn, leaveTurn, nightOf, takeTurn } from './learnTurn.ts'
import { startLearner, type Learner } from './learnThread.ts'

/** So often in ms it is looked whether learning is due, and told that it is under way. */
const LOOK = 2000
const BEAT = 15_000

/** What learning needs of its surroundings. */
export interface LearnParts {
  database: Database
  definitions: DefinitionStore
  clock: () => number
}

/**
 * Learns every language's model from the organisation's own scores when that is due; tells whether it was. Languages for which somebody
 * chose the shipped model are left alone. Stops between two steps once `over` aborts, and leaves the rest to whoever comes next.
 */
export async function learnWhenDue({ database, definitions, clock }: LearnParts, over: AbortSignal): Promise<boolean> {
  const zone = (await definitions.current()).definitions.calendar.timeZone
  if (!(await takeTurn(database, nightOf(zone, clock()), clock()))) return false
  const told: { done: number; language: VoiceLanguage | null } = { done: 0, language: null }
  const beat = setInterval(() => void holdTurn(database, clock(), told).catch(() => undefined), BEAT)
  let learner: Learner | undefined
  const stop = () => void learner?.end()
  over.addEventListener('abort', stop, { once: true })
  try {
    const shippedOnly = await heldToShipped(database)
    for (const language of VOICE_LANGUAGES) {
      over.throwIfAborted()
      told.language = language
      await holdTurn(database, clock(), told)
      if (!shippedOnly.has(language)) await learnModel(database, () => (learner ??= startLearner()), language, clock)
      told.done++
    }
    told.language = null
    await holdTurn(database, clock(), told)
    await endTurn(database, clock(), null)
  } catch (error) {
    if (over.aborted) await leaveTurn(database)
    else {
      await endTurn(database, clock(), error instanceof Error ? error.message : String(error))
      throw error
    }
  } finally {
    clearInterval(beat)
    over.removeEventListener('abort', stop)
    await learner?.end()
  }
  return true
}

async function heldToShipped(database: Queryable): Promise<Set<VoiceLanguage>> {
  const rows = await database.query<{ language: VoiceLanguage }>('SELECT language FROM voice_choices WHERE NOT own')
  return new Set(rows.map(({ language }) => language))
}

/** Starts what learns, every night at three and when somebody asks; in one process at a time, however many there are. */
export function startLearning(parts: LearnParts, failed: (error: unknown) => void): { stop: () => Promise<void> } {
  const over = new AbortController()
  const learning = keepDoing(async () => over.signal.aborted || (await learnWhenDue(parts, over.signal)), { interval: LOOK, failed })
  return {
    stop: () => {
      over.abort()
      return learning.stop()
    },
  }
}
