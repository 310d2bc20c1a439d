import { getTouchpoints as touchpointsContract, putTouchpoint } from '../../api/touchpoint.ts'
import { decideTouchpoint, getTouchpointPage, getTouchpointRegister } from '../../api/touchpointRegister.ts'
import type { Parts } from '../http/parts.ts'
import { route, type Route } from '../http/route.ts'
import { defineAnew } from '../journey/defineAnew.ts'
import { getTouchpoints } from './getTouchpoints.ts'
import { openTouchpointRegister } from './touchpointRegister.ts'

/** The doors to touchpoints. */
export function touchpointRoutes(parts: Parts): Route[] {
  const { database, definitions, paths } = parts
  const register = openTouchpointRegister(parts)
  const touchpoints = async () => getTouchpoints(database, await definitions.current(), paths)
  return [
    route(touchpointsContract, async () => ({ items: await touchpoints() })),
    route(putTouchpoint, async ({ params, given, actor }) => {
      await defineAnew(definitions, 'touchpoint', params.key, given, actor)
      return (await touchpoints()).find((touchpoint) => touchpoint.key === params.key)!
    }),
    route(getTouchpointRegister, ({ query }) => register.register(query)),
    route(getTouchpointPage, ({ params, query }) => register.page(params.key, query.days)),
    route(decideTouchpoint, ({ params, body, actor }) => register.decide(params.key, body, actor)),
  ]
}
