import { parentPort } from 'node:worker_threads'
import { driversOf } from '../../domain/measure/drivers.ts'
import { foretell } from '../../domain/measure/foretell.ts'
import { openCalls } from '../journey/indexCalls.ts'
import type { FigureOrders } from './figureThread.ts'

// Resamples in a thread of its own: it takes seconds, and others' requests would wait for them.

openCalls<Record<string, never>>(parentPort!, { driversOf, foretell } satisfies {
  [Name in keyof FigureOrders]: (...given: Parameters<FigureOrders[Name]>) => unknown
})
