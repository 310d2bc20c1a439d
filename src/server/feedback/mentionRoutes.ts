import type { Readable } from 'node:stream'
import { getMention, getMentions, handleMention, linkMention, postMentions, unlinkMention } from '../../api/mention.ts'
import { getReputation as reputationContract } from '../../api/mentionReputation.ts'
import { speaker } from '../customer/identityRoutes.ts'
import { tokenOf } from '../../domain/access/may.ts'
import { contentOf, limitItems, readItems } from '../encounter/readItems.ts'
import type { Parts } from '../http/parts.ts'
import { HttpProblem } from '../http/problem.ts'
import { readBody } from '../http/readBody.ts'
import { route, type Route } from '../http/route.ts'
import { keepRefused } from '../intake/quarantine.ts'
import { getReputation } from './getReputation.ts'
import { type ToldReviews, type LinkedFrom, readJsonLd, readLinkedPage } from './mentionJsonLd.ts'
import { existingMention, link, markHandled, unlink } from './mentionLinks.ts'
import { listMentions, readMentionLog } from './mentionLists.ts'
import { readingBy } from './mentionReading.ts'
import { mentionOf } from './mentionRows.ts'
import { takeMentions } from './mentionTake.ts'
import { keepStatements } from './reputationStatements.ts'

/** The doors to word of mouth. */
export function mentionRoutes(parts: Parts): Route[] {
  const { database, clock, definitions } = parts
  const readTexts = readingBy(parts.texts)
  const shown = async (number: number) => mentionOf(await existingMention(database, number))
  return [
    route(postMentions, async ({ request, query }) => {
      const text = await readBody(request.body as Readable, request.headers)
      const { items, statements } = readMentions(text, request.headers['content-type'] ?? '', query)
      limitItems(items.length)
      const taken = await takeMentions(items, { ...parts, readTexts })
      const refused = taken.rejected.map(({ index, id, problems }) => ({ value: contentOf(items[index]!), id, problems }))
      await keepRefused(database, refused, { door: postMentions.path, token: tokenOf(request.actor), assumed: undefined }, clock())
      return { ...taken, statements: await keepStatements(database, statements, clock()) }
    }),
    route(getMentions, ({ query }) => listMentions(database, query)),
    route(reputationContract, async ({ query }) => {
      const { calendar } = (await definitions.current()).definitions
      return getReputation(database, query, calendar.timeZone, clock())
    }),
    route(getMention, async ({ params }) => ({ ...(await shown(params.mention)), log: await readMentionLog(database, params.mention) })),
    route(linkMention, async ({ params, body, request }) => {
      await link(parts, params.mention, body.customer, body.because, await speaker(database, request, undefined))
      return shown(params.mention)
    }),
    route(unlinkMention, async ({ params, body, request }) => {
      await unlink(parts, params.mention, body.because, await speaker(database, request, undefined))
      return shown(params.mention)
    }),
    route(handleMention, async ({ params, body, request }) => {
      await markHandled(parts, params.mention, body.handled, await speaker(database, request, undefined))
      return shown(params.mention)
    }),
  ]
}

function readMentions(text: string, mediaType: string, from: LinkedFrom): ToldReviews {
  const media = mediaType.split(';', 1)[0]!.trim().toLowerCase()
  if (media === 'text/html' || media === 'application/xhtml+xml') return readLinkedPage(text, from)
  if (media !== 'application/ld+json') return { items: readItems(text, mediaType), statements: [] }
  try {
    return readJsonLd(JSON.parse(text), from)
  } catch {
    throw new HttpProblem(400, 'unreadable', 'The body is not well-formed JSON.', {
      detail: 'Send one JSON-LD document, or the HTML page it stands in as text/html.',
    })
  }
}
