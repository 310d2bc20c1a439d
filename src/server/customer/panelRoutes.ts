import { getPanel, postPanelLink } from '../../api/panel.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Parts } from '../http/parts.ts'
import { HttpProblem } from '../http/problem.ts'
import { route, type Route } from '../http/route.ts'
import { getNames } from '../organisation/getOrganisation.ts'
import { getBrief } from './getBrief.ts'
import { createPanelKey, readPanelKey } from './panelKey.ts'

const MINUTE = 60_000

/** The doors to customers' panels; `find` answers the customer's number or throws. */
export function panelRoutes(parts: Parts, find: (customer: string) => Promise<number>): Route[] {
  const { database, definitions, clock, webhooks, config } = parts
  return [
    route(postPanelLink, async ({ params: { customer }, body: { minutes } }) => {
      await find(customer)
      const until = clock() + minutes * MINUTE
      const key = createPanelKey(webhooks.vault, customer, until)
      return { address: `${config.publicUrl}/panel/customers/${encodeURIComponent(customer)}?key=${key}`, until: formatInstant(until) }
    }),
    route(getPanel, async ({ params: { customer }, query: { key }, reply }) => {
      const until = readPanelKey(webhooks.vault, key, customer)
      if (until === null) throw refused('The link does not open this panel.')
      if (until <= clock()) throw refused(`The link opened this panel until ${formatInstant(until)}.`)
      const current = await definitions.current()
      const brief = await getBrief(database, await find(customer), current.definitions, clock())
      if (brief === null) throw refused('The customer is gone.')
      reply.header('cache-control', 'no-store')
      return { brief, organisation: await getNames(database, current) }
    }),
  ]
}

function refused(title: string): HttpProblem {
  return new HttpProblem(403, 'forbidden', title, {
    detail: 'Make a new link by POST /api/v1/customers/{customer}/panel-link each time the panel is shown.',
  })
}
