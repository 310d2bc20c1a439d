import type { Database } from '../src/server/db/database.ts'
import { openMeter } from './processorTime.ts'

/** Prints the median of three for each way of putting a question: seconds on the wall, and of processor in the database. */
export async function tellTimes(database: Database, name: string, ways: readonly [string, () => Promise<unknown>][]): Promise<void> {
  const spent = await openMeter(database)
  const told: string[] = []
  for (const [way, work] of ways) {
    const times: { wall: number; server: number }[] = []
    for (let run = 0; run < 3; run++) {
      const before = spent()
      await work()
      const after = spent()
      times.push({ wall: after.wall - before.wall, server: after.server - before.server })
    }
    const middle = (pick: (time: { wall: number; server: number }) => number) =>
      times
        .map(pick)
        .sort((a, b) => a - b)[1]!
        .toFixed(2)
    told.push(`${way} ${middle(({ wall }) => wall)} s (${middle(({ server }) => server)} of processor)`)
  }
  console.log(`${name.padEnd(32)}${told.join(', ')}`)
}
