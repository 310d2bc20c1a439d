import { z } from 'zod'
import { isTimeZone } from '../kernel/zone.ts'

const key = z.string().trim().min(1).max(200)
const about = {
  touchpoint: key.optional().describe('Touchpoint that answers here are about.'),
  channel: key.optional().describe('Channel that answers here come by.'),
  team: key.optional().describe('Team that answers here are about.'),
}
const span = z
  .strictObject({ from: z.number().int().min(0).max(1439), to: z.number().int().min(1).max(1440) })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'must be later than from' })

/** How a door by which anybody may answer behaves. */
export const doorSettingsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('link'), ...about }),
  z.strictObject({
    kind: z.literal('kiosk'),
    ...about,
    pressSeconds: z.number().int().min(0).max(600).default(5).describe('Seconds at least between two answers.'),
    resetSeconds: z.number().int().min(5).max(600).default(30).describe('After so many seconds without a touch it begins anew.'),
    timeZone: z.string().refine(isTimeZone, 'must be an IANA time zone, e.g. Europe/Helsinki').default('Europe/Helsinki'),
    hours: z
      .array(z.array(span).max(6))
      .length(7)
      .optional()
      .describe(
        'Stretches of each local day, in minutes, in which it is open, Monday first; none = closed that day; without it, always open.',
      ),
  }),
  z.strictObject({
    kind: z.literal('widget'),
    ...about,
    place: z.enum(['corner', 'inline']).default('corner'),
    origins: z
      .array(z.url({ protocol: /^https?$/ }).max(300))
      .max(100)
      .default([])
      .describe('Sites on which it may stand, as origins; none = any.'),
    afterSeconds: z.number().int().min(0).max(3600).default(0).describe('Seconds on the page before the corner shows itself.'),
  }),
])

/** How a door by which anybody may answer behaves. */
export type DoorSettings = z.output<typeof doorSettingsSchema>
