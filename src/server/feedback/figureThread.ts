import type { Worker } from 'node:worker_threads'
import type { DriverColumn, Drivers, NoDrivers } from '../../domain/measure/drivers.ts'
import type { Foretold, LaterAnswer } from '../../domain/measure/foretell.ts'
import { startThread } from '../jobs/startThread.ts'
import { openCalls } from '../journey/indexCalls.ts'

/** What the thread that resamples can be told to work out. */
export interface FigureOrders {
  driversOf: (outcome: Float64Array, columns: readonly DriverColumn[], resamples: number) => Promise<Drivers | NoDrivers>
  foretell: (answers: readonly LaterAnswer[]) => Promise<Foretold[]>
}

/** So long without an order the thread ends, in ms. */
const IDLE = 30_000

/** Opens a way to have figures worked out in one thread, one after another; it starts with the first and ends when nobody asks for more. */
export function openFigureThread(idle = IDLE): FigureOrders {
  let there: { thread: Worker; orders: FigureOrders } | undefined
  let asked = 0
  let rest: NodeJS.Timeout | undefined

  function start(): FigureOrders {
    const thread = startThread(new URL('./figures.worker.ts', import.meta.url))
    const calls = openCalls<FigureOrders>(thread, {})
    let reason = new Error('The thread that works figures out ended.')
    const started = { thread, orders: calls.there }
    thread.on('error', (error: Error) => (reason = error))
    thread.on('exit', () => {
      calls.end(reason)
      if (there === started) there = undefined
    })
    thread.unref()
    there = started
    return started.orders
  }

  async function ask<Told>(order: (orders: FigureOrders) => Promise<Told>): Promise<Told> {
    clearTimeout(rest)
    asked++
    try {
      return await order(there?.orders ?? start())
    } finally {
      asked--
      if (asked === 0) rest = setTimeout(() => void there?.thread.terminate(), idle).unref()
    }
  }

  return {
    driversOf: (...given) => ask((orders) => orders.driversOf(...given)),
    foretell: (...given) => ask((orders) => orders.foretell(...given)),
  }
}
