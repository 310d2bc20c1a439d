import type { z } from 'zod'
import type { touchpointJson } from '../../api/touchpoint.ts'
import { compareText } from '../../domain/kernel/order.ts'
import type { LocalName } from '../../domain/touchpoint/definition.ts'
import type { Queryable } from '../db/database.ts'
import type { CurrentDefinitions } from '../journey/definitionStore.ts'
import type { AskPaths } from '../journey/indexAnswers.ts'

type Touchpoint = z.output<typeof touchpointJson>

/** Touchpoints, defined or only named by encounters, most used first. */
export async function getTouchpoints(database: Queryable, { stored }: CurrentDefinitions, paths: AskPaths): Promise<Touchpoint[]> {
  const named = await database.query<{ key: string }>(`SELECT key FROM named_keys WHERE sort = 'touchpoint'`)
  const defined = new Map(stored.filter(({ sort }) => sort === 'touchpoint').map((each) => [each.key, each]))
  const { answer } = await paths((ask) => ask.touchpoints({}))
  const counts = new Map(answer.map((count) => [count.touchpoint, count]))
  const keys = new Set([...defined.keys(), ...named.map((row) => row.key), ...counts.keys()])
  const touchpoints = [...keys].map((key): Touchpoint => {
    const definition = defined.get(key)
    return {
      key,
      name: (definition?.body.name as LocalName | undefined) ?? null,
      version: definition?.version ?? null,
      definition: definition?.body ?? null,
      encounters: counts.get(key)?.encounters ?? 0,
      customers: counts.get(key)?.customers ?? 0,
    }
  })
  return touchpoints.sort((left, right) => right.encounters - left.encounters || compareText(left.key, right.key))
}
