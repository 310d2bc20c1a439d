import {
  analyzeEncounters,
  checkFiles,
  digestOf,
  hasCalendar,
  openCalendar,
  readDefinitions,
  readEncounters,
  readMap,
  timeZoneOf,
  type FileItem,
} from '../compose.ts'
import type { Encounter } from '../domain/encounter/encounter.ts'
import { parseInstant } from '../domain/kernel/instant.ts'
import type { AnalysisDocument } from './analysisDocument.ts'
import { EXIT, readArguments, WrongUsage, type ExitCode } from './command.ts'
import { openRejections, tellDamage, type Rejections } from './rejections.ts'
import { report } from './report.ts'
import { writeJson } from './writeJson.ts'

export const help = `Usage: polku analyze FILE… [options]

Reads encounters from NDJSON, CSV or XES files (also .gz) and tells what happened on the paths. No server is needed and
no database is left behind.

  --map MAP          how the files become encounters (YAML; docs/files tells how to write one)
  --definitions DIR  journeys, touchpoints and channels (.yaml, .yml or .json files)
  --as-of TIME       the clock for deadlines, such as 2026-03-31T00:00:00Z; default: the last encounter's time
  --calendar CC      country of the working days, such as FI or SE; default FI
  --json             one JSON document instead of a report
  --details          with --json: every path and every friction besides`

const OPTIONS = {
  map: { type: 'string' },
  definitions: { type: 'string' },
  'as-of': { type: 'string' },
  calendar: { type: 'string', default: 'FI' },
  json: { type: 'boolean', default: false },
  details: { type: 'boolean', default: false },
} as const

/** What `polku analyze` is asked. */
export interface AnalyzeRequest {
  map?: string | undefined
  definitions?: string | undefined
  /** Milliseconds since 1970 UTC. */
  asOf?: number | undefined
  calendar?: string | undefined
  details?: boolean | undefined
}

export async function run(args: string[]): Promise<ExitCode> {
  const { values, files } = readArguments(args, OPTIONS, 'some')
  if (values.details && !values.json) throw new WrongUsage('--details needs --json.')
  const { document, rejections } = await analyzeFiles(files, {
    ...values,
    asOf: values['as-of'] === undefined ? undefined : clockOf(values['as-of']),
  })
  if (values.json) await writeJson(document)
  else process.stdout.write(`${report(document)}\n`)
  rejections.tell()
  document.broken.forEach(tellDamage)
  if (document.broken.length > 0) return EXIT.failed
  return document.rejected > 0 ? EXIT.rejected : EXIT.done
}

function clockOf(text: string): number {
  const at = parseInstant(text)
  if (at === null) throw new WrongUsage(`--as-of must be a time with its zone, such as 2026-03-31T00:00:00Z, not "${text}".`)
  return at
}

/** Analyses files: the document, and what was rejected on the way. */
export async function analyzeFiles(
  files: readonly string[],
  request: AnalyzeRequest,
): Promise<{ document: AnalysisDocument; rejections: Rejections }> {
  const country = (request.calendar ?? 'FI').toUpperCase()
  if (!hasCalendar(country)) throw new WrongUsage(`--calendar: there is no calendar of "${country}"; give a country code such as FI or SE.`)
  await checkFiles(files)
  const map = request.map === undefined ? undefined : await readMap(request.map)
  const definitions = request.definitions === undefined ? {} : await readDefinitions(request.definitions)
  const rejections = openRejections()
  const analysis = await analyzeEncounters(encountersOf(readEncounters(files, { map, hash: digestOf }), rejections), {
    definitions,
    calendar: openCalendar(country, timeZoneOf(country)),
    ...(request.asOf !== undefined && { asOf: request.asOf }),
    details: request.details ?? false,
  })
  const { skipped, broken } = rejections
  const document = { ...analysis, rejected: analysis.rejected + rejections.count, skipped, broken }
  return { document, rejections }
}

async function* encountersOf(items: AsyncIterable<FileItem[]>, rejections: Rejections): AsyncGenerator<Encounter[]> {
  for await (const batch of items) {
    const encounters: Encounter[] = []
    for (const item of batch) {
      if ('encounter' in item) encounters.push(item.encounter)
      else rejections.note(item)
    }
    if (encounters.length > 0) yield encounters
  }
}
