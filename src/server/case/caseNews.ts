import type { CaseDeed } from '../../domain/case/caseEvent.ts'
import type { Announcement } from '../jobs/announce.ts'
import type { LogLine, StandingCase } from './saveCases.ts'

const NEWS: Readonly<Partial<Record<CaseDeed['kind'], Announcement['type']>>> = {
  opened: 'case.opened',
  restored: 'case.opened',
  caught: 'case.caught',
  fell: 'case.caught',
  'handed-over': 'case.handed-over',
  inherited: 'case.handed-over',
  escalated: 'case.escalated',
  solved: 'case.solved',
  reopened: 'case.reopened',
  confirmed: 'case.confirmed',
  withdrawn: 'case.withdrawn',
}

/** What is told to others of lines in the logs of cases: each by its type, all else as a change. */
export function caseNews(lines: readonly LogLine[], cases: readonly StandingCase[]): Announcement[] {
  const byId = new Map(cases.map((standing) => [standing.id, standing]))
  return lines.flatMap(({ id, entry }): Announcement[] => {
    const { customer, path, each } = byId.get(id)!
    const type = NEWS[entry.deed.kind] ?? 'case.changed'
    return [{ customer, type, body: { case: caseNumber(id), path, severity: each.severity } }]
  })
}

/** A case's number as people read it. */
export function caseNumber(id: number): string {
  return `K-${id}`
}
