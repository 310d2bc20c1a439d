import type { Encounter } from '../../domain/encounter/encounter.ts'
import { heardMention } from '../../domain/feedback/mention.ts'
import type { Definitions } from '../../domain/journey/definitions.ts'
import type { Queryable } from '../db/database.ts'
import { insertMentions } from './mentionInsert.ts'

/** Keeps third parties’ encounters with stars or words among the mentions, so that a reputation counts them whatever door they came by. */
export async function keepHeard(tx: Queryable, encounters: readonly Encounter[], definitions: Definitions, now: number): Promise<void> {
  const heard = encounters.flatMap((encounter) => {
    const initiator = encounter.initiator ?? definitions.touchpoint(encounter.touchpoint)?.initiator ?? encounter.assumedInitiator
    const mention = initiator === 'third-party' ? heardMention(encounter) : null
    return mention === null ? [] : [{ mention, reading: null, said: encounter.id }]
  })
  await insertMentions(tx, heard, now)
}
