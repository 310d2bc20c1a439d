import { z } from 'zod'

/** An employee by number and name. */
export const personJson = z
  .object({
    id: z.number().int().describe('Number of the employee.'),
    name: z.string().describe('Their name.'),
  })
  .meta({ id: 'Person' })

/** An employee by number and name. */
export type PersonJson = z.output<typeof personJson>

/** Most characters of a part of a root cause. */
export const MOST_OF_CAUSE = 200
const cause = (what: string) => z.string().trim().min(1).max(MOST_OF_CAUSE).nullable().default(null).describe(what)

/** What caused a failure, as it is told and shown. */
export const rootCauseJson = z
  .strictObject({
    team: cause('Key of the team where it arose.'),
    process: cause('The process, as people call it.'),
    system: cause('The system, as people call it.'),
    touchpoint: cause('Key of the touchpoint where it arose.'),
  })
  .meta({ id: 'RootCause' })
