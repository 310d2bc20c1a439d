import { readFile } from 'node:fs/promises'
import type { z } from 'zod'
import {
  getQuarantine,
  getRefusedItem,
  postDiscard,
  postReplay,
  putRefusedItem,
  type discardBody,
  type RefusedItem,
  type ReplayAnswer,
} from '../api/quarantine.ts'
import { readRepairMap } from '../compose.ts'
import { EXIT, readArguments, WrongUsage, type ExitCode } from './command.ts'
import { openLocalPolku, type LocalPolku } from './localPolku.ts'
import { reasonsOf } from './rejections.ts'
import { layTable, several } from './table.ts'

export const help = `Usage: polku quarantine ACTION [options]

Items that doors refused wait in quarantine, with the reasons, until they are repaired or discarded.

  list              what waits, newest first
  show NUMBER       what an item holds, and why it was refused
  repair NUMBER FILE  takes the corrected item (JSON) in its place
  repair --map MAP  repairs all that wait by a map (YAML; docs/quarantine.md) and tries them again
  replay [NUMBER…]  tries items again as they are; without numbers all that wait
  discard NUMBER… | --all   deletes what items hold; they no longer wait

  --state waiting|repaired|discarded   list: which; default waiting
  --door ADDRESS --field FIELD --problem WORDS --since TIME --until TIME   only such items
  --dry-run         repair and replay: only tells what would become of them
  --json            list: one JSON line each`

const OPTIONS = {
  state: { type: 'string' },
  door: { type: 'string' },
  field: { type: 'string' },
  problem: { type: 'string' },
  since: { type: 'string' },
  until: { type: 'string' },
  map: { type: 'string' },
  all: { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const

type Values = ReturnType<typeof readOptions>['values']
type Chosen = z.input<typeof discardBody>

function readOptions(args: string[]) {
  return readArguments(args, OPTIONS, 'any')
}

export async function run([action, ...args]: string[]): Promise<ExitCode> {
  const { values, files: given } = readOptions(args)
  const act = actionOf(action, values, given)
  const polku = await openLocalPolku()
  try {
    return await act(polku)
  } finally {
    await polku.close()
  }
}

/** What is to be done, judged before anything is opened. */
function actionOf(action: string | undefined, values: Values, given: string[]): (polku: LocalPolku) => Promise<ExitCode> {
  const chosen = choiceOf(values)
  switch (action) {
    case 'list':
      return (polku) => list(polku, values)
    case 'show': {
      const id = only(numbersOf(given), 'show NUMBER')
      return async (polku) => {
        console.log(JSON.stringify(await polku.call(getRefusedItem, { params: { id: String(id) } }), null, 2))
        return EXIT.done
      }
    }
    case 'repair':
      return values.map === undefined ? repairOne(given) : repairAll(values.map, given, chosen, values)
    case 'replay': {
      const ids = numbersOf(given)
      return (polku) => replay(polku, { ...chosen, ...(ids.length > 0 && { ids }) }, values)
    }
    case 'discard': {
      const ids = numbersOf(given)
      const isNamed = ids.length > 0 || Object.keys(chosen).length > 0
      if (!isNamed && !values.all) throw new WrongUsage('Name numbers or a filter, or say --all.')
      return async (polku) => {
        const { discarded } = await polku.call(postDiscard, { body: { ...chosen, ...(ids.length > 0 && { ids }) } })
        console.log(`Discarded: ${several(discarded, 'item')}.`)
        return EXIT.done
      }
    }
    default:
      throw new WrongUsage(help)
  }
}

function choiceOf({ door, field, problem, since, until }: Values): Chosen {
  const all = { door, field, problem, since, until }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined))
}

function numbersOf(given: readonly string[]): number[] {
  return given.map((text) => {
    if (!/^[1-9]\d{0,15}$/.test(text)) throw new WrongUsage(`"${text}" is no number of an item in quarantine.`)
    return Number(text)
  })
}

function only<Item>(items: readonly Item[], usage: string): Item {
  if (items.length !== 1) throw new WrongUsage(`Usage: polku quarantine ${usage}`)
  return items[0]!
}

async function list(polku: LocalPolku, values: Values): Promise<ExitCode> {
  const query = { ...(choiceOf(values) as Record<string, string>), state: values.state ?? 'waiting', limit: '200' }
  let cursor: string | undefined
  let found = 0
  do {
    const page = await polku.call(getQuarantine, { query: { ...query, cursor } })
    found += page.items.length
    for (const item of values.json ? page.items : []) console.log(JSON.stringify(item))
    if (!values.json && page.items.length > 0) layTable(COLUMNS, page.items.map(rowOf)).forEach((line) => console.log(line))
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  if (found === 0 && !values.json) console.log('Nothing.')
  return EXIT.done
}

const COLUMNS = ['number', 'state', 'door', 'id', 'came last', 'times', 'because'].map((heading) => ({
  heading,
  lean: heading === 'number' || heading === 'times' ? ('right' as const) : ('left' as const),
}))

function rowOf({ id, state, door, itemId, lastAt, times, problems }: RefusedItem): string[] {
  return [String(id), state, door, itemId ?? '–', lastAt, String(times), reasonsOf({ problems })]
}

function repairOne(given: string[]): (polku: LocalPolku) => Promise<ExitCode> {
  const [number, file, ...more] = given
  if (number === undefined || file === undefined || more.length > 0)
    throw new WrongUsage('Usage: polku quarantine repair NUMBER FILE, or --map MAP')
  const [id] = numbersOf([number])
  return async (polku) => {
    const body = await readJsonFile(file)
    const item = await polku.call(putRefusedItem, { params: { id: String(id) }, body })
    console.log(`Item ${item.id} is ${item.state}.`)
    return EXIT.done
  }
}

async function readJsonFile(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    throw new WrongUsage(`${file}: cannot be read (${error.message})`)
  })
  try {
    return JSON.parse(text)
  } catch {
    throw new WrongUsage(`${file}: is not well-formed JSON`)
  }
}

function repairAll(path: string, given: readonly string[], chosen: Chosen, values: Values): (polku: LocalPolku) => Promise<ExitCode> {
  const ids = numbersOf(given)
  return async (polku) => {
    const map = await readRepairMap(path)
    return replay(polku, { ...chosen, ...(ids.length > 0 && { ids }), map }, values)
  }
}

async function replay(polku: LocalPolku, asked: Chosen & { map?: Record<string, unknown> }, values: Values): Promise<ExitCode> {
  const total = { accepted: 0, duplicates: 0, skipped: 0 }
  const refused: ReplayAnswer['refused'] = []
  let after: number | null = 0
  do {
    const answer: ReplayAnswer = await polku.call(postReplay, { body: { ...asked, after, dryRun: values['dry-run'] } })
    total.accepted += answer.accepted
    total.duplicates += answer.duplicates
    total.skipped += answer.skipped
    refused.push(...answer.refused)
    after = answer.next
  } while (after !== null)
  const done = values['dry-run'] ? 'Could be taken' : 'Taken'
  console.log(
    `${done}: ${total.accepted} new, ${total.duplicates} known already, ${refused.length} still wrong, ${total.skipped} left out.`,
  )
  for (const { id, problems } of refused.slice(0, 10)) console.error(`item ${id}: ${reasonsOf({ problems })}`)
  if (refused.length > 10) console.error(`… and ${refused.length - 10} more.`)
  return refused.length > 0 ? EXIT.rejected : EXIT.done
}
