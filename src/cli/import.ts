import {
  checkFiles,
  digestOf,
  readEncounters,
  readMap,
  type CustomerStatement,
  type FileItem,
  type FilePlace,
  type IntakeResult,
} from '../compose.ts'
import type { Encounter } from '../domain/encounter/encounter.ts'
import { postMentions } from '../api/mention.ts'
import type { MentionInput } from '../domain/feedback/mention.ts'
import { postJudgements, type JudgementBody } from '../api/identity.ts'
import { encounterJson } from '../domain/encounter/schema.ts'
import { EXIT, readArguments, type ExitCode } from './command.ts'
import { openLocalPolku, type LocalPolku } from './localPolku.ts'
import { openProgress } from './progress.ts'
import { openRejectedFiles } from './rejectedFiles.ts'
import { openRejections, tellDamage, type Rejections } from './rejections.ts'
import { count, several } from './table.ts'

export const help = `Usage: polku import FILE… [options]

Takes encounters from NDJSON, CSV, XES or OCEL files (also .gz) into the database; from files that \`polku export\` wrote statements
of customers, and what people said of who is who, as well; by a map of mentions reviews, whose customers need not be known. Importing a file again changes nothing:
what is known already is passed over. Rejected rows go to FILE.rejected.ndjson, each with the reasons.

  --map MAP   how the files become encounters (YAML; docs/files tells how to write one)
  --dry-run   only reads, and tells what would be rejected

POLKU_DATA or DATABASE_URL say which database.`

const OPTIONS = { map: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } } as const

export async function run(args: string[]): Promise<ExitCode> {
  const { values, files } = readArguments(args, OPTIONS, 'some')
  await checkFiles(files)
  const map = values.map === undefined ? undefined : await readMap(values.map)
  const items = readEncounters(files, { map, hash: digestOf })
  if (values['dry-run']) {
    const could = async (given: readonly unknown[]) => ({ accepted: given.length, duplicates: 0, rejected: [] })
    const imported = await importItems(items, could, false, { hear: could })
    return finish(imported, 'Could be imported')
  }
  const polku = await openLocalPolku()
  try {
    const judge: Judge = (judgements) => polku.call(postJudgements, { body: { items: judgements } })
    const hear: Hear = (mentions) => polku.call(postMentions, { body: mentions })
    const imported = await importItems(items, polku.accept, true, { tell: polku.tell, judge, hear })
    await polku.settled()
    return finish(imported, 'Imported')
  } finally {
    await polku.close()
  }
}

/** Brings at most `JUDGED_AT_ONCE` judgements; tells which were refused. */
export type Judge = (
  judgements: readonly JudgementBody[],
) => Promise<{ rejected: { index: number; problems: { field: string; message: string }[] }[] }>

/** Takes at most `HEARD_AT_ONCE` mentions; tells what became of them. */
type Hear = (mentions: readonly MentionInput[]) => Promise<IntakeResult>

const JUDGED_AT_ONCE = 100
const HEARD_AT_ONCE = 200

/** What an import came to. */
export interface Imported {
  /** Statements of customers. */
  statements: number
  /** What people said of who is who. */
  judgements: number
  accepted: number
  duplicates: number
  rejections: Rejections
  /** Files in which the rejected rows lie. */
  rejectedFiles: string[]
}

