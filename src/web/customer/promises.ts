import type { Story } from '../journey/story.ts'

/** Something said to a customer: what, by when (ms since 1970 UTC), and in which encounter. */
export interface Said {
  what: string
  dueAt: number
  by: string
}

/** Promises that are neither kept nor past at an instant; each keeping takes the oldest of its name on the same path. */
export function listPromises(story: Story, now: number): Said[] {
  return story.paths
    .flatMap(({ encounters }) => {
      const open: Said[] = []
      for (const { key, at, item } of encounters) {
        const { promises = [], fulfils = [] } = item.encounter as { promises?: { what: string; dueAt: string }[]; fulfils?: string[] }
        for (const what of fulfils) {
          const kept = open.findIndex((said) => said.what === what && said.dueAt >= at)
          if (kept !== -1) open.splice(kept, 1)
        }
        open.push(...promises.map((promise) => ({ what: promise.what, dueAt: Date.parse(promise.dueAt), by: key })))
      }
      return open
    })
    .filter(({ dueAt }) => dueAt >= now)
    .toSorted((a, b) => a.dueAt - b.dueAt)
}
