import { z } from 'zod'
import { readAnswers } from '../../domain/feedback/answer.ts'
import { DAY } from '../../domain/kernel/duration.ts'

const time = z.number().int().min(0).max(8_640_000_000_000_000)

/** Answers as a script on the device sends them; times are the device's. */
export const sentSchema = z.object({
  answers: z.record(z.string().max(40), z.unknown()),
  isWhole: z.boolean(),
  language: z.string().max(35).optional(),
  /** The sealed form of a page; without one, `id` is made by the device. */
  form: z.string().max(400).nullish(),
  id: z
    .string()
    .regex(/^[\w-]{16,60}$/)
    .optional(),
  website: z.string().max(1000).nullish(),
  startedAt: time,
  saidAt: time,
  sentAt: time,
})

/** Answers as a script on the device sends them. */
export type Sent = z.output<typeof sentSchema>

/** So long a device may have kept answers without a network, in ms. */
const KEPT = 60 * DAY

/** When something was said by our clock, from when the device said and sent it by its own; never later than now. */
export function correctedTimes(
  { startedAt, saidAt, sentAt }: Pick<Sent, 'startedAt' | 'saidAt' | 'sentAt'>,
  now: number,
): { startedAt: number; at: number } {
  const before = (time: number) => now - Math.min(KEPT, Math.max(0, sentAt - time))
  const at = before(saidAt)
  return { startedAt: Math.min(at, before(startedAt)), at }
}

/** What is to be taken of answers that were sent, or why they cannot be. */
export function readSent(content: Parameters<typeof readAnswers>[0], { answers, isWhole }: Sent) {
  const read = readAnswers(content, answers, isWhole)
  const isNothing = Object.keys(read.answers).length === 0
  // Of a version before, a question may be gone: what else was said is not lost for it.
  const problems = read.problems.filter(({ expected }) => expected !== 'unknown-question')
  return {
    answers: read.answers,
    isNothing,
    problems: isWhole && isNothing ? [{ question: '', expected: 'required' as const }, ...problems] : problems,
  }
}
