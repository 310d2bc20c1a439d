import { z } from 'zod'
import { contract, countOf, instantQuery, instantText, pageOf, pageQuery } from './contract.ts'

const problems = z
  .array(z.object({ field: z.string().describe('Field in question, dotted.'), message: z.string().describe('What is expected there.') }))
  .describe('Why it was refused, as of the last try.')

const itemId = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)

/** Which refused items are meant. */
export const quarantineFilter = z.object({
  state: z
    .enum(['waiting', 'repaired', 'discarded'])
    .optional()
    .describe('What became of it; without, all in lists, and waiting ones otherwise.'),
  door: z.string().max(200).optional().describe('Address of the door it came through, e.g. /v1/encounters.'),
  token: z.string().max(200).optional().describe('Id of the token it came with.'),
  field: z.string().max(400).optional().describe('Refused for this field, dotted.'),
  problem: z.string().max(400).optional().describe('Refused with these words, in any case.'),
  since: instantQuery.optional().describe('Came last at this time or later, RFC 3339.'),
  until: instantQuery.optional().describe('Came last before this time, RFC 3339.'),
})

/** A refused item in a list. */
export const refusedItem = z
  .object({
    id: z.number().int().describe('Number in quarantine.'),
    state: z.enum(['waiting', 'repaired', 'discarded']).describe('What became of it.'),
    door: z.string().describe('Address of the door it came through.'),
    token: z.string().nullable().describe('Id of the token it last came with.'),
    itemId: z.string().nullable().describe('Id that the sender gave it.'),
    firstAt: instantText.describe('When it came first.'),
    lastAt: instantText.describe('When it came last.'),
    times: countOf('How often it came.'),
    problems,
    replays: countOf('How often it was tried again.'),
    replayedAt: instantText.nullable().describe('When it was last tried again.'),
  })
  .meta({ id: 'RefusedItem' })

/** A refused item with what it holds. */
export const shownRefusedItem = refusedItem
  .extend({
    item: z
      .unknown()
      .describe(
        'As it came, personal identity codes masked; a line that is no JSON as text; null when it could not be kept or is no longer needed.',
      ),
  })
  .meta({ id: 'ShownRefusedItem' })

/** A refused item in a list. */
export type RefusedItem = z.output<typeof refusedItem>
/** A refused item with what it holds. */
export type ShownRefusedItem = z.output<typeof shownRefusedItem>

/** Lists refused items. */
export const getQuarantine = contract({
  operation: 'getQuarantine',
  method: 'GET',
  path: '/api/v1/quarantine',
  topic: 'Quarantine',
  summary: 'Items that doors refused, with the reasons, newest first.',
  needs: ['read', 'quarantine'],
  query: pageQuery.extend(quarantineFilter.shape),
  answer: pageOf(refusedItem),
  status: 200,
  example: {
    query: { state: 'waiting' },
    answer: {
      items: [
        {
          id: 17,
          state: 'waiting',
          door: '/v1/encounters',
          token: '4k2j9x0aw3mz',
          itemId: 'b-04',
          firstAt: '2026-03-02T18:14:00Z',
          lastAt: '2026-03-02T18:20:00Z',
          times: 3,
          problems: [{ field: 'step', message: 'must be one of start, progress, complete, abandon, fail' }],
          replays: 0,
          replayedAt: null,
        },
      ],
      next: null,
    },
  },
})

const params = z.object({ id: itemId.describe('Number in quarantine.') })

/** One refused item. */
export const getRefusedItem = contract({
  operation: 'getRefusedItem',
  method: 'GET',
  path: '/api/v1/quarantine/{id}',
  topic: 'Quarantine',
  summary: 'One refused item: what it holds, and why it was refused.',
  needs: ['read', 'quarantine'],
  params,
  answer: shownRefusedItem,
  status: 200,
})

/** Repairs one refused item. */
export const putRefusedItem = contract({
  operation: 'putRefusedItem',
  method: 'PUT',
  path: '/api/v1/quarantine/{id}',
  topic: 'Quarantine',
  summary: 'Takes the corrected item in place of a refused one; when it is still wrong, 422 says why and nothing changes.',
  needs: ['change', 'quarantine'],
  params,
  body: z.record(z.string(), z.unknown()).describe('The whole item, as the door takes that refused it: an encounter, or a mention.'),
  answer: shownRefusedItem,
  status: 200,
})

const chosen = quarantineFilter.omit({ state: true }).extend({
  ids: z.array(itemId).max(1000).optional().describe('These items; otherwise all that the filters choose.'),
})

/** Which items are tried again, and how they are repaired before. */
export const replayBody = z
  .strictObject({
    ...chosen.shape,
    map: z
      .record(z.string(), z.unknown())
      .optional()
      .describe('How they are repaired before: a map of which every part may be left out (docs/quarantine.md).'),
    dryRun: z.boolean().default(false).describe('true = only tells what would become of them.'),
    limit: z.number().int().min(1).max(1000).default(500).describe('Items tried at most.'),
    after: z.number().int().min(0).default(0).describe('Only items with a higher number: the `next` of the answer before.'),
  })
  .meta({ id: 'Replay' })

/** What became of items that were tried again. */
export const replayAnswer = z
  .object({
    accepted: countOf('New encounters, on disk.'),
    duplicates: countOf('Encounters known already with the same content.'),
    skipped: countOf('Items that the map leaves out; they keep waiting.'),
    refused: z
      .array(z.object({ id: z.number().int().describe('Number in quarantine.'), problems }))
      .describe('Items that are still wrong; they keep waiting.'),
    next: z.number().int().nullable().describe('Go on with this as `after`; null when all were tried.'),
  })
  .meta({ id: 'ReplayAnswer' })

/** What became of items that were tried again. */
export type ReplayAnswer = z.output<typeof replayAnswer>

/** Tries refused items again. */
export const postReplay = contract({
  operation: 'postReplay',
  method: 'POST',
  path: '/api/v1/quarantine/replay',
  topic: 'Quarantine',
  summary: 'Tries waiting items again, as they are or repaired by a map; an encounter that came meanwhile counts as a duplicate.',
  needs: ['change', 'quarantine'],
  body: replayBody,
  answer: replayAnswer,
  status: 200,
  example: {
    body: { field: 'step', map: { rules: [{ when: { step: 'begin' }, set: { step: 'start' } }] } },
    answer: { accepted: 12, duplicates: 0, skipped: 0, refused: [], next: null },
  },
})

/** Which items are discarded. */
export const discardBody = z.strictObject(chosen.shape).meta({ id: 'Discard' })

/** Discards refused items. */
export const postDiscard = contract({
  operation: 'postDiscard',
  method: 'POST',
  path: '/api/v1/quarantine/discard',
  topic: 'Quarantine',
  summary: 'Discards waiting items: what they hold is deleted, that they came is not.',
  needs: ['change', 'quarantine'],
  body: discardBody,
  answer: z.object({ discarded: countOf('Items that were waiting.') }),
  status: 200,
  example: { body: { ids: [17] }, answer: { discarded: 1 } },
})
