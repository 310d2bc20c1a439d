import { z } from 'zod'
import { formatInstant } from '../kernel/instant.ts'
import type { Definitions } from './definitions.ts'
import type { Path } from './path.ts'

const instant = z.string().meta({ format: 'date-time' })

/** A customer's return to a path, as doors and files show it. */
export const resumptionJsonSchema = z.object({
  pausedAt: instant.nullable().describe('When the path had paused; null when a step abandoned it before that.'),
  resumedAt: instant.describe('When the customer came back.'),
  gapSeconds: z.number().describe('Seconds from the encounter before to the return.'),
  fromChannel: z.string().nullable().describe('Channel of the encounter before; null when it had none.'),
  toChannel: z.string().nullable().describe('Channel of the return; null when it had none.'),
  localHour: z.number().int().describe('Hour of the customer’s day, 0–23, at the return.'),
})

/** A path as doors and files show it. */
export const pathJsonSchema = z
  .object({
    key: z.string().describe('Key of the path, unique within its customer; made from journey and matter, or from its first encounter.'),
    customer: z.string().describe('The customer’s outward name, `kind:value`.'),
    journey: z.string().describe('Key of its journey.'),
    matter: z.string().nullable().describe('The matter as another system numbers it; null without one.'),
    state: z
      .enum(['active', 'paused', 'abandoned', 'completed'])
      .describe('paused: at rest longer than the journey lets it; abandoned: given up; completed: done.'),
    turn: z.enum(['company', 'customer', 'nobody']).describe('Whose move it is.'),
    outcome: z.string().nullable().describe('What it came to when it was completed.'),
    stage: z.string().nullable().describe('Stage of the latest encounter that named one.'),
    firstAt: instant.describe('Time of its first encounter.'),
    lastAt: instant.describe('Time of its last encounter.'),
    encounters: z.number().int().describe('Number of its encounters.'),
    handovers: z.number().int().describe('Changes of handling team.'),
    bounces: z.number().int().describe('Returns to a team that had it before.'),
    pausedAt: instant.nullable().describe('When it paused; null unless it is paused.'),
    resumptions: z.array(resumptionJsonSchema).describe('The customer’s returns, by time.'),
    startedDigital: z.boolean().nullable().describe('Whether it began in a digital channel; null without a channel.'),
    completedInStartChannel: z
      .boolean()
      .optional()
      .describe('Whether what was begun digitally (or not) was finished so; told of completed paths.'),
  })
  .meta({ id: 'Path' })

/** A path as doors and files show it. */
export type PathJson = z.output<typeof pathJsonSchema>

/** Shows a path under its customer's outward name, with times as RFC 3339. */
export function pathJson(path: Path, customer: string, definitions: Definitions): PathJson {
  return {
    key: path.key,
    customer,
    journey: path.journey,
    matter: path.matter,
    state: path.state,
    turn: path.turn,
    outcome: path.outcome,
    stage: path.last.stage,
    firstAt: formatInstant(path.first.at),
    lastAt: formatInstant(path.last.at),
    encounters: path.encounters,
    handovers: path.handovers,
    bounces: path.bounces,
    pausedAt: path.state === 'paused' && path.pausedAt !== null ? formatInstant(path.pausedAt) : null,
    resumptions: path.resumptions.map((resumption) => ({
      ...resumption,
      pausedAt: resumption.pausedAt === null ? null : formatInstant(resumption.pausedAt),
      resumedAt: formatInstant(resumption.resumedAt),
    })),
    startedDigital: path.startChannel === null ? null : definitions.isDigital(path.startChannel),
    ...(path.state === 'completed' && { completedInStartChannel: path.sameChannel }),
  }
}
