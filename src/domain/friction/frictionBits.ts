import type { PathFrictions } from '../journey/columnsBuilder.ts'
import { FRICTION_KINDS, type Friction, type FrictionKind } from './friction.ts'

/** The bits of friction kinds as path columns and their filter keep them: one each, in the order of `FRICTION_KINDS`. */
export function frictionBits(kinds: Iterable<FrictionKind>): number {
  let bits = 0
  for (const kind of kinds) bits |= 1 << FRICTION_KINDS.indexOf(kind)
  return bits
}

/** What stands on each path, by its key: kinds as bits, and how many frictions. */
export function frictionsByPath(frictions: Iterable<Pick<Friction, 'path' | 'kind'>>): Map<string, PathFrictions> {
  const byPath = new Map<string, PathFrictions>()
  for (const { path, kind } of frictions) {
    const known = byPath.get(path)
    if (!known) byPath.set(path, { bits: frictionBits([kind]), count: 1 })
    else {
      known.bits |= frictionBits([kind])
      known.count++
    }
  }
  return byPath
}
