import { OCEL_JUDGEMENT, OCEL_STATEMENT } from '../export/writeOcel.ts'
import { BATCH, BrokenFile, emptyFields, type Fields, type FieldValue, type ReadRow } from './fileRow.ts'

/** No object or event may be longer than this many characters. */
const LONGEST = 10_000_000

/** What `Fields` hold of an event besides its attributes. */
export const OCEL_FIELDS = { id: 'ocel:id', type: 'ocel:type', time: 'ocel:time' } as const
/** The field of a row that holds a statement and no event. */
export const OCEL_STATEMENT_FIELD = 'ocel:statement'
/** The field of a row that holds a judgement and no event. */
export const OCEL_JUDGEMENT_FIELD = 'ocel:judgement'

/** How a text tells that it is OCEL 2.0: the first member of the document is one of its four lists. */
export function isOcel(text: string): boolean {
  return /^\s*\{\s*"(objects|events|objectTypes|eventTypes)"\s*:\s*\[/.test(text)
}

/**
 * Reads the events of an OCEL 2.0 log (JSON) in constant memory. Attributes keep their names; `ocel:id`, `ocel:type` and `ocel:time` say
 * the rest, and `related.QUALIFIER` lists the objects. Of the objects only statements and judgements of an export of ours become rows.
 */
export async function* readOcel(text: AsyncIterable<string>): AsyncGenerator<ReadRow[]> {
  const reader = openReader()
  for await (const piece of text) {
    const rows = reader.read(piece)
    for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH)
  }
  reader.end()
}

/** Cuts the items of the lists `objects` and `events` out of the text by their brackets; `JSON.parse` judges each. */
function openReader() {
  let line = 1
  let number = 0
  let depth = 0
  let inText = false
  let escaped = false
  let isOver = false
  /** The text last read at the level of the document's members. */
  let name = ''
  let list: string | null = null
  let item = ''
  let itemLine = 1

  const finish = (rows: ReadRow[]) => {
    let value: unknown
    try {
      value = JSON.parse(item)
    } catch (error) {
      throw new BrokenFile(
        `the ${list === 'events' ? 'event' : 'object'} that begins here is not JSON: ${(error as Error).message}`,
        itemLine,
      )
    }
    item = ''
    const fields = list === 'events' ? eventFields(value) : toldFields(value)
    if (fields) rows.push({ line: itemLine, number: ++number, raw: value, fields })
  }

  const read = (piece: string): ReadRow[] => {
    const rows: ReadRow[] = []
    let start = depth >= 3 && list !== null ? 0 : -1
    for (let index = 0; index < piece.length; index++) {
      const mark = piece[index]!
      if (mark === '\n') line++
      if (inText) {
        if (escaped) escaped = false
        else if (mark === '\\') escaped = true
        else if (mark === '"') inText = false
        if (inText && depth === 1 && name.length < 40) name += mark
        continue
      }
      if (mark === '"') {
        inText = true
        if (depth === 1) name = ''
      } else if (mark === '{' || mark === '[') {
        if (isOver) throw new BrokenFile('something follows the log', line)
        if (depth === 1) list = name === 'events' || name === 'objects' ? name : null
        if (depth === 2 && list !== null) {
          start = index
          itemLine = line
        }
        depth++
      } else if (mark === '}' || mark === ']') {
        depth--
        if (depth === 2 && list !== null && start >= 0) {
          item += piece.slice(start, index + 1)
          start = -1
          finish(rows)
        }
        isOver = depth === 0
      } else if (depth === 0 && mark.trim() !== '') throw new BrokenFile('the file is no OCEL log', line)
    }
    if (start >= 0) item += piece.slice(start)
    if (item.length > LONGEST) throw new BrokenFile(`an event has more than ${LONGEST} characters`, itemLine)
    return rows
  }
  return {
    read,
    end: () => {
      if (!isOver) throw new BrokenFile('the log does not end', line)
    },
  }
}

type Part = Record<string, unknown>

function eventFields(event: unknown): Fields {
  const { id, type, time, attributes, relationships } = event as Part
  const fields = emptyFields()
  for (const attribute of listOf(attributes)) {
    const { name, value } = attribute
    if (typeof name === 'string' && isFieldValue(value)) fields[name] = value
  }
  for (const { objectId, qualifier } of listOf(relationships)) {
    const related = (fields[`related.${textOf(qualifier)}`] ??= [])
    if (Array.isArray(related)) related.push(textOf(objectId))
  }
  for (const [part, value] of Object.entries({ id, type, time })) {
    if (isFieldValue(value)) fields[OCEL_FIELDS[part as keyof typeof OCEL_FIELDS]] = value
  }
  return fields
}

/** Objects that hold what people told, by the field their row has; the attribute is called as the type is. */
const TOLD: Record<string, string> = { [OCEL_STATEMENT]: OCEL_STATEMENT_FIELD, [OCEL_JUDGEMENT]: OCEL_JUDGEMENT_FIELD }

function toldFields(object: unknown): Fields | null {
  const { type, attributes } = object as Part
  const field = typeof type === 'string' && Object.hasOwn(TOLD, type) ? TOLD[type]! : null
  if (field === null) return null
  const text = listOf(attributes).find(({ name }) => name === type)?.['value']
  return typeof text === 'string' ? Object.assign(emptyFields(), { [field]: text }) : null
}

/** A part as text; an object there is none of its own. */
function textOf(part: unknown): string {
  return part !== null && typeof part === 'object' ? JSON.stringify(part) : String(part)
}

function listOf(value: unknown): Part[] {
  return Array.isArray(value) ? value.filter((each): each is Part => each !== null && typeof each === 'object') : []
}

function isFieldValue(value: unknown): value is FieldValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}
