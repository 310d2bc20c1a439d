import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isOwnForm } from '../http/gate.ts'
import type { Parts } from '../http/parts.ts'
import { ANSWER_HEADERS } from './answerPages.ts'
import { type AskForAnswer, getAskForAnswer } from './askLink.ts'
import { declinesSurveys, SURVEYS } from './surveyConsent.ts'

interface Asked {
  Params: { token: string }
  Querystring: Record<string, string | string[] | undefined>
}

const MINUTE = 60_000

/**
 * Serves the page by which a customer declines all surveys, and has them again: reading it changes nothing, a press does. Mail programs
 * press by themselves when their reader unsubscribes (RFC 8058), from anywhere and without a form of ours.
 */
export async function serveStopPages(app: FastifyInstance, parts: Parts): Promise<void> {
  const { answers: pages } = parts.respond
  const asking = { database: parts.database, vault: parts.webhooks.vault }
  const rate = (max: number, what: string) => ({
    rateLimit: { max, timeWindow: MINUTE, keyGenerator: ({ ip }: FastifyRequest) => `stop ${what} ${ip}` },
  })

  function show(request: FastifyRequest<Asked>, reply: FastifyReply, ask: AskForAnswer | null, notice: 'stop' | 'stopped' | 'resumed') {
    const asked = request.query['lang']
    const language = typeof asked === 'string' ? asked : (ask?.language ?? request.headers['accept-language'] ?? 'en')
    const place = { address: `/r/${encodeURIComponent(request.params.token)}/stop`, language: houseLanguage(language), along: {} }
    const page = pages.showNotice(ask === null ? 'missing' : notice, place)
    return reply
      .code(ask === null ? 404 : 200)
      .headers(ANSWER_HEADERS)
      .type('text/html; charset=utf-8')
      .send(page)
  }

  async function isStopped({ identifier }: AskForAnswer): Promise<boolean> {
    const [row] = await parts.database.query<{ refused: boolean }>(
      `SELECT coalesce(${declinesSurveys('identifiers.customer_id')}, false) AS refused FROM identifiers WHERE identifier = $1`,
      [identifier],
    )
    return row?.refused ?? false
  }

  /** Said of whom it was that was reached: should they be parted from the customer, it goes with them. */
  async function tell({ identifier }: AskForAnswer, mayAsk: boolean): Promise<void> {
    const colon = identifier.indexOf(':')
    const [kind, value] = [identifier.slice(0, colon), identifier.slice(colon + 1)]
    await parts.intake.tell({ identifier, identifiers: { [kind]: value }, at: parts.clock(), consents: { [SURVEYS]: mayAsk } })
  }

  await app.register(async (forms) => {
    forms.removeAllContentTypeParsers()
    // The body says only what the address says; RFC 8058 allows two kinds of it.
    forms.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 4096 }, (_request, body, done) => done(null, String(body)))
    forms.get<Asked>('/r/:token/stop', { config: rate(120, 'reads') }, async (request, reply) => {
      const ask = await getAskForAnswer(asking, request.params.token)
      return show(request, reply, ask, ask !== null && (await isStopped(ask)) ? 'stopped' : 'stop')
    })
    forms.post<Asked>('/r/:token/stop', { config: rate(30, 'writes') }, async (request, reply) => {
      const ask = await getAskForAnswer(asking, request.params.token)
      // Declining is taken from whoever has the link, asking again only from our own page.
      const mayAsk = request.query['again'] === 'yes' && isOwnForm(request, parts.config.publicUrl)
      if (ask !== null) await tell(ask, mayAsk)
      return show(request, reply, ask, mayAsk ? 'resumed' : 'stopped')
    })
  })
}

function houseLanguage(language: string): string {
  const base = language.toLowerCase().split(/[-,;]/, 1)[0]!
  return ['fi', 'sv', 'en'].find((each) => each === base) ?? 'en'
}
