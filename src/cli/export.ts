import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { PassThrough } from 'node:stream'
import { createGzip } from 'node:zlib'
import { getDefinitions } from '../api/export.ts'
import { EXPORT_FILES, type ExportFormat } from '../compose.ts'
import { parseInstant } from '../domain/kernel/instant.ts'
import { EXIT, Failure, readArguments, WrongUsage, type ExitCode } from './command.ts'
import { openLocalPolku, type ExportAsked, type LocalPolku } from './localPolku.ts'
import { checkOutFile } from './outFile.ts'

export const help = `Usage: polku export --format ndjson|csv|xes|ocel [options]

Writes statements of customers and encounters, as of one moment, to standard output. polku import takes each format in again, with
the same paths, frictions and counts; definitions go by a folder of their own.

  --out FILE            writes a file instead, gzip when its name ends with .gz
  --since TIME          encounters from this time on (RFC 3339)
  --until TIME          encounters before this time
  --journey KEY         encounters on paths of this journey
  --definitions FOLDER  writes the definitions in force to FOLDER/definitions.json, as polku define takes them

POLKU_DATA or DATABASE_URL say which database. A server may be running.`

const OPTIONS = {
  format: { type: 'string' },
  out: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
  journey: { type: 'string' },
  definitions: { type: 'string' },
} as const

type Write = (text: string) => Promise<void>

export async function run(args: string[]): Promise<ExitCode> {
  const { values } = readArguments(args, OPTIONS, 'none')
  const { format, out, definitions } = values
  if (format === undefined && definitions === undefined) throw new WrongUsage('--format is needed: ndjson, csv, xes or ocel.')
  if (format !== undefined && !isFormat(format)) throw new WrongUsage(`--format must be ndjson, csv, xes or ocel, not "${format}".`)
  const asked = format && { format, since: timeOf('since', values.since), until: timeOf('until', values.until), journey: values.journey }
  if (asked && out !== undefined) await checkOutFile(out)
  const polku = await openLocalPolku()
  try {
    if (definitions !== undefined) await writeDefinitions(polku, definitions)
    if (asked) await (out === undefined ? toStandardOutput(polku, asked) : toFile(polku, asked, out))
  } finally {
    await polku.close()
  }
  return EXIT.done
}

function isFormat(text: string): text is ExportFormat {
  return Object.hasOwn(EXPORT_FILES, text)
}

function timeOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const at = parseInstant(text)
  if (at === null) throw new WrongUsage(`--${name} must be a time with its zone, such as 2026-03-31T00:00:00Z, not "${text}".`)
  return at
}

async function writeDefinitions(polku: LocalPolku, folder: string): Promise<void> {
  const definitions = await polku.call(getDefinitions)
  const path = join(folder, 'definitions.json')
  await mkdir(folder, { recursive: true }).then(
    () => writeFile(path, `${JSON.stringify(definitions, null, 2)}\n`),
    (error: unknown) => {
      throw error
    },
  )
  console.error(`Definitions: ${path}`)
}

async function toStandardOutput(polku: LocalPolku, asked: ExportAsked): Promise<void> {
  let broken: Error | undefined
  const { stdout } = process
  const note = (error: Error) => (broken = error)
  stdout.on('error', note)
  const write: Write = async (text) => {
    if (broken) throw new Failure('Nobody reads standard output any more.')
    if (!stdout.write(text)) await Promise.race([once(stdout, 'drain'), once(stdout, 'error')])
  }
  try {
    await polku.export(asked, write)
  } finally {
    stdout.off('error', note)
  }
}

/** A file that is there is whole: it gets its name when all is written. */
async function toFile(polku: LocalPolku, asked: ExportAsked, path: string): Promise<void> {
  const unfinished = `${path}.part`
  const source = new PassThrough()
  // It holds personal facts: for the owner's eyes only.
  const file = createWriteStream(unfinished, { mode: 0o600 })
  const written = path.endsWith('.gz') ? pipeline(source, createGzip(), file) : pipeline(source, file)
  written.catch(() => undefined)
  try {
    await polku.export(asked, async (text) => {
      if (source.destroyed) await written
      if (!source.write(text)) await Promise.race([once(source, 'drain'), written])
    })
    source.end()
    await written
    await rename(unfinished, path)
  } catch (error) {
    source.destroy()
    await written.catch(() => undefined)
    await rm(unfinished, { force: true })
    const { code, message } = error as NodeJS.ErrnoException
    throw code !== undefined && /^E[A-Z]+$/.test(code) ? new Failure(`${path}: cannot be written (${message})`) : error
  }
  console.error(`Exported: ${path}`)
}
