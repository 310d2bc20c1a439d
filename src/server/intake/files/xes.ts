import { SaxesParser } from 'saxes'
import { XES_JUDGEMENT, XES_STATEMENT } from '../export/writeXes.ts'
import { BATCH, BrokenFile, emptyFields, type Fields, type FieldValue, type FileRow, type ReadRow } from './fileRow.ts'

/** A trace's events wait for its end, since its attributes may follow them; a longer trace is let through as it comes. */
const LONGEST_WAIT = 10_000

const VALUED = new Set(['string', 'date', 'int', 'float', 'boolean', 'id'])
const NESTING = new Set(['list', 'container', ...VALUED])

/**
 * Reads the events of an XES log in file order. Attributes keep their keys, nested ones are `outer.inner`, a list is the list of
 * its values, and a trace's attributes are known to its events as `trace.KEY`. Attributes that an event lacks stay absent: what
 * `<global>` says is there for tools that make new events, and would invent teams and people here.
 */
export async function* readXes(text: AsyncIterable<string>): AsyncGenerator<ReadRow[]> {
  const reader = openReader()
  let broken: unknown = null
  for await (const piece of text) {
    try {
      reader.write(piece)
    } catch (error) {
      broken = error
      break
    }
    yield* reader.take()
  }
  if (broken === null) {
    try {
      reader.end()
    } catch (error) {
      broken = error
    }
  }
  reader.release()
  yield* reader.take()
  if (broken !== null) throw broken
}

/** An attribute that is being read: where its children go, and under which name. */
interface Open {
  tag: string
  name: string
  /** The list whose values are being read, if this is its `<values>`. */
  values: string[] | null
}

function openReader() {
  const parser = new SaxesParser<{ position: true; xmlns: false }>({ position: true, xmlns: false })
  let rows: ReadRow[] = []
  let waiting: FileRow[] = []
  let number = 0
  let trace: Fields | null = null
  let event: Fields | null = null
  let eventLine = 0
  let closedAt = -1
  let isEnding = false
  let isLetThrough = false
  let isLog = false
  /** Elements inside the log that are no traces or events (globals, extensions), by depth. */
  let passedOver = 0
  const open: Open[] = []

  const release = () => {
    for (const row of waiting) rows.push(row)
    waiting = []
  }

  const fail = (message: string): never => {
    throw new BrokenFile(message, parser.line, parser.column)
  }

  const keep = (tag: string, attributes: Record<string, string>) => {
    const target = event ?? trace
    if (!target) return
    const outer = open.at(-1)
    const key = attributes['key'] ?? ''
    const inList = outer?.values !== null && outer?.values !== undefined
    const name = outer ? (inList ? outer.name : `${outer.name}.${key}`) : event ? key : `trace.${key}`
    const { value } = attributes
    if (value !== undefined && VALUED.has(tag)) {
      if (event === null && isLetThrough) fail(`the trace attribute "${key}" comes after ${LONGEST_WAIT} events of its trace`)
      if (inList) outer.values!.push(value)
      else target[name] = read(tag, value)
    }
    open.push({ tag, name, values: null })
  }

  parser.on('opentag', ({ name: fullName, attributes }) => {
    const tag = localName(fullName)
    if (!isLog) {
      if (tag !== 'log') fail(`the file begins with <${fullName}> and not with <log>: it is no XES`)
      isLog = true
    } else if (passedOver > 0) passedOver++
    else if (tag === 'event' && event === null && open.length === 0) {
      event = emptyFields(trace)
      eventLine = parser.line
    } else if (tag === 'trace' && trace === null && event === null) {
      trace = emptyFields()
      isLetThrough = false
    } else if (tag === 'values' && open.at(-1)?.tag === 'list') {
      open.push({ tag, name: open.at(-1)!.name, values: [] })
    } else if (NESTING.has(tag) && (event !== null || trace !== null)) keep(tag, attributes)
    else {
      const { key = '', value = '' } = attributes
      // Of the log's own attributes only what people told, in an export of ours, is read.
      if (key.startsWith(XES_STATEMENT) || key.startsWith(XES_JUDGEMENT))
        rows.push({ line: parser.line, number: ++number, raw: value, fields: Object.assign(emptyFields(), { [key]: value }) })
      passedOver = 1
    }
  })

  parser.on('closetag', ({ name: fullName }) => {
    const tag = localName(fullName)
    if (passedOver > 0) passedOver--
    else if (open.length > 0) {
      const { name, values } = open.pop()!
      if (values !== null && values.length > 0) (event ?? trace)![name] = values
    } else if (tag === 'event' && event !== null) {
      closedAt = parser.position
      waiting.push({ line: eventLine, number: ++number, raw: event, fields: event })
      event = null
      if (trace === null || isLetThrough) release()
      else if (waiting.length >= LONGEST_WAIT) {
        isLetThrough = true
        release()
      }
    } else if (tag === 'trace') {
      trace = null
      release()
    }
  })

  parser.on('error', (error: Error) => {
    // The parser closes an event that is closed by the wrong tag before it complains: that event is not whole.
    if (closedAt === parser.position && !isEnding) (waiting.length > 0 ? waiting : rows).pop()
    throw new BrokenFile(error.message.replace(/^\d+:\d+: /, ''), parser.line, parser.column)
  })

  return {
    write: (piece: string) => void parser.write(piece),
    end: () => {
      isEnding = true
      parser.close()
      if (!isLog) fail('the file is empty: it is no XES')
    },
    release,
    take: function* (): Generator<ReadRow[]> {
      const taken = rows
      rows = []
      for (let start = 0; start < taken.length; start += BATCH) yield taken.slice(start, start + BATCH)
    },
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

function read(tag: string, value: string): FieldValue {
  if (tag === 'boolean') return value.trim() === 'true' || value.trim() === '1'
  if (tag === 'float' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value)
  // An integer that a number would not give back as it was written (007, one beyond 2^53) stays text: it may number a matter.
  if (tag === 'int' && String(Number(value)) === value && Number.isSafeInteger(Number(value))) return Number(value)
  return value
}
