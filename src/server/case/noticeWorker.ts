import type { DefinitionStore } from '../journey/definitionStore.ts'
import { keepDoing } from '../jobs/keepDoing.ts'
import { openSender } from '../webhook/send.ts'
import type { WebhookParts } from '../webhook/webhooks.ts'
import { spreadNotices } from './spreadNotices.ts'
import { tellChannels } from './tellChannels.ts'
import { tellPeople } from './tellPeople.ts'

const HOUR = 3_600_000
/** So long what was told is kept. */
const KEPT = 30 * 24 * HOUR

/** What the worker that tells notices needs. */
export interface NoticeParts extends WebhookParts {
  definitions: DefinitionStore
  /** Where links lead, without a slash at the end. */
  publicUrl: string
  /** Whether mail can be sent; without it people are told nothing. */
  hasMail: boolean
  /** Calls the listener after commits of this process; answers how to stop. */
  subscribe: (listener: () => void) => () => unknown
  failed: (error: unknown) => void
  /** Hears in one line that a rule was turned off. */
  told: (line: string) => void
}

/** A worker that tells people and channels of cases until it is stopped; several may run, in one process or many. */
export function startNotices(parts: NoticeParts, interval = 1000): { stop: () => Promise<void> } {
  const { database, vault, policy, clock, definitions, publicUrl, hasMail, failed, told } = parts
  const sender = openSender(policy, clock)
  const stopping = new AbortController()
  const people = keepDoing(
    async () => {
      await spreadNotices(database, hasMail, clock)
      const { definitions: current } = await definitions.current()
      await tellPeople({ database, publicUrl, clock }, current)
      channels.ring()
    },
    { interval, breath: 100, failed },
  )
  // Apart from people: a channel may take its time to answer.
  const channels = keepDoing(
    async () => {
      const { definitions: current } = await definitions.current()
      await tellChannels({ database, vault, publicUrl, clock, sender, stopping: stopping.signal, told }, current)
    },
    { interval, failed },
  )
  const tidying = keepDoing(
    () =>
      database.query(
        'DELETE FROM notices WHERE spread_at < $1 AND NOT EXISTS (SELECT 1 FROM notices_waiting w WHERE w.notice = notices.id)',
        [clock() - KEPT],
      ),
    { interval: HOUR, failed },
  )
  const unsubscribe = parts.subscribe(people.ring)
  return {
    stop: async () => {
      unsubscribe()
      stopping.abort()
      await Promise.all([people.stop(), channels.stop(), tidying.stop()])
      sender.close()
    },
  }
}
