/** Encounters, and the different customers and paths they are of, for one code. */
export interface Presence {
  code: number
  encounters: number
  customers: number
  paths: number
}

const NONE = 0xffff_ffff

/** Counts encounters by code below `size`, each path and customer once; relies on paths, and a customer's paths, standing together. */
export function openPresence(size: number) {
  const encounters = new Uint32Array(size)
  const customers = new Uint32Array(size)
  const paths = new Uint32Array(size)
  const lastCustomer = new Uint32Array(size).fill(NONE)
  const lastPath = new Uint32Array(size).fill(NONE)
  return {
    /** Notes an encounter; whether its path is new to the code. */
    note: (code: number, path: number, customer: number): boolean => {
      encounters[code]!++
      if (lastPath[code] === path) return false
      lastPath[code] = path
      paths[code]!++
      if (lastCustomer[code] !== customer) customers[code]!++
      lastCustomer[code] = customer
      return true
    },
    /** The codes that occurred. */
    list: (): Presence[] => {
      const list: Presence[] = []
      encounters.forEach((count, code) => {
        if (count > 0) list.push({ code, encounters: count, customers: customers[code]!, paths: paths[code]! })
      })
      return list
    },
  }
}
