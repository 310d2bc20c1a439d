import { spawnSync } from 'node:child_process'
import { cpus, loadavg, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'

const HELP = `Usage: npm run bench [-- NAME…]

Runs the benchmarks one after another, or those named, each with its baseline in the same run. Together they take well over half an hour,
most of it for ten million encounters; nothing else should run on the machine.`

const LOG = ['../shared/data/bpi2012/BPI_Challenge_2012.xes.gz', '--map', 'maps/bpi2012.yaml']

const RUNS: Record<string, readonly (readonly string[])[]> = {
  decide: [['decide.ts']],
  analyze: [['analyze.ts', ...LOG]],
  intake: [
    ['intake.ts', '--engine', 'postgres'],
    ['intake.ts', '--engine', 'embedded', '--most', '40000'],
  ],
  single: [['intake.ts', '--engine', 'postgres', '--batch', '1', '--most', '30000']],
  live: [['live.ts']],
  rebuild: [['rebuild.ts']],
  index: [['index.ts']],
  twins: [['twins.ts']],
  peers: [['peers.ts']],
  memory: [['memory.ts']],
  search: [['search.ts']],
  verbatims: [['verbatims.ts']],
  answers: [['answers.ts'], ['answersOverHttp.ts']],
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => RUNS[name] === undefined)
if (unknown.length > 0) {
  console.error(`${HELP}\n\nThere is no ${unknown.join(', ')}; there are ${Object.keys(RUNS).join(', ')}.`)
  process.exit(2)
}
const root = fileURLToPath(new URL('..', import.meta.url))
const memory = Math.round(totalmem() / 2 ** 30)
console.log(`${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores, ${memory} GB, Node ${process.versions.node}`)
let failed = 0
for (const [name, runs] of Object.entries(RUNS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  for (const [file, ...args] of runs) {
    console.log(`\n## ${name}: ${[file, ...args].join(' ')}   (load ${loadavg()[0]!.toFixed(1)})`)
    const { status } = spawnSync(process.execPath, ['--import', 'tsx', `bench/${file}`, ...args], { cwd: root, stdio: 'inherit' })
    if (status !== 0) failed++
  }
}
process.exit(failed === 0 ? 0 : 3)
