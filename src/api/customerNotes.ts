import { z } from 'zod'
import { personJson } from './caseParts.ts'
import { contract, instantText } from './contract.ts'
import { customerParams } from './customer.ts'

const topic = 'Customers'
const noteParams = customerParams.extend({ note: z.coerce.number().int().min(1).describe('Number of the note.') })
const noteBody = z.strictObject({ text: z.string().trim().min(1).max(4000).describe('The words, at most 4,000 characters.') })

/** Lines of a case's log that belong on the customer's timeline. */
export const TOLD_LINES = [
  'opened',
  'caught',
  'handed-over',
  'note',
  'phoned',
  'message',
  'customer-said',
  'solved',
  'confirmed',
  'reopened',
  'withdrawn',
] as const

const caseLine = z.object({
  case: z.string().describe('Number of the case, K-12.'),
  id: z.number().int().describe('Number of the line.'),
  at: instantText.describe('When.'),
  actor: z.enum(['employee', 'customer', 'polku']).describe('Who did it.'),
  by: personJson.nullable().describe('The employee who did it; null unless one did.'),
  kind: z.enum(TOLD_LINES).describe('What happened.'),
  text: z.string().nullable().describe('Words that were noted, written or said, or what was done.'),
})

const noteJson = z
  .object({
    id: z.number().int().describe('Its number.'),
    at: instantText.describe('When it was written.'),
    editedAt: instantText.nullable().describe('When it was last changed; null when it was not.'),
    by: personJson.describe('Who wrote it.'),
    text: z.string().describe('The words.'),
    mine: z.boolean().describe('Whether whoever asks may change it.'),
  })
  .meta({ id: 'CustomerNote' })

/** What employees noted on a customer, and the log lines of its cases. */
export const getNotes = contract({
  operation: 'getNotes',
  method: 'GET',
  path: '/api/v1/customers/{customer}/notes',
  topic,
  summary: 'What employees noted about a customer, and the lines of its cases’ logs; of each the newest 1,000, newest first.',
  needs: ['read', 'customer'],
  params: customerParams,
  answer: z.object({
    notes: z.array(noteJson).describe('Notes.'),
    lines: z.array(caseLine).describe('What happened to its cases.'),
  }),
  status: 200,
})

/** A note on a customer. */
export type NoteJson = z.output<typeof noteJson>

/** A line of the log of one of a customer's cases. */
export type CaseLineJson = z.output<typeof caseLine>

/** Writes a note on a customer. */
export const postNote = contract({
  operation: 'postNote',
  method: 'POST',
  once: true,
  path: '/api/v1/customers/{customer}/notes',
  topic,
  summary: 'Writes a note on a customer, in the name of whoever is signed in.',
  needs: ['work', 'customer'],
  params: customerParams,
  body: noteBody,
  answer: noteJson,
  status: 200,
})

/** Changes one's own note. */
export const patchNote = contract({
  operation: 'patchNote',
  method: 'PATCH',
  path: '/api/v1/customers/{customer}/notes/{note}',
  topic,
  summary: 'Changes a note of one’s own.',
  needs: ['work', 'customer'],
  params: noteParams,
  body: noteBody,
  answer: noteJson,
  status: 200,
})

/** Deletes one's own note. */
export const deleteNote = contract({
  operation: 'deleteNote',
  method: 'DELETE',
  path: '/api/v1/customers/{customer}/notes/{note}',
  topic,
  summary: 'Deletes a note of one’s own.',
  needs: ['work', 'customer'],
  params: noteParams,
  answer: z.object({ id: z.number().int().describe('Number of the note that is gone.') }),
  status: 200,
})
