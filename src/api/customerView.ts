import { z } from 'zod'
import { contract } from './contract.ts'

const topic = 'Customers'
const name = z.string().trim().min(1).max(80).describe('What it is called.')
const team = z.string().min(1).max(200).nullable().describe('Key of the team that sees it too, one of your own; null = only you.')
const filter = z
  .record(z.string().max(40), z.string().max(400))
  .refine((given) => Object.keys(given).length <= 30, 'must have at most 30 parts')
  .describe('The filter as the address of the list on the screen has it, so that “the last 7 days” stay the last 7.')
const params = z.object({ view: z.coerce.number().int().min(1).describe('Its number.') })

const viewJson = z
  .object({
    id: z.number().int().describe('Its number.'),
    name,
    team,
    mine: z.boolean().describe('Whether you made it; those you did not are changed by their maker or by an admin.'),
    filter,
  })
  .meta({ id: 'CustomerView' })

/** A filter of the list of customers under a name. */
export type ViewJson = z.output<typeof viewJson>

/** Lists saved views. */
export const getViews = contract({
  operation: 'getViews',
  method: 'GET',
  path: '/api/v1/customer-views',
  topic,
  summary: 'Saved views of the list of customers: one’s own and those of one’s teams.',
  needs: ['read', 'session'],
  answer: z.object({ items: z.array(viewJson).describe('By name.') }),
  status: 200,
})

/** Saves a view. */
export const postView = contract({
  operation: 'postView',
  method: 'POST',
  once: true,
  path: '/api/v1/customer-views',
  topic,
  summary: 'Gives a filter of the list of customers a name.',
  needs: ['change', 'session'],
  body: z.strictObject({ name, team: team.default(null), filter }),
  answer: viewJson,
  status: 200,
})

/** Changes a view. */
export const patchView = contract({
  operation: 'patchView',
  method: 'PATCH',
  path: '/api/v1/customer-views/{view}',
  topic,
  summary: 'Renames a saved view, gives it to a team, or changes its filter.',
  needs: ['change', 'session'],
  params,
  body: z.strictObject({ name: name.optional(), team: team.optional(), filter: filter.optional() }),
  answer: viewJson,
  status: 200,
})

/** Deletes a view. */
export const deleteView = contract({
  operation: 'deleteView',
  method: 'DELETE',
  path: '/api/v1/customer-views/{view}',
  topic,
  summary: 'Deletes a saved view.',
  needs: ['change', 'session'],
  params,
  answer: z.object({ id: z.number().int().describe('Number of the view that is gone.') }),
  status: 200,
})
