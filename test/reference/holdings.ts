import { compareOrder, compareText } from './encounter.ts'
import type { Encounter } from './encounter.ts'

export interface Statement {
  asOf: number
  holdings: string[]
}

/** By time; at one instant by their canonical JSON, in which only the holdings can differ. */
function compareStatements(a: Statement, b: Statement): number {
  return a.asOf - b.asOf || compareText(JSON.stringify(a.holdings), JSON.stringify(b.holdings))
}

/** Each product held at a moment with the latest encounter that took it up, or null when known by statement. */
export function holdingsAt(moment: number, encounters: Encounter[], statements: Statement[]): Map<string, Encounter | null> {
  const statement = statements
    .filter((each) => each.asOf <= moment)
    .reduce<Statement | null>((latest, each) => (latest && compareStatements(latest, each) > 0 ? latest : each), null)
  const held = new Map<string, Encounter | null>(statement?.holdings.map((product) => [product, null]))
  for (const encounter of encounters) {
    if (statement && encounter.at < statement.asOf) continue
    for (const product of encounter.givesUp) held.delete(product)
    for (const product of encounter.takesUp) held.set(product, encounter)
  }
  return held
}

export function holdingsBefore(encounter: Encounter, encounters: Encounter[], statements: Statement[]): Map<string, Encounter | null> {
  const earlier = encounters.filter((each) => compareOrder(each, encounter) < 0)
  return holdingsAt(encounter.at, earlier, statements)
}
