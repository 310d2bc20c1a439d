import type { Database, Queryable } from '../../db/database.ts'
import type { Sql } from '../../db/sql.ts'

/** Rows fetched at once: few enough for memory whatever they hold. */
const ROWS = 500

/** Reads what a statement of a snapshot asks for, some rows at a time; each can be read once. */
export type ReadSnapshot<Name extends string> = <Row>(name: Name) => AsyncGenerator<Row[]>

/** Numbers of the snapshots that are open on an embedded database: its cursors all live in one session. */
const open = new WeakMap<Database, Set<number>>()

/**
 * Reads several statements as of one moment, in constant memory, while others go on writing. A name always stands for the same columns.
 * PostgreSQL keeps the moment for as long as the transaction lasts. The embedded database has one connection, which a transaction would
 * keep from all others until the last row was taken: it writes the rows down first, beside its data.
 */
export async function readSnapshot<Name extends string>(
  database: Database,
  statements: Partial<Record<Name, Sql>>,
  work: (read: ReadSnapshot<Name>) => Promise<void>,
): Promise<void> {
  const cursors = Object.entries<Sql | undefined>(statements).filter((entry): entry is [string, Sql] => entry[1] !== undefined)
  if (database.kind === 'postgres') {
    return database.transaction(async (tx) => {
      await tx.exec('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
      await declare(tx, cursors, '', 'WITHOUT HOLD')
      await work(reading(tx, ''))
    })
  }
  const taken = open.get(database) ?? new Set()
  open.set(database, taken)
  let number = 1
  while (taken.has(number)) number++
  taken.add(number)
  const suffix = `_${number}`
  try {
    await database.transaction((tx) => declare(tx, cursors, suffix, 'WITH HOLD'))
    try {
      await work(reading(database, suffix))
    } finally {
      await database.exec(cursors.map(([name]) => `CLOSE export_${name}${suffix}`).join('; '))
    }
  } finally {
    taken.delete(number)
  }
}

async function declare(tx: Queryable, cursors: readonly [string, Sql][], suffix: string, held: string): Promise<void> {
  // A bounded list of statements, each opened once.
  for (const [name, statement] of cursors) {
    const [text, parameters] = statement.render()
    await tx.query(`DECLARE export_${name}${suffix} NO SCROLL CURSOR ${held} FOR ${text}`, parameters)
  }
}

function reading<Name extends string>(from: Queryable, suffix: string): ReadSnapshot<Name> {
  return async function* <Row>(name: Name) {
    for (;;) {
      const rows = await from.query<Row>(`FETCH ${ROWS} FROM export_${name}${suffix}`)
      if (rows.length === 0) return
      yield rows
    }
  }
}
