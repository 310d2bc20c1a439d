import { PassThrough } from 'node:stream'
import { getSaidAndDid as saidContract } from '../../api/recommendation.ts'
import { exportResponses as contract } from '../../api/surveyExport.ts'
import type { Parts } from '../http/parts.ts'
import { notFound } from '../http/problem.ts'
import { route, type Route } from '../http/route.ts'
import { pass } from '../intake/export/pass.ts'
import { getSaidAndDid } from './getSaidAndDid.ts'
import { exportResponses } from './exportResponses.ts'

const MEDIA = { csv: 'text/csv; charset=utf-8', sav: 'application/x-spss-sav' } as const

/** The doors to what was said and done, and through which responses go out as a file. */
export function responseExportRoutes({ database, clock }: Parts): Route[] {
  return [
    route(saidContract, ({ query }) => getSaidAndDid(database, query)),
    route(contract, async ({ params: { key }, query: { format, language, since, until }, reply }) => {
      const [known] = await database.query('SELECT 1 FROM surveys WHERE key = $1', [key])
      if (known === undefined) throw notFound(`survey ${key}`)
      const out = new PassThrough()
      const timeOf = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text))
      const asked = { survey: key, format, language, since: timeOf(since), until: timeOf(until), now: clock() }
      exportResponses(database, asked, (piece) => pass(out, piece)).then(
        () => out.end(),
        (error: Error) => out.destroy(error),
      )
      return reply.header('content-disposition', `attachment; filename="${key}.${format}"`).type(MEDIA[format]).send(out)
    }),
  ]
}
