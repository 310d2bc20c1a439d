import type { Drawing, Picture } from '../../src/web/journey/prepare.ts'
import { openFormats } from '../../src/web/i18n/formats.ts'
import { fi } from '../../src/web/i18n/fi.ts'
import { NOW } from './bankCustomer.ts'

const formats = openFormats('fi', 'Europe/Helsinki')

/** How pictures are drawn in tests: Finnish words, each letter seven pixels wide. */
export function drawing(width: number): Drawing {
  return {
    width,
    timeZone: 'Europe/Helsinki',
    now: NOW,
    measure: (text) => text.length * 7,
    dates: {
      day: formats.dayInWeek,
      dayAndYear: formats.plainDate,
      month: formats.month,
      monthAndYear: formats.monthAndYear,
      year: formats.year,
    },
    nameChannel: (channel) => channel ?? 'ilman kanavaa',
    nameKind: (kind) => fi[`kind.${kind}`],
    nameTouchpoint: (touchpoint) => touchpoint,
    namePath: ({ journey, matter }) => [journey, matter].filter((each) => each !== null).join(' '),
    nameTeam: (team) => team,
  }
}

interface Box {
  what: string
  left: number
  right: number
  top: number
  bottom: number
}

/** Everything in a picture that must not cover another: texts, diamonds and marks. */
export function boxesOf(picture: Picture): Box[] {
  return [
    ...picture.frictions.map(({ key, left, right, y }) => ({ what: key, left, right, top: y - 10, bottom: y + 10 })),
    ...picture.notes.map(({ key, left, right, y }) => ({ what: key, left, right, top: y - 10, bottom: y + 3 })),
    ...picture.encounters.map(({ key, x, y }) => ({ what: key, left: x - 7, right: x + 7, top: y - 7, bottom: y + 7 })),
  ]
}

/** Pairs that cover each other. */
export function collisions(boxes: readonly Box[]): string[] {
  return boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter((other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom)
      .map((other) => `${one.what} × ${other.what}`),
  )
}
