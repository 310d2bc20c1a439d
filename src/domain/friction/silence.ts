import { addWorkingTime } from '../organisation/calendar.ts'
import type { Path } from '../journey/path.ts'
import { parametersOf, type Rule } from './rule.ts'

/**
 * The company's turn lasts longer than the limit (working time) without a company encounter. The clock starts with the turn and
 * restarts at each company encounter (no remark), never at the customer's own further ones; it runs in any state. A promise open at
 * the deadline moves it to that promise's `dueAt`, again and again. Evidence: what gave the company the turn, the company's last since.
 */
export const silence: Rule = {
  kind: 'silence',
  everywhere: false,
  atEncounter(moment) {
    const { encounter, remark, path, before, definitions } = moment
    if (path.turn !== 'company') {
      path.silence = null
      return
    }
    const isTurned = before.turn !== 'company'
    if (!isTurned && (encounter.initiator !== 'company' || remark)) return
    const mark = { id: encounter.id, at: encounter.at }
    const dueAt = addWorkingTime(definitions.calendar, encounter.at, parametersOf(moment).silenceLimit)
    path.silence = isTurned ? { dueAt, by: mark, company: null } : { dueAt, by: path.turnBy ?? mark, company: mark }
  },
  atTime(path, until, report) {
    while (path.silence && path.silence.dueAt < until) {
      const later = nextOpenPromise(path, path.silence.dueAt)
      if (later !== null) {
        path.silence = { ...path.silence, dueAt: later }
        continue
      }
      const { dueAt, by, company } = path.silence
      path.silence = null
      report(dueAt, company ? [by, company] : [by])
    }
  },
  due: (path) => path.silence?.dueAt ?? null,
}

function nextOpenPromise(path: Path, at: number): number | null {
  let next: number | null = null
  for (const { dueAt } of path.promises) if (dueAt > at && (next === null || dueAt < next)) next = dueAt
  return next
}