/** Hands the encounters of files over batch by batch, the next being read while one is written. */
export async function importItems(
  items: AsyncIterable<FileItem[]>,
  accept: LocalPolku['accept'],
  keepRejected: boolean,
  { tell, judge, hear }: { tell?: LocalPolku['tell']; judge?: Judge; hear?: Hear } = {},
): Promise<Imported> {
  const rejections = openRejections()
  const rejectedFiles = openRejectedFiles(keepRejected)
  const progress = openProgress()
  const imported = { statements: 0, judgements: 0, accepted: 0, duplicates: 0 }

  const reject = async (
    item: Exclude<FileItem, { encounter: unknown } | { mention: unknown } | { statement: unknown } | { judgement: unknown }>,
  ) => {
    rejections.note(item)
    if ('rejected' in item) await rejectedFiles.write(item.rejected)
  }
  const take = async (encounters: Encounter[], places: FilePlace[]) => {
    await tally(await accept(encounters), places, (index) => encounterJson(encounters[index]!))
  }
  const takeMentions = async (given: readonly { mention: MentionInput; source: FilePlace }[]) => {
    const mentions = given.map(({ mention }) => mention)
    const result = (await hear?.(mentions)) ?? { accepted: 0, duplicates: 0, rejected: [] }
    await tally(
      result,
      given.map(({ source }) => source),
      (index) => mentions[index],
    )
  }
  const tally = async (result: IntakeResult, places: readonly FilePlace[], rawOf: (index: number) => unknown) => {
    imported.accepted += result.accepted
    imported.duplicates += result.duplicates
    for (const { index, id, problems } of result.rejected) {
      await reject({ rejected: { ...places[index]!, ...(id !== undefined && { id }), problems, raw: rawOf(index) } })
    }
    progress.show(`${count(imported.accepted)} new, ${count(imported.duplicates)} known, ${count(rejections.count)} rejected`)
  }

  const bring = async (given: readonly { judgement: JudgementBody; source: FilePlace }[]) => {
    const { rejected } = (await judge?.(given.map(({ judgement }) => judgement))) ?? { rejected: [] }
    imported.judgements += given.length - rejected.length
    for (const { index, problems } of rejected) {
      const { judgement, source } = given[index]!
      await reject({ rejected: { ...source, problems, raw: { judgement } } })
    }
  }

  let writing: Promise<void> = Promise.resolve()
  try {
    for await (const batch of items) {
      const encounters: Encounter[] = []
      const places: FilePlace[] = []
      const statements: CustomerStatement[] = []
      const judgements: { judgement: JudgementBody; source: FilePlace }[] = []
      const mentions: { mention: MentionInput; source: FilePlace }[] = []
      await writing
      for (const item of batch) {
        if ('encounter' in item) {
          encounters.push(item.encounter)
          places.push(item.source)
        } else if ('statement' in item) statements.push(item.statement)
        else if ('judgement' in item) judgements.push(item)
        else if ('mention' in item) mentions.push(item)
        else await reject(item)
      }
      for (let from = 0; from < judgements.length; from += JUDGED_AT_ONCE) await bring(judgements.slice(from, from + JUDGED_AT_ONCE))
      if (statements.length > 0) await tell?.(statements)
      imported.statements += statements.length
      if (encounters.length > 0) writing = take(encounters, places)
      // A failure is met at the next await; until then it must not count as nobody's.
      writing.catch(() => {})
      // Those of customers are encounters, too, and may stand among these.
      if (mentions.length > 0) await writing
      for (let from = 0; from < mentions.length; from += HEARD_AT_ONCE) await takeMentions(mentions.slice(from, from + HEARD_AT_ONCE))
    }
    await writing
  } finally {
    progress.end()
    await rejectedFiles.close()
  }
  return { ...imported, rejections, rejectedFiles: rejectedFiles.paths() }
}

function finish({ statements, judgements, accepted, duplicates, rejections, rejectedFiles }: Imported, done: string): ExitCode {
  console.log(`${done}: ${count(accepted)} new, ${count(duplicates)} known already, ${count(rejections.count)} rejected.`)
  if (statements > 0) console.log(`${several(statements, 'statement')} of customers.`)
  if (judgements > 0) console.log(`${several(judgements, 'judgement')} of who is who.`)
  if (rejections.skipped > 0) console.log(`${count(rejections.skipped)} rows were left out by the map.`)
  rejections.tell()
  for (const path of rejectedFiles) console.error(`Rejected rows with their reasons: ${path}`)
  rejections.broken.forEach(tellDamage)
  if (rejections.broken.length > 0) return EXIT.failed
  return rejections.count > 0 ? EXIT.rejected : EXIT.done
}
