import { z } from 'zod'
import { employeeEmail, ROLES } from '../domain/employee/employee.ts'
import { localNameSchema } from '../domain/touchpoint/definition.ts'
import { contract, instantText } from './contract.ts'

const name = z.string().trim().min(1).max(200).describe('Name, as customers and colleagues read it.')
const role = z.enum(ROLES).describe('What they may do: an admin everything, a lead journeys and cases, an agent cases, a viewer looks.')
const teamsOf = z.array(z.string().min(1).max(200)).max(50).describe('Keys of the teams they belong to.')
const language = z.enum(['fi', 'sv', 'en']).describe('In which they are written to.')
const params = z.object({ id: z.coerce.number().int().min(1).describe('Number of the employee.') })

const colleagueJson = z
  .object({
    id: z.number().int().describe('Their number.'),
    name: z.string().describe('Their name.'),
    role: z.enum(ROLES).describe('What they may do.'),
    teams: z.array(z.string()).describe('Keys of their teams.'),
    away: z.boolean().describe('Whether they are away just now.'),
    substitute: z.number().int().nullable().describe('Who answers for them while they are away.'),
  })
  .meta({ id: 'Colleague' })

/** An employee, as colleagues see them. */
export type ColleagueJson = z.output<typeof colleagueJson>

const teamJson = z
  .object({
    key: z.string().describe('Its key, as definitions and encounters name it.'),
    name: localNameSchema.describe('Its name by language, or one for all.'),
    lead: z.number().int().nullable().describe('Number of the employee who leads it.'),
    parent: z.string().nullable().describe('Key of the team it is part of.'),
    members: z.array(z.number().int()).describe('Numbers of its members.'),
  })
  .meta({ id: 'Team' })

/** A team with its members. */
export type TeamJson = z.output<typeof teamJson>

/** Who works here. */
export const getTeams = contract({
  operation: 'getTeams',
  method: 'GET',
  path: '/api/v1/teams',
  topic: 'Employees',
  summary: 'Teams, their leads and members; members are those who are active.',
  needs: ['read', 'team'],
  answer: z.object({
    teams: z.array(teamJson).describe('By key.'),
    people: z.array(colleagueJson).describe('Everybody who is active, by name.'),
  }),
  status: 200,
})

/** Makes or changes a team. */
export const putTeam = contract({
  operation: 'putTeam',
  method: 'PUT',
  path: '/api/v1/teams/{key}',
  topic: 'Employees',
  summary: 'Makes a team or changes it: its name, lead, and the team it is part of.',
  needs: ['change', 'team'],
  params: z.object({
    key: z
      .string()
      .regex(/^[\w.-]{1,200}$/, 'must be letters, digits, . - or _')
      .describe('Key of the team.'),
  }),
  body: z.strictObject({
    name: localNameSchema.describe('Its name by language, or one for all.'),
    lead: z.number().int().min(1).nullable().describe('Number of the employee who leads it.'),
    parent: z.string().max(200).nullable().describe('Key of the team it is part of; never a part of itself.'),
  }),
  answer: teamJson,
  status: 200,
})

const employeeJson = colleagueJson
  .extend({
    email: z.string().describe('The address they sign in with.'),
    language: z.string().describe('In which they are written to.'),
    active: z.boolean().describe('False once they have left.'),
    invited: z.boolean().describe('Whether they have yet to choose a password.'),
    lastSeenAt: instantText.nullable().describe('When a session of theirs was last prolonged; null without one.'),
  })
  .meta({ id: 'Employee' })

/** An employee, as an admin sees them. */
export type EmployeeJson = z.output<typeof employeeJson>

/** Everybody, for those who look after sign-in. */
export const getEmployees = contract({
  operation: 'getEmployees',
  method: 'GET',
  path: '/api/v1/employees',
  topic: 'Employees',
  summary: 'Everybody who may sign in, or once might.',
  needs: ['read', 'employee'],
  answer: z.object({ items: z.array(employeeJson).describe('By name, those who left last.') }),
  status: 200,
})

const invited = z.object({
  employee: employeeJson.describe('As they stand now.'),
  link: z.string().describe('The link by which they choose a password, once, within seven days; it is told here only.'),
  mailed: z.boolean().describe('Whether the link was mailed to them.'),
})

/** Invites somebody. */
export const postEmployee = contract({
  operation: 'postEmployee',
  method: 'POST',
  path: '/api/v1/employees',
  topic: 'Employees',
  summary: 'Invites somebody by a link with which they choose a password.',
  needs: ['change', 'employee'],
  once: true,
  body: z.strictObject({
    name,
    email: employeeEmail.describe('The address they will sign in with.'),
    role,
    teams: teamsOf.default([]),
    language: language.default('fi'),
  }),
  answer: invited,
  status: 200,
})

/** Sends another link. */
export const postInvitation = contract({
  operation: 'postInvitation',
  method: 'POST',
  path: '/api/v1/employees/{id}/invitation',
  topic: 'Employees',
  summary: 'Makes another link by which somebody may choose a password, and mails it.',
  needs: ['change', 'employee'],
  params,
  answer: invited,
  status: 200,
})

/** Changes somebody. */
export const patchEmployee = contract({
  operation: 'patchEmployee',
  method: 'PATCH',
  path: '/api/v1/employees/{id}',
  topic: 'Employees',
  summary: 'Changes what somebody may do, their teams, or that they have left; there is always an admin left.',
  needs: ['change', 'employee'],
  params,
  body: z.strictObject({
    name: name.optional(),
    role: role.optional(),
    teams: teamsOf.optional(),
    language: language.optional(),
    active: z.boolean().optional().describe('False when they leave: their sessions end at once.'),
    substitute: z.number().int().min(1).nullable().optional().describe('Who answers for them while they are away.'),
  }),
  answer: employeeJson,
  status: 200,
})
