import { getFrictions as frictionsContract } from '../../api/friction.ts'
import type { Parts } from '../http/parts.ts'
import { route, type Route } from '../http/route.ts'
import { getFrictions } from './getFrictions.ts'

/** The doors to frictions. */
export function frictionRoutes({ database }: Parts): Route[] {
  return [route(frictionsContract, ({ query }) => getFrictions(database, query))]
}
