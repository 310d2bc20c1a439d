/** A survey as a file holds it, ours or of Formbricks; whether it is right is for the server to say. */
export type SurveyFile = { name: string | null; content: object; plan: object | null } | { formbricks: Record<string, unknown> }

const isObject = (given: unknown): given is Record<string, unknown> => typeof given === 'object' && given !== null && !Array.isArray(given)

/** Reads a file of a survey: what we save (`name`, `content`, `plan`), its content alone, or a survey of Formbricks. Null when it is none. */
export function readSurveyFile(text: string): SurveyFile | null {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return null
  }
  if (!isObject(given)) return null
  const content = isObject(given['content']) ? given['content'] : given
  const { questions } = content
  if (Array.isArray(questions) && questions.every((each) => isObject(each) && 'kind' in each)) {
    const { name, plan } = given
    return { name: typeof name === 'string' && name.trim() !== '' ? name : null, content, plan: isObject(plan) ? plan : null }
  }
  // Formbricks wraps what its interface answers in `data`.
  const formbricks = isObject(given['data']) ? given['data'] : given
  return Array.isArray(formbricks['questions']) || Array.isArray(formbricks['blocks']) ? { formbricks } : null
}
