/** Something of a Formbricks survey that has no counterpart here, and what became of it. */
export interface LeftOut {
  /** Where it stands: a question’s id, or a field of the survey. */
  item: string
  why: string
}

/** The key under which something of Formbricks stands here: its id in small letters, with what a key cannot hold replaced by "-". */
export function keyOfFormbricks(id: string): string {
  const key = id
    .toLowerCase()
    .replaceAll(/[^a-z0-9_-]/g, '-')
    .slice(0, 38)
  return /^[a-z]/.test(key) && !['constructor', 'prototype'].includes(key) ? key : `q-${key}`.slice(0, 40)
}

/** The key of the survey here that a Formbricks survey of some id becomes. */
export function surveyKeyOfFormbricks(id: string): string {
  return `fb-${id
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]/g, '-')
    .slice(0, 57)}`
}
