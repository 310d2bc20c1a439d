import type { AskChoice } from '../../../api/askChoice.ts'

/** Whether a survey may be asked now by any way at all. */
export function mayAsk({ decision, byLink }: AskChoice): boolean {
  return decision === 'ask' || byLink === 'ask'
}
