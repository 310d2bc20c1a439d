/** Which versions are compared, as the address says it. */
export interface ComparedAddress {
  version?: number
  against?: number
}

/** Reads an address's search part; what makes no sense there is left out. */
export function readCompared(search: Record<string, unknown>): ComparedAddress {
  const number = (name: string) => {
    const value = Number(search[name])
    return Number.isInteger(value) && value > 0 ? value : undefined
  }
  const [version, against] = [number('version'), number('against')]
  return { ...(version !== undefined && { version }), ...(against !== undefined && { against }) }
}
