import { readAnswerTable } from '../compose.ts'
import { driversOf, type Drivers, type NoDrivers } from '../domain/measure/drivers.ts'
import { readDriverTable, type UnusedRow } from '../domain/measure/driverTable.ts'
import { EXIT, Failure, readArguments, WrongUsage, type ExitCode } from './command.ts'
import { tellDamage } from './rejections.ts'
import { count, layTable, several } from './table.ts'

export const help = `Usage: polku drivers FILE.csv --outcome COLUMN [--columns A,B,…] [--json]

Tells what moves an outcome: the share of its explained variance that each driver has, with a 95 % interval, most first. A row of
the file is an answer. An interval that is wide, or a warning on standard error, says how far the order can be trusted.

  --outcome   the column whose differences are explained, or the mean of several: satisfaction=S1+S2+S3, satisfaction=S*
  --columns   the drivers, in the same way: quality=Q*,price=P1+P2; every other column with numbers unless given
  --json      [{driver, importance, low, high}] instead of a table`

const OPTIONS = { outcome: { type: 'string' }, columns: { type: 'string' }, json: { type: 'boolean', default: false } } as const

/** How many unusable rows are told one by one. */
const TOLD = 10

export async function run(args: string[]): Promise<ExitCode> {
  const { values, files } = readArguments(args, OPTIONS, 'some', 'a CSV file')
  const [file = '', second] = files
  if (second !== undefined) throw new WrongUsage(`One file at a time: "${second}" is not expected here.`)
  if (!values.outcome?.trim()) throw new WrongUsage('Name the column of the outcome with --outcome COLUMN.')
  const columns = values.columns?.split(',').filter((each) => each.trim() !== '')
  if (columns?.length === 0) throw new WrongUsage('--columns names no column.')

  const table = await readAnswerTable(file)
  if (table.broken !== null) {
    tellDamage(table.broken)
    if (table.rows.length === 0) return EXIT.failed
  }
  if (table.columns.length === 0) throw new WrongUsage(`${file}: is empty.`)
  const read = readDriverTable(table, values.outcome, columns)
  if ('problem' in read) throw new WrongUsage(`${file}: ${read.problem}.`)
  const rejected = [...table.ragged, ...read.unusable].sort((one, other) => one.line - other.line)
  tellRejected(file, rejected)
  if (read.incomplete > 0) console.error(`${file}: ${several(read.incomplete, 'row')} with an empty cell left out.`)
  if (read.passedOver.length > 0) console.error(`${file}: no numbers in ${read.passedOver.join(', ')}: passed over.`)

  const found = driversOf(read.outcome, read.drivers)
  if ('silent' in found) throw new Failure(`${file}: ${silence(found)}`)
  tellDoubt(file, found)
  if (values.json) {
    const list = found.drivers.map(({ driver, importance, low, high }) => ({ driver, importance, low, high }))
    process.stdout.write(`${JSON.stringify(list, null, 2)}\n`)
  } else process.stdout.write(`${report(values.outcome, found)}\n`)
  if (table.broken !== null) return EXIT.failed
  return rejected.length > 0 ? EXIT.rejected : EXIT.done
}

function tellRejected(file: string, rejected: readonly UnusedRow[]): void {
  for (const { line, problem } of rejected.slice(0, TOLD)) console.error(`${file}:${line}: rejected: ${problem}`)
  if (rejected.length > TOLD) console.error(`… and ${rejected.length - TOLD} more.`)
}

function silence({ silent, n }: NoDrivers): string {
  if (n === 0) return 'no row has a number in every column asked for.'
  if (silent === 'constant-outcome') return `the outcome is the same in all of ${several(n, 'row')}: nothing moves it.`
  if (silent === 'no-drivers') return `nothing that differs goes with the outcome in ${several(n, 'row')}.`
  return `${several(n, 'row')} are too few for so many drivers.`
}

function tellDoubt(file: string, { constant, doubt, drivers, n, wanted }: Drivers): void {
  if (constant.length > 0) console.error(`${file}: always the same, so left out: ${constant.join(', ')}.`)
  if (doubt === 'few')
    console.error(
      `${file}: ${several(n, 'answer')} are few for ${several(drivers.length, 'driver')} (${wanted} would be enough): look at the intervals, not at the order.`,
    )
  if (doubt === 'chance') console.error(`${file}: together the drivers explain no more than chance might: the order means nothing.`)
}

function report(outcome: string, { n, explained, method, drivers }: Drivers): string {
  const percent = (value: number) => (value * 100).toFixed(1)
  const how = method === 'shapley' ? 'Shapley' : 'relative weights'
  return [
    `What moves ${outcome}: ${count(n)} answers, R² ${explained.toFixed(3)}, ${how}`,
    ...layTable(
      [
        { heading: 'driver', lean: 'left' },
        { heading: 'importance %', lean: 'right' },
        { heading: '95 % interval', lean: 'right' },
        { heading: 'mean', lean: 'right' },
        { heading: 'correlation', lean: 'right' },
      ],
      drivers.map(({ driver, importance, low, high, mean, correlation }) => [
        driver,
        percent(importance),
        `${percent(low)}–${percent(high)}`,
        mean.toFixed(2),
        correlation.toFixed(2),
      ]),
    ),
  ].join('\n')
}
