/** From this severity on a friction opens a case. */
export const CASE_SEVERITY = 3

/**
 * A grave friction as it stands: its customer, its key, the key of its path, its severity 1–5, when it became true
 * (ms since 1970 UTC), and who is to catch it first.
 */
export interface CatchableFriction {
  customer: number
  key: string
  path: string
  severity: number
  at: number
  team: string | null
}

/** A case as it stands, with the keys of its frictions. */
export interface KeptCase {
  id: number
  customer: number
  path: string
  withdrawn: boolean
  /** Whether further frictions of its path join it: not once it ended long ago. */
  joins: boolean
  /** Whether it has ended; among several of one path the living goes first. */
  ended: boolean
  severity: number
  frictions: readonly string[]
}

/** What is to be done: open cases, let frictions join those there are, move cases whose path or customer changed, withdraw refuted ones and take that back. */
export interface CaseDecisions {
  /** `at` = when the first of its frictions became true. */
  open: { customer: number; path: string; team: string | null; severity: number; at: number; frictions: string[] }[]
  join: { id: number; customer: number; friction: string; severity: number }[]
  move: { id: number; from: number; customer: number; path: string }[]
  /** Withdrawn cases of which a friction stands after all; where they move, they have moved already. */
  restore: { id: number; customer: number }[]
  withdraw: { id: number; customer: number }[]
}

/**
 * Decides on cases after some customers were derived: a grave friction that is in no case joins the case of its path or opens one; a case
 * follows its frictions to another path or customer; one whose frictions are all refuted is withdrawn, until one of them stands after all.
 */
export function decideCases(cases: readonly KeptCase[], frictions: readonly CatchableFriction[]): CaseDecisions {
  const decisions: CaseDecisions = { open: [], join: [], move: [], restore: [], withdraw: [] }
  const standing = new Map(frictions.map((friction) => [friction.key, friction]))
  const openByPath = new Map<string, { id: number; customer: number; severity: number }>()
  const caught = new Set<string>()
  for (const kept of [...cases].sort((left, right) => Number(left.ended) - Number(right.ended) || left.id - right.id)) {
    const still = kept.frictions.map((key) => standing.get(key)).find((friction) => friction !== undefined)
    if (!still) {
      if (!kept.withdrawn) decisions.withdraw.push({ id: kept.id, customer: kept.customer })
      continue
    }
    if (still.customer !== kept.customer || still.path !== kept.path) {
      decisions.move.push({ id: kept.id, from: kept.customer, customer: still.customer, path: still.path })
    }
    // What stands with somebody else is not caught here.
    for (const key of kept.frictions) if (standing.get(key)?.customer === still.customer) caught.add(key)
    if (kept.withdrawn) decisions.restore.push({ id: kept.id, customer: still.customer })
    const place = placeOf(still)
    if (kept.joins && !openByPath.has(place)) openByPath.set(place, { id: kept.id, customer: still.customer, severity: kept.severity })
  }
  catchRest(
    frictions.filter((friction) => !caught.has(friction.key)),
    openByPath,
    decisions,
  )
  return decisions
}

function catchRest(
  frictions: readonly CatchableFriction[],
  openByPath: Map<string, { id: number; customer: number; severity: number }>,
  decisions: CaseDecisions,
): void {
  const opening = new Map<string, CaseDecisions['open'][number]>()
  for (const friction of frictions) {
    if (friction.severity < CASE_SEVERITY) continue
    const place = placeOf(friction)
    const open = openByPath.get(place)
    const fresh = opening.get(place)
    if (open) {
      open.severity = Math.max(open.severity, friction.severity)
      decisions.join.push({ id: open.id, customer: open.customer, friction: friction.key, severity: open.severity })
    } else if (fresh) {
      fresh.frictions.push(friction.key)
      fresh.severity = Math.max(fresh.severity, friction.severity)
      fresh.at = Math.min(fresh.at, friction.at)
    } else {
      const { customer, path, team, severity, at, key } = friction
      opening.set(place, { customer, path, team, severity, at, frictions: [key] })
    }
  }
  decisions.open.push(...opening.values())
}

function placeOf(friction: { customer: number; path: string }): string {
  return `${friction.customer} ${friction.path}`
}
