import fc from 'fast-check'
import { expect, it } from 'vitest'
import { bothWays, chosenOf, filters, grouped, ZONE } from '../../../../test/columns/plainPaths.ts'
import { getHours } from './getHours.ts'

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Day and hour as the platform prints them for people there. */
function lived(at: number, timeZone: string): { day: number; hour: number } {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' })
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]))
  return { day: DAYS.indexOf(parts.get('weekday')!), hour: Number(parts.get('hour')) }
}

it.each(['channel', 'device'] as const)('tells when people meet the organisation, in their own time, by %s', (by) => {
  fc.assert(
    fc.property(bothWays, filters, ({ columns, paths }, filter) => {
      const plain = grouped(chosenOf(paths, filter), ({ encounter }) => String(encounter[by])).map((group) => {
        const hours = DAYS.map(() => Array.from({ length: 24 }, () => 0))
        for (const { encounter } of group) {
          const { day, hour } = lived(encounter.at, encounter.timeZone ?? ZONE)
          hours[day]![hour]!++
        }
        return { name: group[0]!.encounter[by] ?? null, encounters: group.length, hours }
      })
      plain.sort((a, b) => b.encounters - a.encounters || ((a.name ?? '~') < (b.name ?? '~') ? -1 : 1))
      expect(getHours(columns, filter, by)).toEqual(plain)
    }),
  )
})
