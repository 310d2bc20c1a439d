import type { Names } from './columns.ts'

type Column = Float64Array | Uint32Array | Uint16Array | Uint8Array

/** Columns of equal length with room for at least `length` entries; the same ones while they have it, else twice as long. */
export function widened<T extends object>(columns: T, length: number): T {
  const capacity = lengthOf(columns)
  return length <= capacity ? columns : resized(columns, Math.max(length, capacity * 2))
}

/** Copies of columns cut to `length` entries. */
export function fitted<T extends object>(columns: T, length: number): T {
  return resized(columns, length)
}

function lengthOf(columns: object): number {
  return (Object.values(columns)[0] as Column).length
}

function resized<T extends object>(columns: T, length: number): T {
  const entries = Object.entries(columns).map(([name, column]: [string, Column]) => {
    const Kind = column.constructor as new (length: number) => Column
    const next = new Kind(length)
    next.set(column.subarray(0, Math.min(length, column.length)))
    return [name, next]
  })
  return Object.fromEntries(entries) as T
}

/** A dictionary while it grows: the code of a name, given when it is first asked for; 0 for none. */
export interface Dictionary {
  code: (name: string | null | undefined) => number
  names: Names
}

/** Begins a dictionary. */
export function openDictionary(): Dictionary {
  const names: (string | null)[] = [null]
  const codes = new Map<string, number>()
  const code = (name: string | null | undefined): number => {
    if (name === null || name === undefined) return 0
    let known = codes.get(name)
    if (known === undefined) {
      known = names.push(name) - 1
      codes.set(name, known)
    }
    return known
  }
  return { code, names }
}
