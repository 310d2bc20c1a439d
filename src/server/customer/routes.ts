import { getBrief as briefContract } from '../../api/brief.ts'
import { getCustomer as customerContract, getEncounter, getTimeline as timelineContract, putCustomer } from '../../api/customer.ts'
import { getCustomers as customersContract, getCustomersFile } from '../../api/customerList.ts'
import type { Parts } from '../http/parts.ts'
import { notFound } from '../http/problem.ts'
import { route, type Route } from '../http/route.ts'
import { customerNoteRoutes } from './customerNotes.ts'
import { customersFile } from './customersFile.ts'
import { customerViewRoutes } from './customerViews.ts'
import { findCustomer } from './findCustomer.ts'
import { getBrief } from './getBrief.ts'
import { getCustomer } from './getCustomer.ts'
import { getCustomers } from './getCustomers.ts'
import { getEncounters, getTimeline } from './getTimeline.ts'
import { identityRoutes } from './identityRoutes.ts'
import { panelRoutes } from './panelRoutes.ts'
import { readStatement } from './readStatement.ts'

/** The doors to customers. */
export function customerRoutes(parts: Parts): Route[] {
  const { database, definitions, intake, clock } = parts
  const missing = () => notFound('such customer', 'Ask by any of its identifiers, kind:value, e.g. crm:C-1001.')
  const find = async (text: string) => {
    const customer = await findCustomer(database, text)
    if (customer === null) throw missing()
    return customer
  }
  const found = async (text: string) => (await find(text)).id
  return [
    route(customersContract, ({ query }) => getCustomers(database, query)),
    route(getCustomersFile, async ({ query, reply }) =>
      reply
        .header('content-disposition', 'attachment; filename="polku-customers.csv"')
        .type('text/csv; charset=utf-8')
        .send(customersFile(database, query)),
    ),
    route(customerContract, async ({ params }) => {
      const { definitions: current } = await definitions.current()
      const customer = await getCustomer(database, await found(params.customer), current, clock())
      if (customer === null) throw missing()
      return customer
    }),
    route(timelineContract, async ({ params, query }) => getTimeline(database, await found(params.customer), query)),
    route(getEncounter, async ({ params }) => {
      const [encounter] = await getEncounters(database, await found(params.customer), [params.encounter])
      if (encounter === undefined) throw notFound(`encounter ${params.encounter} of this customer`, 'It may be another customer’s now.')
      return encounter
    }),
    route(briefContract, async ({ params }) => {
      const { definitions: current } = await definitions.current()
      const brief = await getBrief(database, await found(params.customer), current, clock())
      if (brief === null) throw missing()
      return brief
    }),
    ...panelRoutes(parts, found),
    ...customerNoteRoutes(parts, find),
    ...customerViewRoutes(parts),
    ...identityRoutes(parts),
    route(putCustomer, ({ params, body }) => intake.tell(readStatement(params.customer, body, clock()))),
  ]
}
