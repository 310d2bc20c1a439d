import { expect, it } from 'vitest'
import { isOpenAt } from './openHours.ts'

it('is open by the clock of the place, in summer and winter', () => {
  const day = [{ from: 9 * 60, to: 17 * 60 }]
  const kiosk = { timeZone: 'Europe/Helsinki', hours: [day, day, day, day, day, [], []] }
  const isOpen = (at: string) => isOpenAt(kiosk, Date.parse(at))
  // Monday 2 March 09:00–17:00 is 07:00–15:00 UTC; in June it is 06:00–14:00.
  expect(['2026-03-02T06:59Z', '2026-03-02T07:00Z', '2026-03-02T14:59Z', '2026-03-02T15:00Z'].map(isOpen)).toEqual([
    false,
    true,
    true,
    false,
  ])
  expect(isOpen('2026-06-01T06:00Z')).toBe(true)
  expect(isOpen('2026-03-07T10:00Z')).toBe(false)
  expect(isOpenAt({ timeZone: 'Europe/Helsinki' }, 0)).toBe(true)
})

it('closes at noon where the day has two stretches, and stays open over midnight where one day ends and the next begins so', () => {
  const [morning, afternoon] = [
    { from: 9 * 60, to: 12 * 60 },
    { from: 13 * 60, to: 1440 },
  ]
  const kiosk = { timeZone: 'UTC', hours: [[morning, afternoon], [{ from: 0, to: 60 }], [], [], [], [], []] }
  const isOpen = (at: string) => isOpenAt(kiosk, Date.parse(at))
  expect(
    ['2026-03-02T11:59Z', '2026-03-02T12:00Z', '2026-03-02T13:00Z', '2026-03-02T23:59Z', '2026-03-03T00:30Z', '2026-03-03T01:00Z'].map(
      isOpen,
    ),
  ).toEqual([true, false, true, true, true, false])
})
