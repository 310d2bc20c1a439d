import { getTouchpoints as touchpointsContract, putTouchpoint } from '../../api/touchpoint.ts'
import type { Parts } from '../http/parts.ts'
import { route, type Route } from '../http/route.ts'
import { defineAnew } from '../journey/defineAnew.ts'
import { getTouchpoints } from './getTouchpoints.ts'

/** The doors to touchpoints. */
export function touchpointRoutes({ database, definitions, paths }: Parts): Route[] {
  const touchpoints = async () => getTouchpoints(database, await definitions.current(), paths)
  return [
    route(touchpointsContract, async () => ({ items: await touchpoints() })),
    route(putTouchpoint, async ({ params, given, actor }) => {
      await defineAnew(definitions, 'touchpoint', params.key, given, actor)
      return (await touchpoints()).find((touchpoint) => touchpoint.key === params.key)!
    }),
  ]
}
