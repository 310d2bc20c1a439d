import { readFileSync } from 'node:fs'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { PageNews } from '../../api/caseForCustomer.ts'
import { FEELINGS, type Feeling } from '../../domain/case/case.ts'
import { isOwnForm } from '../http/gate.ts'
import type { Parts } from '../http/parts.ts'
import { HttpProblem } from '../http/problem.ts'
import { openCaseLink, sayConfirmed, sayFromCustomer, sayNotYet, sayRecovered } from './customerCase.ts'
import { mailingOf } from './mailCustomer.ts'

interface Asked {
  Params: { token: string }
  Querystring: { lang?: unknown; news?: unknown }
}

const MINUTE = 60_000
/** Most characters of what a customer writes. */
const MOST = 10_000
const FORM_LIMIT = 128 * 1024
const NEWS: readonly PageNews[] = ['message', 'solved', 'not-yet', 'answered']

/** Nobody else learns of the page: it stands in no index, store or address that is handed on, and holds nothing but itself. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'",
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'cache-control': 'no-store',
}

/** Serves the customer's own page of their case: reading it changes nothing, a form does, and sent twice it is sent once. */
export async function serveCustomerPages(app: FastifyInstance, house: Parts): Promise<void> {
  const parts = { ...house, mailing: mailingOf(house) }
  const { pages, style } = parts.respond
  const css = readFileSync(style, 'utf8')
  const rate = (max: number, what: string) => ({
    rateLimit: { max, timeWindow: MINUTE, keyGenerator: ({ ip }: FastifyRequest) => `customer ${what} ${ip}` },
  })

  async function show(request: FastifyRequest<Asked>, reply: FastifyReply, news: PageNews | null, draft = ''): Promise<FastifyReply> {
    const { token } = request.params
    const opened = await openCaseLink(parts, token)
    const each = opened !== null && opened !== 'revoked' && 'case' in opened ? opened.case : null
    const asked = typeof request.query.lang === 'string' ? request.query.lang : undefined
    const language = pages.chooseLanguage(asked, each?.locale ?? null, request.headers['accept-language'])
    reply.headers(HEADERS).type('text/html; charset=utf-8')
    const address = `/k/${encodeURIComponent(token)}`
    if (opened === 'revoked') return reply.code(410).send(pages.showRevoked(language, address))
    // Where it goes on in another case of theirs, that one's page is theirs, too.
    if (opened !== null && 'leadsTo' in opened) {
      const told = new URLSearchParams({ lang: language, ...(news !== null && { news }) })
      return reply.redirect(`/k/${opened.leadsTo}?${told}`, 303)
    }
    if (each === null) return reply.code(404).send(pages.showMissing(language, address))
    const { calendar } = (await parts.definitions.current()).definitions
    return reply.send(pages.showCase({ case: each, language, address, timeZone: calendar.timeZone, now: parts.clock(), news, draft }))
  }

  await app.register(async (forms) => {
    forms.removeAllContentTypeParsers()
    forms.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: FORM_LIMIT },
      (_request, body: string, done) => done(null, new URLSearchParams(body)),
    )
    forms.get('/k/style.css', (_request, reply) =>
      reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=3600').send(css),
    )
    forms.get<Asked>('/k/:token', { config: rate(120, 'reads') }, (request, reply) =>
      show(request, reply, NEWS.find((each) => each === request.query.news) ?? null),
    )
    forms.post<Asked>('/k/:token', { config: rate(30, 'writes') }, async (request, reply) => {
      if (!isOwnForm(request, parts.config.publicUrl)) {
        throw new HttpProblem(403, 'forbidden', 'Pages of other sites may not write in a customer’s name.')
      }
      const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams()
      const text = (form.get('text') ?? '').replaceAll('\0', '').replaceAll('\r\n', '\n').trim()
      const answer = { solved: solvedOf(form.get('was')), feeling: FEELINGS.find((each) => String(each) === form.get('feeling')) ?? null }
      const wrong = wrongOf(form.get('do'), text, answer)
      if (wrong !== null) return show(request, reply.code(422), wrong, text)
      const { news, said } = await take(form.get('do'), text, request.params.token, answer)
      if (said === 'no-case') return show(request, reply, null)
      if (said === 'not-now') return show(request, reply.code(409), 'not-now', text)
      const lang = typeof request.query.lang === 'string' ? `lang=${encodeURIComponent(request.query.lang)}&` : ''
      return reply.headers(HEADERS).redirect(`/k/${encodeURIComponent(request.params.token)}?${lang}news=${news}`, 303)
    })
  })

  async function take(what: string | null, text: string, token: string, answer: Answer) {
    switch (what) {
      case 'answer':
        return { news: 'answered', said: await sayRecovered(parts, token, { ...answer, text: text === '' ? null : text }) } as const
      case 'solved':
        return { news: 'solved', said: await sayConfirmed(parts, token) } as const
      case 'not-yet':
        return { news: 'not-yet', said: await sayNotYet(parts, token, text === '' ? null : text) } as const
      default:
        return { news: 'message', said: await sayFromCustomer(parts, token, text) } as const
    }
  }
}

interface Answer {
  solved: boolean | null
  feeling: Feeling | null
}

function solvedOf(given: string | null): boolean | null {
  return given === 'yes' ? true : given === 'no' ? false : null
}

function wrongOf(what: string | null, text: string, { solved, feeling }: Answer): PageNews | null {
  if (text.length > MOST) return 'too-long'
  if (what === 'answer') return solved === null && feeling === null ? 'unanswered' : null
  return text === '' && what !== 'solved' && what !== 'not-yet' ? 'empty' : null
}
