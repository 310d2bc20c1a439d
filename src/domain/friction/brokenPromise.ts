import type { Rule } from './rule.ts'

/**
 * A promise's `dueAt` passes without being fulfilled; with `what`. `fulfils` keeps the oldest open promise of that name on the
 * same path; one whose `dueAt` is past is no longer open, so a late one keeps nothing. Evidence: the promise's encounter.
 */
export const brokenPromise: Rule = {
  kind: 'broken-promise',
  everywhere: true,
  atEncounter({ encounter, path }) {
    if (encounter.fulfils) {
      for (const what of encounter.fulfils) {
        const oldest = path.promises.findIndex((promise) => promise.what === what)
        if (oldest >= 0) path.promises = path.promises.toSpliced(oldest, 1)
      }
    }
    if (!encounter.promises) return
    const by = { id: encounter.id, at: encounter.at }
    for (const { what, dueAt } of encounter.promises) {
      const same = path.promises.some((open) => open.by.id === by.id && open.what === what && open.dueAt === dueAt)
      if (!same) path.promises = [...path.promises, { what, dueAt, by }]
    }
  },
  atTime(path, until, report) {
    if (!path.promises.some((promise) => promise.dueAt < until)) return
    const broken = path.promises.filter((promise) => promise.dueAt < until)
    path.promises = path.promises.filter((promise) => promise.dueAt >= until)
    for (const { what, dueAt, by } of broken) report(dueAt, [by], { what })
  },
  due(path) {
    let due: number | null = null
    for (const { dueAt } of path.promises) if (due === null || dueAt < due) due = dueAt
    return due
  },
}
