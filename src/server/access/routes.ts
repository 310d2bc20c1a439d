import { getBackup, postToken, putDefinitions } from '../../api/access.ts'
import type { DefinitionsInput } from '../../domain/journey/definition.ts'
import type { Parts } from '../http/parts.ts'
import { route, type Route } from '../http/route.ts'
import { createToken } from './tokens.ts'
import { sendBackup } from './sendBackup.ts'

/** The doors for those who set Polku up. */
export function accessRoutes({ database, definitions, clock, config }: Parts): Route[] {
  return [
    route(postToken, async ({ body }) => createToken(database, body, clock())),
    route(getBackup, ({ reply }) => sendBackup(database, reply, { polku: config.version, takenAt: clock() })),
    route(putDefinitions, async ({ given }) => {
      const changed = await definitions.putAll(given as DefinitionsInput)
      return { changed: changed.map(({ sort, key, version }) => ({ sort, key, version })) }
    }),
  ]
}
