import type { z } from 'zod'
import type { versionJson } from '../../api/definition.ts'
import { wholeDefinition, type WholeDefinition } from '../../domain/journey/draft.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Queryable } from '../db/database.ts'
import { givenOf, type StoredDefinition } from './definitionStore.ts'

type Version = z.output<typeof versionJson>
type Who = Version['who']

interface Row {
  version: number
  publication: number
  at: number
  actor: Exclude<Who['by'], 'nobody'> | null
  name: string | null
  note: string
}

const SELECT = `
  SELECT d.version, d.publication, p.at, p.actor, e.name, p.note
  FROM definitions d JOIN publications p ON p.id = d.publication LEFT JOIN employees e ON e.id = p.employee_id
  WHERE d.sort = 'journey' AND d.key = $1`

/** Who did something, from what is kept of it. */
export function whoOf({ actor, name }: Pick<Row, 'actor' | 'name'>): Who {
  return { by: actor ?? 'nobody', name }
}

/** The versions of a journey, newest first, at most 500. */
export async function listVersions(database: Queryable, journey: string): Promise<Version[]> {
  const rows = await database.query<Row>(`${SELECT} ORDER BY d.version DESC LIMIT 500`, [journey])
  return rows.map(versionOf)
}

/** One version of a journey, whole as it was in force then; null when there is none of that number. */
export async function readVersion(
  database: Queryable,
  journey: string,
  version: number,
): Promise<(Version & { definition: WholeDefinition }) | null> {
  const [row] = await database.query<Row>(`${SELECT} AND d.version = $2`, [journey, version])
  if (row === undefined) return null
  const stored = await database.query<StoredDefinition>(
    `SELECT DISTINCT ON (sort, key) sort, key, version, body FROM definitions
     WHERE publication <= $1 AND (sort <> 'journey' OR key = $2) ORDER BY sort, key, version DESC`,
    [row.publication, journey],
  )
  const definition = wholeDefinition(givenOf(stored), journey)
  return definition && { ...versionOf(row), definition }
}

function versionOf(row: Row): Version {
  return { version: row.version, at: formatInstant(row.at), who: whoOf(row), note: row.note }
}
