import { canonicalJson } from '../../src/domain/kernel/canonical.ts'
import type { Queryable } from '../../src/server/db/database.ts'

/** Everything that is kept, customers by their names; what is history, and ids that chance gave, aside. An empty fold is none. */
const KEPT = {
  customers: `SELECT name, display_name, first_at, last_at, encounters, CASE WHEN fold ->> 'last' IS NULL AND fold ->> 'toldAt' IS NULL THEN NULL ELSE fold END AS fold FROM customers ORDER BY name COLLATE "C"`,
  identifiers: `SELECT i.identifier, i.standing, c.name, (SELECT min(o.identifier COLLATE "C") FROM identifiers o WHERE o.group_id = i.group_id) AS grouped
    FROM identifiers i JOIN customers c ON c.id = i.customer_id ORDER BY i.identifier COLLATE "C"`,
  encounters: `SELECT c.name, to_jsonb(e) - 'customer_id' AS row FROM encounters e JOIN customers c ON c.id = e.customer_id ORDER BY e.id COLLATE "C"`,
  paths: `SELECT c.name, to_jsonb(p) - 'customer_id' AS row FROM paths p JOIN customers c ON c.id = p.customer_id ORDER BY c.name COLLATE "C", p.key COLLATE "C"`,
  frictions: `SELECT c.name, to_jsonb(f) - 'customer_id' AS row FROM frictions f JOIN customers c ON c.id = f.customer_id ORDER BY c.name COLLATE "C", f.key`,
  statements: `SELECT c.name, to_jsonb(s) - 'customer_id' AS row FROM statements s JOIN customers c ON c.id = s.customer_id ORDER BY s.identifier COLLATE "C", s.at`,
  caught: `SELECT DISTINCT c.name, held.friction FROM cases k JOIN customers c ON c.id = k.customer_id
    JOIN case_frictions held ON held.customer_id = k.customer_id AND held.case_id = k.id
    JOIN frictions f ON f.customer_id = held.customer_id AND f.key = held.friction
    WHERE k.state = 'open' ORDER BY c.name, held.friction`,
  astray: `SELECT 'case' AS what FROM cases k WHERE NOT EXISTS (SELECT 1 FROM customers WHERE id = k.customer_id)
    UNION ALL SELECT 'case friction' FROM case_frictions h WHERE NOT EXISTS (SELECT 1 FROM cases k WHERE k.customer_id = h.customer_id AND k.id = h.case_id)
    UNION ALL SELECT 'former' FROM former_customers f WHERE NOT EXISTS (SELECT 1 FROM customers WHERE id = f.survivor_id)
      OR EXISTS (SELECT 1 FROM customers WHERE id = f.customer_id)`,
}

/** Everything that is kept of a database, comparable. */
export async function standing(database: Queryable): Promise<Record<string, unknown[]>> {
  const tables: Record<string, unknown[]> = {}
  for (const [name, statement] of Object.entries(KEPT)) {
    const rows = await database.query(statement)
    tables[name] = rows.map((row) => JSON.parse(canonicalJson(row)))
  }
  return tables
}
