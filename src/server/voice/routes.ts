import { postAnalyse } from '../../api/voice.ts'
import type { Parts } from '../http/parts.ts'
import { route, type Route } from '../http/route.ts'

/** The doors to what customers say in their own words. */
export function voiceRoutes({ texts }: Pick<Parts, 'texts'>): Route[] {
  return [route(postAnalyse, async ({ body }) => ({ readings: await texts.read(body.texts, body.language) }))]
}
