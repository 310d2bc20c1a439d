import type { PathColumns } from '../../domain/journey/columns.ts'
import { openGrowth } from '../../domain/journey/columnsGrowth.ts'
import { openLiving, type LivingColumns } from '../../domain/journey/columnsLiving.ts'
import type { Database } from '../db/database.ts'
import { openReader, type PathReader } from './indexReader.ts'

const CUSTOMERS_AT_ONCE = 500

/** All paths in columns, read some customers at a time so that others get their turn in between; each customer is as it stood at one moment. */
export async function loadLiving(reader: PathReader): Promise<LivingColumns> {
  const living = openLiving(openGrowth())
  for (let ids = await reader.after(0, CUSTOMERS_AT_ONCE); ids.length > 0; ids = await reader.after(ids.at(-1)!, CUSTOMERS_AT_ONCE)) {
    const customers = await reader.customers(ids.map((customer) => ({ customer, since: null })))
    for (const customer of customers) living.put(customer)
  }
  return living
}

/** All paths in columns as they stand now. */
export async function loadColumns(database: Database): Promise<PathColumns> {
  return (await loadLiving(openReader(database))).view()
}
