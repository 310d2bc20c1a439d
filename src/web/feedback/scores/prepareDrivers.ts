import type { z } from 'zod'
import type { getDrivers } from '../../../api/feedbackFigures.ts'

/** A driver as it is told. */
export type Driver = z.output<(typeof getDrivers)['answer']>['drivers'][number]

/** A driver where it is drawn, in pixels; its interval of importance lies from `left` to `right`. */
export interface DriverMark {
  driver: Driver
  x: number
  y: number
  left: number
  right: number
  /** Where its name stands: at which side of the mark. */
  anchor: 'start' | 'end'
}

/** Importance to the right, performance upwards, laid out over a width in pixels. */
export interface DriverMap {
  width: number
  height: number
  plot: { left: number; right: number; top: number; bottom: number }
  marks: DriverMark[]
  columns: { x: number; value: number }[]
  rows: { y: number; value: number }[]
  /** Where the mean importance and the middle performance part the picture in four. */
  middle: { x: number; y: number }
}

const MARGIN = { left: 48, right: 24, top: 16, bottom: 48 }
const HEIGHT = 340

/** Lays out drivers; the axis of importance reaches the furthest interval. */
export function prepareDrivers(drivers: readonly Driver[], width: number): DriverMap {
  const plot = { left: MARGIN.left, right: width - MARGIN.right, top: MARGIN.top, bottom: HEIGHT - MARGIN.bottom }
  const reach = Math.min(1, Math.max(0.1, Math.ceil(Math.max(0, ...drivers.map(({ high }) => high)) * 10) / 10))
  const across = (value: number) => plot.left + (Math.max(0, Math.min(reach, value)) / reach) * (plot.right - plot.left)
  const down = (value: number) => plot.bottom - (Math.max(0, Math.min(100, value)) / 100) * (plot.bottom - plot.top)
  const mean = drivers.length === 0 ? reach / 2 : drivers.reduce((sum, { importance }) => sum + importance, 0) / drivers.length
  const step = reach > 0.5 ? 0.2 : 0.1
  return {
    width,
    height: HEIGHT,
    plot,
    marks: drivers.map((driver) => {
      const x = across(driver.importance)
      const anchor = x > (plot.left + plot.right) / 2 ? 'end' : 'start'
      return { driver, x, y: down(driver.performance), left: across(driver.low), right: across(driver.high), anchor }
    }),
    columns: Array.from({ length: Math.round(reach / step) + 1 }, (_, index) => index * step).map((value) => ({ x: across(value), value })),
    rows: [0, 25, 50, 75, 100].map((value) => ({ y: down(value), value })),
    middle: { x: across(mean), y: down(50) },
  }
}
