import { HttpProblem } from '../http/problem.ts'

/** Items taken at most at once. */
const MOST_ITEMS = 5000

/** One item of a body: what it holds, or why it could not be read (and its text). */
export type Item = { value: unknown } | { problem: string; raw?: string }

/** The items of a body: one JSON object, a JSON array, or NDJSON by its media type. Throws problems 400 and 413. */
export function readItems(text: string, mediaType: string): Item[] {
  if (text.trim() === '') throw unreadable('The body is empty.', 'Send one encounter, an array of them, or one a line.')
  const items = /ndjson|jsonl|json-seq/.test(mediaType) ? readLines(text) : readJson(text)
  limitItems(items.length)
  return items
}

/** Throws problem 413 when there are too many items in one request. */
export function limitItems(count: number): void {
  if (count <= MOST_ITEMS) return
  throw new HttpProblem(413, 'too-large', `${count} items are more than 5,000.`, { detail: 'Send them in parts.' })
}

function readLines(text: string): Item[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (lines.length > MOST_ITEMS) return lines.map((value) => ({ value }))
  return lines.map((line): Item => {
    try {
      return { value: JSON.parse(line) }
    } catch (error) {
      return { problem: `is not well-formed JSON: ${plain(error)}`, raw: line }
    }
  })
}

function readJson(text: string): Item[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw unreadable(
      `The body is not well-formed JSON: ${plain(error)}.`,
      'One encounter a line goes with Content-Type: application/x-ndjson.',
    )
  }
  return Array.isArray(value) ? value.map((item: unknown) => ({ value: item })) : [{ value }]
}

/** The engine's words without the piece of the body they quote, which may be personal. */
function plain(error: unknown): string {
  const { message } = error as Error
  const position = /position (\d+)/.exec(message)
  if (position !== null) return `unexpected character at position ${position[1]}`
  return /end of JSON|Unterminated/.test(message) ? 'it ends too early' : 'unexpected character'
}

function unreadable(title: string, detail: string): HttpProblem {
  return new HttpProblem(400, 'unreadable', title, { detail })
}

/** What an item holds, also one that could not be read. */
export function contentOf(item: Item): unknown {
  return 'problem' in item ? (item.raw ?? '') : item.value
}
