import { postAnalyse } from '../../api/voice.ts'
import { route, type Route } from '../http/route.ts'
import type { TextReader } from './readTexts.ts'

/** The doors to what customers say in their own words. */
export function voiceRoutes(texts: TextReader): Route[] {
  return [route(postAnalyse, async ({ body }) => ({ readings: await texts.read(body.texts, body.language) }))]
}
