import type { Encounter } from '../../../domain/encounter/encounter.ts'
import type { Json } from '../../../domain/kernel/canonical.ts'
import { formatInstant } from '../../../domain/kernel/instant.ts'
import { cellsOf, type Cell } from './cells.ts'
import type { FormatWriter } from './format.ts'
import type { PlacedRow } from './statements.ts'
import { statementJson } from './statementJson.ts'

/** Before every attribute of ours. */
export const XES_PREFIX = 'polku:'
/** The attribute that holds, as JSON, the cells that XML has no letters for. */
export const XES_ESCAPED = 'escaped'
/** Before the number of a statement among the attributes of the log. */
export const XES_STATEMENT = `${XES_PREFIX}statement.`
/** Before the number of a judgement among the attributes of the log. */
export const XES_JUDGEMENT = `${XES_PREFIX}judgement.`

/** Attributes of an imported log that come out again as they went in. */
export const XES_KEPT = ['lifecycle:transition', 'org:resource', 'org:group', 'org:role'] as const

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<extension name="Polku" prefix="polku" uri="urn:polku:encounter"/>
<global scope="trace">
<string key="concept:name" value="UNKNOWN"/>
</global>
<global scope="event">
<string key="concept:name" value="UNKNOWN"/>
<date key="time:timestamp" value="1970-01-01T00:00:00.000Z"/>
<string key="lifecycle:transition" value="complete"/>
</global>
<classifier name="Touchpoint" scope="event" keys="concept:name"/>
<classifier name="Transition" scope="event" keys="concept:name lifecycle:transition"/>
`

/** XES (IEEE 1849-2016): a trace is a path; each facet is an attribute of ours beside those that process mining tools know. */
export function xesWriter(): FormatWriter {
  let statements = 0
  let judgements = 0
  let trace: string | null = null
  const closing = () => (trace === null ? '' : '</trace>\n')
  return {
    begin: () => HEAD,
    judgement: (judgement) => string(`${XES_JUDGEMENT}${++judgements}`, escapeUnwritable(JSON.stringify(judgement))),
    statement: (statement) => string(`${XES_STATEMENT}${++statements}`, escapeUnwritable(JSON.stringify(statementJson(statement)))),
    placed: (row) => {
      const key = `${row.customerId} ${row.path}`
      if (key === trace) return eventOf(row.body)
      const opening = `${closing()}<trace>\n${traceOf(row)}`
      trace = key
      return opening + eventOf(row.body)
    },
    // Outside of any trace, since nobody's path has them yet.
    awaiting: (encounter) => {
      const before = closing()
      trace = null
      return before + eventOf(encounter)
    },
    end: () => `${closing()}</log>\n`,
  }
}

function traceOf({ customer, path, journey, matter, state, outcome }: PlacedRow): string {
  // Imported logs name a customer after each trace.
  const name = matter !== null && customer === `case:${matter}` ? matter : `${customer} ${path}`
  return [
    string('concept:name', name),
    string('polku:customer', customer),
    string('polku:path', path),
    string('polku:journey', journey),
    matter === null ? '' : string('polku:matter', matter),
    string('polku:state', state),
    outcome === null ? '' : string('polku:outcome', outcome),
  ].join('')
}

function eventOf(encounter: Encounter): string {
  const { touchpoint, at, handledBy, properties = {} } = encounter
  const came = XES_KEPT.flatMap((key): [string, string][] => (isText(properties[key]) ? [[key, properties[key]]] : []))
  const isOfLog = came.some(([key]) => key.startsWith('org:'))
  const standard = new Map([
    ['lifecycle:transition', 'complete'],
    ...(isOfLog || !handledBy?.person ? [] : [['org:resource', handledBy.person] as const]),
    ...(isOfLog || !handledBy?.team ? [] : [['org:group', handledBy.team] as const]),
    ...came,
  ])
  const cells = cellsOf(encounter).filter(([name]) => name !== 'occurredAt')
  const unwritable = cells.filter((cell) => !isWritable(cell))
  return [
    '<event>\n',
    string('concept:name', touchpoint),
    `<date key="time:timestamp" value="${formatInstant(at)}"/>\n`,
    ...[...standard].map(([key, value]) => string(key, value)),
    ...cells.filter(isWritable).map(([name, text]) => string(XES_PREFIX + name, text)),
    unwritable.length === 0 ? '' : string(XES_PREFIX + XES_ESCAPED, escapeUnwritable(JSON.stringify(Object.fromEntries(unwritable)))),
    '</event>\n',
  ].join('')
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== ''
}

/** Characters that XML 1.0 cannot hold, not even as references, and control characters that it would rather not. */
const UNWRITABLE = /(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu
/** Letters and marks of which every reader of XML takes a name to be made. */
const NAME = /^[A-Za-z][A-Za-z0-9._-]*$/

function isWritable([name, text]: Cell): boolean {
  return NAME.test(name) && text.search(UNWRITABLE) < 0
}

/** Inside JSON text every character can be written with letters that XML has. */
function escapeUnwritable(json: string): string {
  return json.replace(UNWRITABLE, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

const MARKS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' }

function string(key: string, value: string): string {
  const text = value.replace(UNWRITABLE, '\ufffd').replace(/[&<>"\t\n\r]/g, (mark) => MARKS[mark]!)
  return `<string key="${key}" value="${text}"/>\n`
}
