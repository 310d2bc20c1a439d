import { z } from 'zod'
import { definitionsSchema } from '../domain/journey/definition.ts'
import { contract, countOf, instantText } from './contract.ts'

/** Makes a token for another system. */
export const postToken = contract({
  operation: 'postToken',
  method: 'POST',
  path: '/api/v1/tokens',
  topic: 'Organisation',
  summary: 'Makes a token for another system; its text is told this once, only a digest of it is kept.',
  needs: ['change', 'token'],
  body: z.strictObject({
    name: z.string().trim().min(1).max(200).describe('What uses it, for people to tell tokens apart.'),
    scope: z.enum(['ingest', 'read', 'admin']).describe('ingest sends encounters, read reads, admin does everything.'),
  }),
  answer: z.object({
    id: z.string().describe('Id of the token, part of its text.'),
    token: z.string().describe('The text to send as Bearer token.'),
  }),
  status: 200,
  example: {
    body: { name: 'Web shop', scope: 'ingest' },
    answer: { id: '4k2j9x0aw3mz', token: 'polku_4k2j9x0aw3mz_9vJt2wqX1cY7bR5nL0sKdHf8uGzE3oAiTpMxQyWjB4k' },
  },
})

/** Defines journeys, touchpoints and channels together. */
export const putDefinitions = contract({
  operation: 'putDefinitions',
  method: 'PUT',
  path: '/api/v1/definitions',
  topic: 'Organisation',
  summary:
    'Defines journeys, touchpoints and channels together; what differs becomes a new version, and the paths concerned are derived again.',
  needs: ['change', 'journey'],
  body: definitionsSchema,
  answer: z.object({
    changed: z
      .array(
        z.object({
          sort: z.enum(['journey', 'touchpoint', 'channel']).describe('What it defines.'),
          key: z.string().describe('Its key.'),
          version: z.number().int().min(1).describe('Its version, from 1.'),
        }),
      )
      .describe('What got a new version.'),
  }),
  status: 200,
  example: {
    body: { journeys: [{ key: 'car-loan', stages: [{ key: 'apply' }, { key: 'decide' }], pauseAfter: '7d' }] },
    answer: { changed: [{ sort: 'journey', key: 'car-loan', version: 1 }] },
  },
})

/** Everything in one file. */
export const getBackup = contract({
  operation: 'getBackup',
  method: 'GET',
  path: '/api/v1/backup',
  topic: 'Organisation',
  summary: 'Everything the database holds at this moment as one file, as `polku backup` writes it; `polku restore` puts it back.',
  needs: ['read', 'backup'],
  answer: z.string().describe('The file, packed with gzip.'),
  status: 200,
  media: 'application/octet-stream',
})

const rebuildJson = z
  .object({
    id: z.number().int().describe('Its number.'),
    journey: z.string().nullable().describe('The journey whose customers are derived again; null = everybody.'),
    askedAt: instantText.describe('When it was asked for.'),
    finishedAt: instantText.nullable().describe('When it was finished; null while it goes on.'),
    customers: countOf('Customers concerned.'),
    encounters: countOf('Their encounters.'),
    doneCustomers: countOf('Customers done.'),
    doneEncounters: countOf('Encounters done.'),
    changed: countOf('Customers of whom something else stood than what their encounters come to.'),
    perSecond: countOf('Encounters done in a second so far.'),
    secondsLeft: z.number().nullable().describe('About how long it will take; null when that is not known yet.'),
  })
  .meta({ id: 'Rebuild' })

/** Derives everything again. */
export const postRebuild = contract({
  operation: 'postRebuild',
  method: 'POST',
  path: '/api/v1/rebuild',
  topic: 'Organisation',
  summary:
    'Derives paths, frictions and cases again from encounters and today’s definitions, while everything goes on; only what differs is written.',
  needs: ['change', 'organisation'],
  body: z.strictObject({ journey: z.string().optional().describe('Only customers on this journey.') }),
  answer: rebuildJson,
  status: 200,
})

/** How far the latest rebuild is. */
export const getRebuild = contract({
  operation: 'getRebuild',
  method: 'GET',
  path: '/api/v1/rebuild',
  topic: 'Organisation',
  summary: 'How far the latest rebuild is.',
  needs: ['read', 'organisation'],
  answer: z.object({ rebuild: rebuildJson.nullable().describe('null when none was asked for.') }),
  status: 200,
})
