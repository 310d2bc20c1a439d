import type { Words } from '../i18n/words.ts'

const KNOWN = [
  ['slow', /^did not answer/],
  ['name', /^has a name/],
  ['certificate', /certificate/],
  ['refused', /private or reserved|^must /],
  ['secret', /POLKU_SECRET/],
  ['unreachable', /^(nothing listens|could not be (reached|asked)|closed)/],
] as const

/** Why a channel did not take a message, as people read it. */
export function nameProblem(problem: string, say: Words['say']): string {
  const status = /^answered (\d+)/.exec(problem)?.[1]
  if (status !== undefined) return say('rules.problem.answered', { status })
  const found = KNOWN.find(([, pattern]) => pattern.test(problem))
  return found === undefined ? problem : say(`rules.problem.${found[0]}`)
}
