/** Every sort of problem an operation may answer with: its HTTP status, and what it means for whoever asked. */
export const PROBLEMS = {
  unreadable: { status: 400, meaning: 'The body could not be read at all: not well-formed, not UTF-8, or empty.' },
  'wrong-input': {
    status: 422,
    meaning: 'Fields are not as expected; `problems` names each. 400 when they stand in the address, 422 when in a body.',
  },
  unauthorised: { status: 401, meaning: 'A token is missing, unknown or revoked.' },
  forbidden: { status: 403, meaning: 'The token has another scope, or a page of another site asked.' },
  'not-found': { status: 404, meaning: 'Nothing stands under this address.' },
  'wrong-method': { status: 405, meaning: 'Something stands under this address, but knows other methods; `Allow` says which.' },
  ambiguous: { status: 409, meaning: 'Several things stand under this address; `detail` says how to name one.' },
  contradicts: { status: 409, meaning: 'It contradicts what people said before; `detail` says how to take that back.' },
  caught: { status: 409, meaning: 'Somebody else has the case; the title says who.' },
  changed: { status: 409, meaning: 'It has changed since you saw it, and nothing was done; read it again.' },
  'not-now': { status: 409, meaning: 'As it stands just now this cannot be done; the title says why.' },
  'under-way': { status: 409, meaning: 'A write with the same Idempotency-Key is under way.' },
  'too-large': { status: 413, meaning: 'The body is too large, or holds too many items.' },
  'unsupported-media': { status: 415, meaning: 'The media type or encoding of the body is not taken here.' },
  'too-many': { status: 429, meaning: 'Too many requests; `Retry-After` says when to go on.' },
  refused: { status: 400, meaning: 'The request was refused for another reason; the title says which.' },
  unexpected: { status: 500, meaning: 'Something went wrong here; the log has it under the answer’s `x-request-id`.' },
  busy: { status: 503, meaning: 'More comes in than can be written just now; `Retry-After` says when to send it again.' },
  unavailable: { status: 503, meaning: 'The database cannot be reached just now; `Retry-After` says when to try again.' },
} as const

/** A sort of problem; the last part of its type, `/api/docs#<sort>`. */
export type ProblemSort = keyof typeof PROBLEMS
