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
  /** At which side of the mark its name stands, and how high; null where there is no room. */
  anchor: 'start' | 'end'
  labelY: number | null
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

const MARGIN = { left: 48, right: 24, top: 28, bottom: 48 }
const HEIGHT = 340

const LINE = 16
/** How far above or below its mark a name may stand. */
const LIFTS = [-9, 18, -25, 34, -41, 50, 66, 82]

/** Lays out drivers; the axis of importance reaches the furthest interval, that of performance the worst. `measure` gives the width of a name. */
export function prepareDrivers(drivers: readonly Driver[], width: number, measure: (driver: Driver) => number): DriverMap {
  const plot = { left: MARGIN.left, right: width - MARGIN.right, top: MARGIN.top, bottom: HEIGHT - MARGIN.bottom }
  const reach = Math.min(1, Math.max(0.1, Math.ceil(Math.max(0, ...drivers.map(({ high }) => high)) * 10) / 10))
  const least = Math.min(80, Math.floor(Math.min(100, ...drivers.map(({ performance }) => performance)) / 20) * 20)
  const across = (value: number) => plot.left + (Math.max(0, Math.min(reach, value)) / reach) * (plot.right - plot.left)
  const down = (value: number) => plot.bottom - ((Math.max(least, Math.min(100, value)) - least) / (100 - least)) * (plot.bottom - plot.top)
  const mean = drivers.length === 0 ? reach / 2 : drivers.reduce((sum, { importance }) => sum + importance, 0) / drivers.length
  const step = reach > 0.5 ? 0.2 : 0.1
  return {
    width,
    height: HEIGHT,
    plot,
    marks: named(
      drivers.map((driver) => {
        const x = across(driver.importance)
        const anchor = x > (plot.left + plot.right) / 2 ? 'end' : 'start'
        return { driver, x, y: down(driver.performance), left: across(driver.low), right: across(driver.high), anchor, labelY: null }
      }),
      plot,
      measure,
    ),
    columns: Array.from({ length: Math.round(reach / step) + 1 }, (_, index) => index * step).map((value) => ({ x: across(value), value })),
    rows: Array.from({ length: 5 }, (_, index) => least + (index * (100 - least)) / 4).map((value) => ({ y: down(value), value })),
    middle: { x: across(mean), y: down((least + 100) / 2) },
  }
}

/** Names stand where they touch no other, those of what matters most first. */
function named(marks: readonly DriverMark[], plot: DriverMap['plot'], measure: (driver: Driver) => number): DriverMark[] {
  const taken: { left: number; right: number; y: number }[] = []
  return marks.map((mark) => {
    const long = measure(mark.driver)
    const [left, right] = mark.anchor === 'end' ? [mark.x - long, mark.x] : [mark.x, mark.x + long]
    const isFree = (y: number) =>
      y <= plot.bottom && y >= plot.top && taken.every((each) => right < each.left || left > each.right || Math.abs(each.y - y) >= LINE)
    const labelY = LIFTS.map((lift) => mark.y + lift).find(isFree) ?? null
    if (labelY !== null) taken.push({ left, right, y: labelY })
    return { ...mark, labelY }
  })
}
