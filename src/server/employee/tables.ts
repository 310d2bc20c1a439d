import { bigint, bigserial, boolean, index, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import type { Role } from '../../domain/employee/employee.ts'
import type { LocalName } from '../../domain/touchpoint/definition.ts'

const at = (name: string) => bigint(name, { mode: 'number' })

/** Those who work here and may sign in. */
export const employees = pgTable('employees', {
  id: bigserial({ mode: 'number' }).primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  /** The password's link went to this address and came back. */
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text(),
  createdAt: at('created_at').notNull(),
  updatedAt: at('updated_at').notNull(),
  role: text().$type<Role>().notNull(),
  /** In which they are written to: fi, sv or en. */
  language: text().notNull().default('fi'),
  active: boolean().notNull().default(true),
  substituteId: at('substitute_id'),
  absentFrom: at('absent_from'),
  absentUntil: at('absent_until'),
  /** As encounters name them in `handledBy.person`; null when they do not. */
  person: text(),
})

/** Who does the work. */
export const teams = pgTable('teams', {
  key: text().primaryKey(),
  name: jsonb().$type<LocalName>().notNull(),
  leadId: at('lead_id'),
  /** The team it is part of. */
  parent: text(),
})

/** Who belongs to which team. */
export const teamMembers = pgTable('team_members', { team: text().notNull(), employeeId: at('employee_id').notNull() }, (table) => [
  primaryKey({ columns: [table.team, table.employeeId] }),
  index('team_members_employee').on(table.employeeId),
])
