/** A survey as a file holds it; whether it is right is for the server to say. */
export interface SurveyFile {
  name: string | null
  content: object
  plan: object | null
}

const isObject = (given: unknown): given is Record<string, unknown> => typeof given === 'object' && given !== null && !Array.isArray(given)

/** Reads a file of a survey: what we save (`name`, `content`, `plan`), or its content alone. Null when it is neither. */
export function readSurveyFile(text: string): SurveyFile | null {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch {
    return null
  }
  if (!isObject(given)) return null
  const content = isObject(given['content']) ? given['content'] : given
  if (!Array.isArray(content['questions'])) return null
  const { name, plan } = given
  return { name: typeof name === 'string' && name.trim() !== '' ? name : null, content, plan: isObject(plan) ? plan : null }
}
