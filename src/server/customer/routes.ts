import {
  getCustomer as customerContract,
  getCustomers as customersContract,
  getTimeline as timelineContract,
  putCustomer,
} from '../../api/customer.ts'
import type { Parts } from '../http/parts.ts'
import { notFound } from '../http/problem.ts'
import { route, type Route } from '../http/route.ts'
import { findCustomer } from './findCustomer.ts'
import { getCustomer } from './getCustomer.ts'
import { getCustomers } from './getCustomers.ts'
import { getTimeline } from './getTimeline.ts'
import { identityRoutes } from './identityRoutes.ts'
import { readStatement } from './readStatement.ts'

/** The doors to customers. */
export function customerRoutes(parts: Parts): Route[] {
  const { database, definitions, intake, clock } = parts
  const missing = () => notFound('such customer', 'Ask by any of its identifiers, kind:value, e.g. crm:C-1001.')
  const found = async (text: string) => {
    const customer = await findCustomer(database, text)
    if (customer === null) throw missing()
    return customer.id
  }
  return [
    route(customersContract, ({ query }) => getCustomers(database, query)),
    route(customerContract, async ({ params }) => {
      const { definitions: current } = await definitions.current()
      const customer = await getCustomer(database, await found(params.customer), current, clock())
      if (customer === null) throw missing()
      return customer
    }),
    route(timelineContract, async ({ params, query }) => getTimeline(database, await found(params.customer), query)),
    ...identityRoutes(parts),
    route(putCustomer, ({ params, body }) => intake.tell(readStatement(params.customer, body, clock()))),
  ]
}
