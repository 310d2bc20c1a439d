import { getBackup, getRebuild, postRebuild, postToken, putDefinitions } from '../../api/access.ts'
import type { DefinitionsInput } from '../../domain/journey/definition.ts'
import type { Parts } from '../http/parts.ts'
import { route, type Route } from '../http/route.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import { askRebuild, latestRebuild, type RebuildProgress } from '../intake/rebuild.ts'
import { createToken } from './tokens.ts'
import { sendBackup } from './sendBackup.ts'

/** The doors for those who set Polku up. */
export function accessRoutes({ database, definitions, clock, config }: Parts): Route[] {
  return [
    route(postToken, async ({ body }) => createToken(database, body, clock())),
    route(postRebuild, async ({ body }) => rebuildJson(await askRebuild({ database, definitions, clock }, body.journey ?? null), clock())),
    route(getRebuild, async () => {
      const latest = await latestRebuild(database)
      return { rebuild: latest && rebuildJson(latest, clock()) }
    }),
    route(getBackup, ({ reply }) => sendBackup(database, reply, { polku: config.version, takenAt: clock() })),
    route(putDefinitions, async ({ given, actor }) => {
      const changed = await definitions.putAll(given as DefinitionsInput, { actor })
      return { changed: changed.map(({ sort, key, version }) => ({ sort, key, version })) }
    }),
  ]
}

function rebuildJson(progress: RebuildProgress, now: number) {
  const { askedAt, finishedAt, doneEncounters, encounters } = progress
  const seconds = ((finishedAt ?? now) - askedAt) / 1000
  const perSecond = seconds > 0 ? Math.round(doneEncounters / seconds) : 0
  return {
    ...progress,
    askedAt: formatInstant(askedAt),
    finishedAt: finishedAt === null ? null : formatInstant(finishedAt),
    perSecond,
    secondsLeft: perSecond === 0 ? null : Math.ceil((encounters - doneEncounters) / perSecond),
  }
}
