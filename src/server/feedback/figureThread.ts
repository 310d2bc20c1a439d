import type { DriverColumn, Drivers, NoDrivers } from '../../domain/measure/drivers.ts'
import type { Foretold, LaterAnswer } from '../../domain/measure/foretell.ts'
import { openRestingThread } from '../journey/restingThread.ts'

/** What the thread that resamples can be told to work out. */
export interface FigureOrders {
  driversOf: (outcome: Float64Array, columns: readonly DriverColumn[], resamples: number) => Promise<Drivers | NoDrivers>
  foretell: (answers: readonly LaterAnswer[]) => Promise<Foretold[]>
}

/** So long without an order the thread ends, in ms. */
const IDLE = 30_000

/** Opens a way to have figures worked out in one thread, one after another; it starts with the first and ends when nobody asks for more. */
export function openFigureThread(idle = IDLE): FigureOrders {
  const ask = openRestingThread<FigureOrders>(new URL('./figures.worker.ts', import.meta.url), idle)
  return {
    driversOf: (...given) => ask((orders) => orders.driversOf(...given)),
    foretell: (...given) => ask((orders) => orders.foretell(...given)),
  }
}
