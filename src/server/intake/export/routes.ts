import { PassThrough } from 'node:stream'
import { getDefinitions, getExport } from '../../../api/export.ts'
import type { Parts } from '../../http/parts.ts'
import { route, type Route } from '../../http/route.ts'
import { EXPORT_FILES, exportTo } from './exportTo.ts'
import { pass } from './pass.ts'

/** The doors through which everything goes out again. */
export function exportRoutes({ database, definitions }: Parts): Route[] {
  return [
    route(getExport, async ({ query: { format, journey, since, until }, reply }) => {
      const { timeZone } = (await definitions.current()).definitions.calendar
      const timeOf = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text))
      const out = new PassThrough()
      const options = { format, timeZone, journey, since: timeOf(since), until: timeOf(until) }
      exportTo(database, options, (text) => pass(out, text)).then(
        () => out.end(),
        (error: Error) => out.destroy(error),
      )
      const { ending, media } = EXPORT_FILES[format]
      return reply.header('content-disposition', `attachment; filename="polku.${ending}"`).type(media).send(out)
    }),
    route(getDefinitions, async () => {
      const { stored } = await definitions.current()
      const bodies = (sort: string) => stored.filter((each) => each.sort === sort).map(({ body }) => body)
      return { journeys: bodies('journey'), touchpoints: bodies('touchpoint'), channels: bodies('channel') }
    }),
  ]
}
