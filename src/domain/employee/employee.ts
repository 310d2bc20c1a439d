import { z } from 'zod'

/** What an employee may do: an admin everything, a lead answers for journeys, an agent for cases, a viewer looks. */
export const ROLES = ['admin', 'lead', 'agent', 'viewer'] as const

/** Role of an employee. */
export type Role = (typeof ROLES)[number]

/** One who works here and may own a case: their number from 1, role, and the keys of the teams they belong to. */
export interface Employee {
  id: number
  name: string
  role: Role
  teams: readonly string[]
  /** False once they have left: they sign in no more and own nothing. */
  active: boolean
  /** Who answers for them while they are away; null when nobody was named. */
  substitute: number | null
  /** From when until when they are away, ms since 1970 UTC, the end exclusive; null = not known to be away, an end of null = until further notice. */
  absence: { from: number; until: number | null } | null
}

/** A team: who leads it (null = nobody named) and the team that it is part of (null = of none). */
export interface Team {
  key: string
  lead: number | null
  parent: string | null
}

/** Whether an employee is away at a moment (ms since 1970 UTC). */
export function isAway({ absence }: Pick<Employee, 'absence'>, at: number): boolean {
  return absence !== null && absence.from <= at && (absence.until === null || at < absence.until)
}

/**
 * Leads above a team, nearest first: its own, that of the team it is part of, and so on, each once. Teams without a lead, and leads whom
 * `isFit` does not accept, are passed over; a circle of teams ends where it closes.
 */
export function leadsAbove(team: string | null, teams: ReadonlyMap<string, Team>, isFit: (lead: number) => boolean): number[] {
  const leads: number[] = []
  const seen = new Set<string>()
  for (let key = team; key !== null && !seen.has(key);) {
    seen.add(key)
    const found: Team | undefined = teams.get(key)
    if (found === undefined) break
    if (found.lead !== null && isFit(found.lead) && !leads.includes(found.lead)) leads.push(found.lead)
    key = found.parent
  }
  return leads
}

/** A mail address as employees sign in with it: lower case, at most 200 characters. */
export const employeeEmail = z
  .email('must be a mail address')
  .max(200)
  .transform((email) => email.toLowerCase())

/** Least and most characters of a password. */
export const PASSWORD_LENGTH = { least: 12, most: 128 } as const

/** A password as it may be chosen: 12 to 128 characters. */
export const newPassword = z
  .string()
  .min(PASSWORD_LENGTH.least, `must have ${PASSWORD_LENGTH.least} characters or more`)
  .max(PASSWORD_LENGTH.most, `must have ${PASSWORD_LENGTH.most} characters at most`)
