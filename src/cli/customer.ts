import type { z } from 'zod'
import { getIdentity, postJoin, postSeparate, postUndo } from '../api/identity.ts'
import { EXIT, readArguments, WrongUsage, type ExitCode } from './command.ts'
import { openLocalPolku, type LocalPolku } from './localPolku.ts'
import { layTable, several } from './table.ts'

export const help = [
  'Usage: polku customer show CUSTOMER',
  '       polku customer join CUSTOMER IDENTIFIER… --because TEXT [--by NAME] [--dry-run]',
  '       polku customer separate CUSTOMER IDENTIFIER… --because TEXT [--from IDENTIFIERS] [--by NAME] [--dry-run]',
  '       polku customer undo NUMBER --because TEXT [--by NAME] [--dry-run]',
  '',
  'Shows how a customer came to be one, and says who is who: that identifiers are this person too, or somebody else. What is said stands',
  'over every link until it is taken back under its number. CUSTOMER is any identifier, kind:value, or id:17.',
  '',
  '  --because   how one knows',
  '  --by        who says so',
  '  --from      whom they are not, with commas between; all others of the customer unless said otherwise',
  '  --dry-run   only tells what would move',
].join('\n')

const OPTIONS = { because: { type: 'string' }, by: { type: 'string' }, from: { type: 'string' }, 'dry-run': { type: 'boolean' } } as const

type Values = { because?: string; by?: string; from?: string; 'dry-run'?: boolean }
type Verb = (polku: LocalPolku, first: string, rest: string[], values: Values) => Promise<void>

/** Each verb: the fewest and most names it takes, which options, and what it does. */
const VERBS: Record<string, { names: readonly [number, number]; options: readonly string[]; run: Verb }> = {
  show: { names: [1, 1], options: [], run: show },
  join: { names: [2, 101], options: ['because', 'by', 'dry-run'], run: join },
  separate: { names: [2, 101], options: ['because', 'by', 'dry-run', 'from'], run: separate },
  undo: { names: [1, 1], options: ['because', 'by', 'dry-run'], run: undo },
}

export async function run([action = '', ...args]: string[]): Promise<ExitCode> {
  const verb = Object.hasOwn(VERBS, action) ? VERBS[action]! : undefined
  if (verb === undefined) throw new WrongUsage(help)
  const { values, files: names } = readArguments(args, OPTIONS, 'any')
  const stranger = Object.keys(values).find((name) => !verb.options.includes(name))
  if (stranger !== undefined) throw new WrongUsage(`--${stranger} does not go with ${action}.`)
  const [fewest, most] = verb.names
  if (names.length < fewest || names.length > most) throw new WrongUsage(help)
  if (verb.options.includes('because') && !values.because?.trim()) throw new WrongUsage('Say why with --because TEXT.')
  const polku = await openLocalPolku()
  try {
    await verb.run(polku, names[0]!, names.slice(1), values)
  } finally {
    await polku.close()
  }
  return EXIT.done
}

async function show(polku: LocalPolku, customer: string): Promise<void> {
  const { customer: name, identifiers, links, contested, judgements, history } = await polku.call(getIdentity, { params: { customer } })
  console.log(name)
  lay(
    ['identifier', 'customer'],
    identifiers.map((each) => [each.identifier, each.customer]),
  )
  console.log('Given together:')
  lay(
    ['identifiers', 'encounters', 'statements', 'e.g.'],
    links.map((link) => [link.identifiers.join(' '), String(link.encounters), String(link.statements), link.because]),
  )
  if (contested.length > 0) console.log(`Nobody’s until somebody says whose: ${contested.flat().join(' ')}`)
  if (judgements.length > 0) console.log('Said by people:')
  for (const { id, sort, identifiers: one, others, at, by, because, undone } of judgements) {
    const what = sort === 'join' ? `${one.join(' ')} are one` : `${one.join(' ')} are not ${others.join(' ')}`
    console.log(`  ${id}  ${at}  ${by.name}: ${what}, ${because}`)
    if (undone !== null) console.log(`  ${' '.repeat(String(id).length)}  ${undone.at}  ${undone.by.name} took it back: ${undone.because}`)
  }
  if (history.length > 0) console.log('What came of it:')
  for (const { at, event, identifiers: whose, because } of history) console.log(`  ${at}  ${event}  ${whose.join(' ')}  (${because})`)
}

async function join(polku: LocalPolku, customer: string, identifiers: string[], values: Values): Promise<void> {
  tell(await polku.call(postJoin, { params: { customer }, body: { identifiers, ...said(values) } }))
}

async function separate(polku: LocalPolku, customer: string, identifiers: string[], values: Values): Promise<void> {
  const others = values.from?.split(',').map((each) => each.trim())
  tell(await polku.call(postSeparate, { params: { customer }, body: { identifiers, others, ...said(values) } }))
}

async function undo(polku: LocalPolku, judgement: string, _rest: string[], values: Values): Promise<void> {
  if (!/^[1-9]\d*$/.test(judgement)) throw new WrongUsage('Name what was said by its number.')
  tell(await polku.call(postUndo, { params: { judgement }, body: said(values) }))
}

function said({ because, by, 'dry-run': preview = false }: Values) {
  return { because, by, preview }
}

function tell({ judgement, before, after }: z.output<typeof postJoin.answer>): void {
  const rows = (when: string, customers: typeof before) =>
    customers.map(({ id, customer, identifiers, encounters, statements, cases }) => [
      when,
      `id:${id}`,
      customer,
      identifiers.join(' '),
      String(encounters),
      String(statements),
      String(cases),
    ])
  if (before.length + after.length === 0) console.log('Nobody moves.')
  else lay(['', 'id', 'customer', 'identifiers', 'encounters', 'statements', 'cases'], [...rows('before', before), ...rows('after', after)])
  console.log(
    judgement === null
      ? `Nothing was changed: ${several(after.length, 'customer')} would stand so.`
      : `It stands under number ${judgement}.`,
  )
}

const COUNTS: ReadonlySet<string> = new Set(['encounters', 'statements', 'cases'])

function lay(headings: readonly string[], rows: readonly (readonly string[])[]): void {
  const columns = headings.map((heading) => ({ heading, lean: COUNTS.has(heading) ? ('right' as const) : ('left' as const) }))
  for (const line of layTable(columns, rows)) console.log(line)
}
