import type { Encounter } from './encounter.ts'

export interface Promised {
  what: string
  dueAt: number
  made: Encounter
  keptAt: number | null
}

/** The promises of one path: each `fulfils` keeps the oldest of that name that is neither kept nor past due. */
export function promisesOf(encounters: Encounter[]): Promised[] {
  const promises: Promised[] = []
  for (const encounter of encounters) {
    for (const what of encounter.fulfils) {
      const oldest = promises.find((each) => each.what === what && each.keptAt === null && encounter.at <= each.dueAt)
      if (oldest) oldest.keptAt = encounter.at
    }
    for (const { what, dueAt } of encounter.promises) {
      const isSaid = promises.some((each) => each.made === encounter && each.what === what && each.dueAt === dueAt)
      if (!isSaid) promises.push({ what, dueAt, made: encounter, keptAt: null })
    }
  }
  return promises
}

/** Moves a deadline to the `dueAt` of a promise open at it, the earliest first, again and again. */
export function movedDeadline(deadline: number, promises: Promised[]): number {
  const open = promises
    .filter((each) => each.made.at <= deadline && each.dueAt > deadline)
    .filter((each) => each.keptAt === null || each.keptAt > deadline)
    .sort((a, b) => a.dueAt - b.dueAt)
  return open[0] ? movedDeadline(open[0].dueAt, promises) : deadline
}
