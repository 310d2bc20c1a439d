import { getOrganisation as organisationContract } from '../../api/organisation.ts'
import type { Parts } from '../http/parts.ts'
import { route, type Route } from '../http/route.ts'
import { getOrganisation } from './getOrganisation.ts'

/** The door to the organisation itself. */
export function organisationRoutes({ database, definitions }: Parts): Route[] {
  return [route(organisationContract, async () => getOrganisation(database, await definitions.current()))]
}
