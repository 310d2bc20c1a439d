import type { Actor } from '../../domain/access/may.ts'
import { wrongInput } from '../http/problem.ts'
import type { DefinitionSort, DefinitionStore } from './definitionStore.ts'

/** Puts a definition that was read already, as it was given, under the key of its address. Throws problem 422 when its own key is another. */
export async function defineAnew(store: DefinitionStore, sort: DefinitionSort, key: string, given: unknown, actor: Actor): Promise<void> {
  const body = given as { key: string }
  if (body.key !== key) throw wrongInput(422, [{ field: 'key', message: 'must be the same as in the address' }])
  await store.putAll({ [`${sort}s`]: [body] }, { actor })
}
