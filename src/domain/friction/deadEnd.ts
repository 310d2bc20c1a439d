import { parametersOf, type Rule } from './rule.ts'

/**
 * `fail` with no `progress` or `complete` after it (equal time with a later id counts as after) within the limit (default 1 h);
 * a further `fail` within the limit replaces it. Evidence: the last fail.
 */
export const deadEnd: Rule = {
  kind: 'dead-end',
  everywhere: false,
  atEncounter(moment) {
    const { encounter, path } = moment
    if (encounter.initiator === 'third-party') return
    if (encounter.step === 'fail') {
      path.fail = { dueAt: encounter.at + parametersOf(moment).deadEndLimit, by: { id: encounter.id, at: encounter.at } }
    } else if (encounter.step === 'progress' || encounter.step === 'complete') {
      path.fail = null
    }
  },
  atTime(path, until, report) {
    if (!path.fail || path.fail.dueAt >= until) return
    const { dueAt, by } = path.fail
    path.fail = null
    report(dueAt, [by])
  },
  due: (path) => path.fail?.dueAt ?? null,
}
