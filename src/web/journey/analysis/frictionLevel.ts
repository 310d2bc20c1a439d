/** How much friction there is: 0 hardly any or too few to say, 1 some, 2 much, 3 very much. */
export type FrictionLevel = 0 | 1 | 2 | 3

/** Shares from which there is some, much and very much friction. */
export const LEVELS = [0.15, 0.35, 0.6] as const

/** With fewer than so many, a share says nothing. */
export const FEW = 10

/** The level of a share (0–1, null for none) of so many paths or encounters. */
export function frictionLevel(share: number | null, count: number): FrictionLevel {
  if (share === null || count < FEW) return 0
  return LEVELS.filter((level) => share >= level).length as FrictionLevel
}
