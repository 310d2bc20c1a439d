import { expect } from 'vitest'
import type { Statement as DatedStatement } from '../../src/domain/customer/holdings.ts'
import type { Identities } from '../../src/domain/customer/identity.ts'
import type { Encounter } from '../../src/domain/encounter/encounter.ts'
import { canContinue } from '../../src/domain/friction/customerFold.ts'
import { continueDerivation, derive, type Derived } from '../../src/domain/friction/derive.ts'
import type { Definitions } from '../../src/domain/journey/definitions.ts'
import type { Path } from '../../src/domain/journey/path.ts'
import { compareMarks, sortedUnique } from '../../src/domain/kernel/order.ts'
import { customerOf, dated, inShapeOfReference, whoIsWho, type Kept } from './domain.ts'
import type { Life, Statement } from './life.ts'
import type { Reference } from '../reference/reference.ts'

/** A life, the looks at the clock, and for each item its delay in looks (early when negative) and whether it comes again and again. */
export interface Arrival {
  life: Life
  looks: (number | 'between' | 'later')[]
  delays: { steps: number; again: boolean }[]
}

/** What a server keeps of one customer; path rows are written only when told that they changed. */
interface Stored {
  fold: Derived['fold']
  frictions: Derived['frictions']
  pending: Derived['pending']
  rows: Record<string, Path>
  order: string[]
  placed: [path: string, id: string][]
  statements: string[]
  nextDue: number | null
}

/** Encounters that arrive in any batches and order while a clock goes on, kept as a server would keep them. */
export interface Stream {
  arrive: (encounters: readonly Encounter[], statements: readonly Statement[], clock: number) => void
  look: () => Reference
  /** How often a customer was read on, derived from scratch, or left alone. */
  counts: { continued: number; fromScratch: number; untouched: number }
}

/** What is kept is written down and read again; or it stays in memory, where nobody may change it. */
const KEEPING = {
  asText: (stored: Stored): Stored => JSON.parse(JSON.stringify(stored)) as Stored,
  inMemory: (stored: Stored): Stored => frozen(stored),
}

function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) frozen(part)
  return Object.freeze(value)
}

export function openStream(definitions: Definitions, keeping: keyof typeof KEEPING): Stream {
  const known = new Map<string, Encounter>()
  const told = new Map<string, Statement>()
  let stored = new Map<string, Stored>()
  let identities: Identities = whoIsWho([], 0)
  const counts = { continued: 0, fromScratch: 0, untouched: 0 }

  function arrive(encounters: readonly Encounter[], statements: readonly Statement[], clock: number): void {
    for (const encounter of encounters) if (!known.has(encounter.id)) known.set(encounter.id, encounter)
    for (const statement of statements) told.set(JSON.stringify(statement), statement)
    const existing = [...known.values()].filter((each) => each.at <= clock).sort(compareMarks)
    identities = whoIsWho(existing, clock)
    const sayings = [...told].filter(([, each]) => Date.parse(each.asOf) <= clock && each.holdings)
    const names = sortedUnique([
      ...existing.map((each) => identities.nameOf(each.customer)),
      ...sayings.map(([, each]) => customerOf(each, identities)),
    ])
    const next = new Map<string, Stored>()
    for (const name of names) {
      const own = existing.filter((each) => identities.nameOf(each.customer) === name)
      const said = sayings.filter(([, each]) => customerOf(each, identities) === name)
      next.set(name, KEEPING[keeping](readCustomer(stored.get(name) ?? null, own, new Map(said), clock)))
    }
    stored = next
  }

  function readCustomer(before: Stored | null, own: readonly Encounter[], said: ReadonlyMap<string, Statement>, clock: number): Stored {
    const freshSaid = [...said].filter(([text]) => !before?.statements.includes(text)).map(([, each]): DatedStatement => dated(each))
    freshSaid.sort((a, b) => a.at - b.at)
    const read = new Set(before?.placed.map(([, id]) => id))
    const fresh = own.filter((each) => !read.has(each.id))
    const keepsAll = own.length - fresh.length === read.size && before?.statements.every((text) => said.has(text))
    if (before && keepsAll && canContinue(before.fold, fresh, freshSaid, definitions)) {
      const isDue = before.nextDue !== null && before.nextDue < clock
      if (fresh.length === 0 && freshSaid.length === 0 && !isDue) {
        counts.untouched++
        return before
      }
      counts.continued++
      const record = { encounters: fresh, statements: freshSaid }
      const result = continueDerivation(before.fold, record, definitions, clock)
      // A transaction that failed is tried again from the same fold.
      if (keeping === 'inMemory') expect(continueDerivation(before.fold, record, definitions, clock)).toEqual(result)
      const rows = { ...before.rows }
      for (const path of result.paths) if (result.changed.has(path.key)) rows[path.key] = path
      return keep(result, { ...before, rows }, [...said.keys()])
    }
    counts.fromScratch++
    const result = derive({ encounters: own, statements: [...said.values()].map(dated) }, definitions, clock)
    const rows = Object.fromEntries(result.paths.map((path) => [path.key, path]))
    return keep(result, { rows, frictions: [], placed: [] }, [...said.keys()])
  }

  function look(): Reference {
    const kept = [...stored].map(([customer, { rows, order, frictions, pending, fold, placed }]): Kept => {
      const ids = new Map<string, string[]>()
      for (const [path, id] of placed) ids.set(path, [...(ids.get(path) ?? []), id])
      return { customer, paths: order.map((key) => rows[key]!), frictions: [...frictions, ...pending], fold, ids }
    })
    return inShapeOfReference(kept, identities, definitions)
  }

  return { arrive, look, counts }
}

function keep(result: Derived, before: Pick<Stored, 'rows' | 'frictions' | 'placed'>, statements: string[]): Stored {
  return {
    fold: result.fold,
    frictions: [...before.frictions, ...result.frictions],
    pending: result.pending,
    rows: before.rows,
    order: result.paths.map((path) => path.key),
    placed: [...before.placed, ...result.placed.map(({ path, encounter }): [string, string] => [path, encounter.id])],
    statements,
    nextDue: result.nextDue,
  }
}
