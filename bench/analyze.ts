import { spawn } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import { SaxesParser } from 'saxes'

const HELP = 'Usage: npx tsx bench/analyze.ts FILE [--map MAP] [--rounds 3]'

const { values, positionals } = parseArgs({
  options: { map: { type: 'string' }, rounds: { type: 'string', default: '3' }, parse: { type: 'boolean', default: false } },
  allowPositionals: true,
})
const file = positionals[0]
const rounds = Number(values.rounds)
if (file === undefined || !(rounds >= 3)) throw new Error(HELP)

async function* textOf(path: string): AsyncGenerator<string> {
  const bytes = createReadStream(path)
  const stream = path.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes
  for await (const piece of stream.setEncoding('utf8')) yield piece as string
}

/** The least that reading costs: the file's own format parsed, and nothing made of it. */
async function parseAlone(path: string): Promise<void> {
  const name = path.replace(/\.gz$/, '')
  const xml = new SaxesParser({ position: true })
  const csv = parse({ relax_column_count: true, relax_quotes: true }).resume()
  let carried = ''
  for await (const piece of textOf(path)) {
    if (/\.(xes|xml)$/.test(name)) xml.write(piece)
    else if (/\.(csv|tsv|txt)$/.test(name)) csv.write(piece)
    else {
      const lines = (carried + piece).split('\n')
      carried = lines.pop()!
      for (const line of lines) if (line.trim() !== '') JSON.parse(line)
    }
  }
}

interface Spent {
  processor: number
  wall: number
  memory: number
}

/** Runs a command as a process of its own; it tells what it used as the last line of its standard error. */
async function run(entry: string, args: readonly string[]): Promise<Spent> {
  const tell = `process.on('exit', () => { const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    process.stderr.write('\\n' + JSON.stringify([userCPUTime + systemCPUTime, maxRSS])) })`
  const begun = performance.now()
  const child = spawn(process.execPath, ['--import', `data:text/javascript,${encodeURIComponent(tell)}`, entry, ...args], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  for await (const piece of child.stderr) said += String(piece)
  const wall = (performance.now() - begun) / 1000
  const [processor, memory] = JSON.parse(said.trimEnd().split('\n').at(-1)!) as [number, number]
  return { processor: processor / 1e6, wall, memory: memory / 1024 }
}

const median = (numbers: number[]) => numbers.sort((a, b) => a - b)[numbers.length >> 1]!

/** Compares with the built command line (npm run build). */
async function compare(path: string): Promise<void> {
  const polku = fileURLToPath(new URL('../dist/cli.js', import.meta.url))
  const map = values.map === undefined ? [] : ['--map', values.map]
  const contests: [string, () => Promise<Spent>][] = [
    ['baseline: the file parsed, nothing made of it', () => run(process.argv[1]!, [...process.execArgv, path, '--parse'])],
    ['polku analyze --json', () => run(polku, ['analyze', path, ...map, '--json'])],
  ]
  const spent = contests.map((): Spent[] => [])
  for (let round = 0; round < rounds; round++) {
    for (const [index, [, work]] of contests.entries()) spent[index]!.push(await work())
  }
  console.log(`${path}, whole processes, median of ${rounds}`)
  contests.forEach(([name], index) => {
    const of = (key: keyof Spent) => median(spent[index]!.map((each) => each[key]))
    const figures = `${of('wall').toFixed(1)} s on the wall, ${of('processor').toFixed(1)} s of processor, ${Math.round(of('memory'))} MB`
    console.log(`${name.padEnd(48)} ${figures}`)
  })
}

if (values.parse) await parseAlone(file)
else await compare(file)
