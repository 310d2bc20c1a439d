import type { Encounter } from '../../domain/encounter/encounter.ts'
import { frictionsByPath } from '../../domain/friction/frictionBits.ts'
import type { FrictionKind } from '../../domain/friction/friction.ts'
import type { PathColumns } from '../../domain/journey/columns.ts'
import { openColumns } from '../../domain/journey/columnsBuilder.ts'
import type { Path } from '../../domain/journey/path.ts'
import type { Queryable } from '../db/database.ts'

const CUSTOMERS_AT_ONCE = 250

// Only these can be remarks; of all others the content is not asked for, because reading and sending it takes most of the time.
const MAYBE_REMARK = "body ?| '{measures,signals}'"
const CONTENT = "body - '{id,at,customer,properties,text,locale,handledBy,touchpoint,device,channel,stage,initiator}'::text[]"

type PlacedRow = [
  at: number,
  path: string,
  previous: string | null,
  gap: number | null,
  touchpoint: string,
  channel: string | null,
  device: string | null,
  stage: string | null,
  initiator: Encounter['initiator'] | null,
  step: Encounter['step'] | null,
  timeZone: string | null,
  content: Partial<Encounter> | null,
]

interface Row {
  id: number
  name: string
  paths: Path[]
  placed: PlacedRow[]
  frictions: { path: string; kind: FrictionKind }[]
}

/**
 * All paths in columns, read some customers at a time so that others get their turn in between; each customer is as it stood at one
 * moment. `timeZone` is the organisation's.
 */
export async function loadColumns(database: Queryable, timeZone: string): Promise<PathColumns> {
  const columns = openColumns(timeZone)
  for (let last = 0, more = true; more;) {
    const rows = await database.query<Row>(
      `SELECT c.id, c.name,
         coalesce((SELECT jsonb_agg(body ORDER BY first_at, key) FROM paths WHERE customer_id = c.id), '[]') AS paths,
         coalesce((SELECT json_agg(json_build_array(at, path, previous, gap, touchpoint, channel, device, stage, initiator,
             body ->> 'step', body ->> 'timeZone', CASE WHEN ${MAYBE_REMARK} THEN ${CONTENT} END) ORDER BY path, step)
           FROM encounters WHERE customer_id = c.id), '[]') AS placed,
         coalesce((SELECT jsonb_agg(jsonb_build_object('path', path, 'kind', kind)) FROM frictions WHERE customer_id = c.id), '[]') AS frictions
       FROM (SELECT id, name FROM customers WHERE id > $1 AND encounters > 0 ORDER BY id LIMIT $2) AS c ORDER BY c.id`,
      [last, CUSTOMERS_AT_ONCE],
    )
    for (const { name, paths, placed, frictions } of rows) {
      columns.addCustomer(name, { paths, placed: placed.map(placedOf) }, frictionsByPath(frictions))
    }
    more = rows.length === CUSTOMERS_AT_ONCE
    last = rows.at(-1)?.id ?? last
  }
  return columns.seal()
}

function placedOf([at, path, previous, gap, touchpoint, channel, device, stage, initiator, step, timeZone, content]: PlacedRow) {
  const encounter: Encounter = { id: '', customer: {}, ...content, at, touchpoint }
  if (channel !== null) encounter.channel = channel
  if (device !== null) encounter.device = device
  if (stage !== null) encounter.stage = stage
  if (initiator !== null) encounter.initiator = initiator
  if (step !== null) encounter.step = step
  if (timeZone !== null) encounter.timeZone = timeZone
  return { encounter, path, previous, gap }
}
