import { isAway, leadsAbove, type Employee, type Team } from '../employee/employee.ts'
import type { Case } from './case.ts'

/** An employee as far as cases need to know them. */
export type CaseEmployee = Omit<Employee, 'name'>

/** Everybody who works here and their teams. */
export interface Staff {
  employees: ReadonlyMap<number, CaseEmployee>
  teams: ReadonlyMap<string, Team>
}

/** Whether an employee can own a case: active, and no viewer. */
export function canOwn(staff: Staff, id: number): boolean {
  const found = staff.employees.get(id)
  return found !== undefined && found.active && found.role !== 'viewer'
}

/** Who is told of a case besides its owner, nearest first: the leads above its team, then the admins by number. */
export function leadsOf(team: string | null, staff: Staff, owner: number | null): number[] {
  const leads = leadsAbove(team, staff.teams, (lead) => lead !== owner && canOwn(staff, lead))
  const admins = [...staff.employees.values()]
    .filter(({ id, role }) => role === 'admin' && id !== owner && canOwn(staff, id))
    .map(({ id }) => id)
    .sort((left, right) => left - right)
  return [...new Set([...leads, ...admins])]
}

/** Who owns a case that nobody else does: the team's lead, the parent team's, and so on, else an admin; null when nobody is left to own it. */
export function answerableFor(team: string | null, staff: Staff): number | null {
  return leadsOf(team, staff, null)[0] ?? null
}

/** The team of a case in an employee's hands: still the same when they belong to it or lead it, else their own. */
export function teamWith(each: Pick<Case, 'team'>, owner: number, staff: Staff): string | null {
  const teams = staff.employees.get(owner)?.teams ?? []
  if (each.team !== null && (teams.includes(each.team) || leadsTeam(owner, each.team, staff))) return each.team
  return teams[0] ?? each.team
}

/**
 * Whether an employee may work on a case: in the inbox everybody but viewers; then its owner, its helpers, who leads its team or one above,
 * and admins.
 */
export function mayWork(actor: number, each: Pick<Case, 'state' | 'owner' | 'helpers' | 'team'>, staff: Staff): boolean {
  if (!canOwn(staff, actor)) return false
  if (each.state === 'open' || each.owner === actor || each.helpers.includes(actor)) return true
  return staff.employees.get(actor)!.role === 'admin' || leadsTeam(actor, each.team, staff)
}

/** Whether an employee may offer a case to another: its owner, who leads its team or one above, and admins. */
export function mayOffer(actor: number, each: Pick<Case, 'owner' | 'team'>, staff: Staff): boolean {
  return (
    canOwn(staff, actor) && (each.owner === actor || staff.employees.get(actor)!.role === 'admin' || leadsTeam(actor, each.team, staff))
  )
}

/** Whether a case can be offered to somebody: to another who can own it; to oneself only while its owner is away, for it would be taking. */
export function canBeOffered({ by, to }: { by: number; to: number }, { owner }: Pick<Case, 'owner'>, now: number, staff: Staff): boolean {
  if (to === owner || !canOwn(staff, to)) return false
  const found = owner === null ? undefined : staff.employees.get(owner)
  return to !== by || (found !== undefined && isAway(found, now))
}

function leadsTeam(employee: number, team: string | null, staff: Staff): boolean {
  return leadsAbove(team, staff.teams, () => true).includes(employee)
}
