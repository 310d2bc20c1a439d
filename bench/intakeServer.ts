import { listen, loadConfig, openPolku, startWorker } from '../src/compose.ts'

// Polku as `serve` runs it, but at a clock that the benchmark moves along with what it sends, as if the encounters happened now.
let now = 0
process.on('message', (at: number) => (now = Math.max(now, at)))
const polku = await openPolku(loadConfig(), () => now)
const { address, close } = await listen(polku)
const worker = startWorker(polku, (error) => console.error(error))
process.send!(address)
process.once('SIGTERM', () => {
  void worker
    .stop()
    .then(close)
    .then(() => polku.close())
    .then(() => process.exit(0))
})
