import { readFileSync } from 'node:fs'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { AnswerNotice, AnswerPlace } from '../../api/answerPage.ts'
import { readAnswers } from '../../domain/feedback/answer.ts'
import { givenOf } from '../../domain/feedback/form.ts'
import { stepsOf, stepToGoOnWith } from '../../domain/feedback/steps.ts'
import { isOwnForm } from '../http/gate.ts'
import type { Parts } from '../http/parts.ts'
import { HttpProblem, wrongInput } from '../http/problem.ts'
import { correctedTimes, readSent, sentSchema } from './answerDevice.ts'
import { maySend } from './widgetOrigins.ts'
import { meetAtDoor, meetByLink, type Meeting, type NoMeeting, openForm, sealForm } from './answerMeeting.ts'
import { judgeSending } from './answerSending.ts'

interface Asked {
  Params: { token?: string; door?: string }
  Querystring: Record<string, string | string[] | undefined>
}

/** A meeting, and the sealed form of an open door. */
interface Met {
  meeting: Meeting
  sealed: string | null
}

const MINUTE = 60_000
/** Thirty answers of the longest fit in. */
const FORM_LIMIT = 1024 * 1024
const STATUS: Record<NoMeeting, number> = { missing: 404, ended: 410, expired: 410, closed: 410 }

/** Nobody else learns of the page, and it holds nothing but itself. */
export const ANSWER_HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'",
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'cache-control': 'no-store',
}

/** Where scripts stand that other sites name, or that may keep what stands below them. */
const ADDRESSES: Readonly<Record<string, string>> = { 'widget.js': '/w.js', 'kioskWorker.js': '/r/kiosk/worker.js' }
/** Pages of other sites may read it. */
const ANYWHERE = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' }

/** Serves the pages on which surveys are answered: reading them records nothing, a form does, and sent twice it is sent once. */
export async function serveAnswerPages(app: FastifyInstance, parts: Parts): Promise<void> {
  const { answers: pages, answerStyles, scripts } = parts.respond
  const { vault } = parts.webhooks
  const css = answerStyles.map((style) => readFileSync(style, 'utf8')).join('\n')
  const judge = judgeSending(parts.clock)
  const meetingParts = { database: parts.database, vault, clock: parts.clock }
  const rate = (max: number, what: string) => ({
    rateLimit: { max, timeWindow: MINUTE, keyGenerator: ({ ip }: FastifyRequest) => `answer ${what} ${ip}` },
  })

  async function meet(request: FastifyRequest<Asked>, form: string | null, made?: string): Promise<Met | NoMeeting> {
    const { token, door } = request.params
    if (door === undefined) {
      const meeting = await meetByLink(meetingParts, token!)
      return typeof meeting === 'string' ? meeting : { meeting, sealed: null }
    }
    const id = made === undefined ? undefined : `${door}-${made}`
    const opened = await meetAtDoor(meetingParts, door, { form: openForm(vault, form), id, locale: acceptedOf(request) })
    return typeof opened === 'string' ? opened : { meeting: opened.meeting, sealed: sealForm(vault, opened.form) }
  }

  function placeOf(request: FastifyRequest<Asked>, { meeting, sealed }: { meeting: Meeting; sealed: string | null }): AnswerPlace {
    const { languages } = meeting.response.content
    const asked = textOf(request.query['lang'])
    return {
      address: pathOf(request),
      language: languages.find((each) => each === asked) ?? meeting.language,
      along: sealed === null || meeting.kept === null ? {} : { form: sealed },
    }
  }

  function showNotice(request: FastifyRequest<Asked>, reply: FastifyReply, notice: AnswerNotice, status: number): FastifyReply {
    const language = textOf(request.query['lang']) ?? acceptedOf(request) ?? 'en'
    const place = { address: pathOf(request), language: known(language), along: {} }
    return reply.code(status).headers(ANSWER_HEADERS).type('text/html; charset=utf-8').send(pages.showNotice(notice, place))
  }

  async function show(request: FastifyRequest<Asked>, reply: FastifyReply): Promise<FastifyReply> {
    const met = await meet(request, textOf(request.query['form']) ?? null)
    if (typeof met === 'string') return showNotice(request, reply, met, STATUS[met])
    const { meeting, sealed } = met
    const { kept, response } = meeting
    const place = placeOf(request, met)
    const { door } = meeting
    const isWidget = request.query['widget'] === '1' && door !== null
    const isKiosk = request.url.startsWith('/r/kiosk/')
    if (door?.kind === 'kiosk' && !isKiosk) return reply.redirect(request.url.replace('/r/d/', '/r/kiosk/'), 302)
    if (isWidget && !maySend(door, request, reply)) throw new HttpProblem(403, 'forbidden', 'This widget does not stand on that site.')
    const sort = isWidget ? 'widget' : isKiosk ? 'kiosk' : door === null ? 'ask' : 'door'
    reply.headers(ANSWER_HEADERS).type('text/html; charset=utf-8')
    if (kept?.isWhole === true)
      return reply.send(
        pages.showThanks({ ...place, content: response.content, answers: kept.answers, sort: door === null ? 'ask' : 'door' }),
      )
    // What a link in a mail says is only chosen beforehand: programs that look at mails open links, too.
    const [question, value] = [textOf(request.query['q']), textOf(request.query['v'])]
    const values = question !== undefined && value !== undefined ? { [question]: [value] } : {}
    // What was pressed last goes before where one was.
    const step = textOf(request.query['step']) ?? question ?? null
    const answers = kept?.answers ?? {}
    return reply.send(
      pages.showStep({
        ...place,
        content: response.content,
        answers,
        step,
        values,
        problems: [],
        form: sealed,
        sort,
        hasScript: scripts.has('answer.js'),
        told: door === null ? {} : toldTo(door, response.doorId!, response.version),
      }),
    )
  }

  async function take(request: FastifyRequest<Asked>, reply: FastifyReply): Promise<FastifyReply> {
    if (!isOwnForm(request, parts.config.publicUrl)) {
      throw new HttpProblem(403, 'forbidden', 'Pages of other sites may not answer in somebody’s name.')
    }
    const fields = request.body as URLSearchParams
    const met = await meet(request, fields.get('form'))
    if (typeof met === 'string') return showNotice(request, reply, met, STATUS[met])
    const { meeting, sealed } = met
    const place = placeOf(request, met)
    const { content } = meeting.response
    const goTo = (more: Record<string, string>) => {
      const query = new URLSearchParams({ ...(sealed !== null && { form: sealed }), lang: place.language, ...more })
      return reply.headers(ANSWER_HEADERS).redirect(`${place.address}?${query}`, 303)
    }
    if (meeting.kept?.isWhole === true) return goTo({})
    const before = meeting.kept?.answers ?? {}
    const steps = stepsOf(content, before)
    const step = steps.find(([first]) => first!.key === fields.get('step')) ?? steps[stepToGoOnWith(steps, before)] ?? []
    const here = new Set(step.map(({ key }) => key))
    const others = Object.entries(before).filter(([key]) => !here.has(key))
    const given = step.map((question) => [question.key, givenOf(question, (name) => fields.getAll(name))] as const)
    const read = readAnswers(content, Object.fromEntries([...others, ...given]), true)
    const after = stepsOf(content, read.answers)
    const at = after.findIndex(([first]) => first!.key === step[0]?.key)
    const isLast = at === after.length - 1
    const wrong = read.problems.filter(({ question }) => here.has(question))
    const isNothing = isLast && wrong.length === 0 && Object.keys(read.answers).length === 0
    const problems = isNothing ? [{ question: '', expected: 'required' as const }] : wrong
    if (problems.length > 0) {
      const values = Object.fromEntries([...new Set(fields.keys())].map((name) => [name, fields.getAll(name)]))
      const view = {
        ...place,
        content,
        answers: before,
        step: step[0]?.key ?? null,
        values,
        problems,
        form: sealed,
        hasScript: scripts.has('answer.js'),
      }
      return reply
        .code(422)
        .headers(ANSWER_HEADERS)
        .type('text/html; charset=utf-8')
        .send(pages.showStep({ ...view, sort: meeting.door === null ? 'ask' : 'door' }))
    }
    // A step that was passed by must be answered before the whole is sent.
    const missed = after.find((each) => each.some(({ key }) => read.problems.some(({ question }) => question === key)))
    const isWhole = isLast && missed === undefined
    if (Object.keys(read.answers).length > 0) {
      const isSuspect = meeting.door !== null && judge({ request, meeting, website: fields.get('website'), isWhole })
      const response = { ...meeting.response, answers: read.answers, at: parts.clock(), isWhole, language: place.language, isSuspect }
      await parts.responses.take(response)
    }
    return goTo(isWhole ? {} : { step: (missed ?? after[at + 1])![0]!.key })
  }

  /** Takes what a script on a device kept: the same answers, all that were given so far. */
  async function takeSent(request: FastifyRequest<Asked>, reply: FastifyReply): Promise<FastifyReply> {
    const parsed = sentSchema.safeParse(request.body)
    if (!parsed.success)
      throw wrongInput(
        422,
        parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message })),
      )
    const sent = parsed.data
    const met = await meet(request, sent.form ?? null, sent.id)
    const isOpen = typeof met !== 'string' && met.meeting.door !== null && maySend(met.meeting.door, request, reply)
    if (!isOpen && !isOwnForm(request, parts.config.publicUrl)) {
      throw new HttpProblem(403, 'forbidden', 'Pages of other sites may not answer in somebody’s name.')
    }
    if (typeof met === 'string') return reply.code(STATUS[met]).headers(ANSWER_HEADERS).send({ closed: met })
    const { meeting, sealed } = met
    const { content } = meeting.response
    const language = content.languages.find((each) => each === sent.language) ?? meeting.language
    const along = new URLSearchParams({ ...(sealed !== null && { form: sealed }), lang: language })
    const next = `${pathOf(request)}?${along}`
    reply.headers(ANSWER_HEADERS)
    if (meeting.kept?.isWhole === true) return reply.send({ next })
    const { answers, isNothing, problems } = readSent(content, sent)
    if (sent.isWhole && problems.length > 0) return reply.code(422).send({ problems })
    if (isNothing) return reply.send({ next })
    const times = correctedTimes(sent, parts.clock())
    const begun = Math.min(meeting.response.startedAt, times.startedAt)
    const isSuspect =
      meeting.door !== null &&
      judge({
        request,
        meeting: { ...meeting, response: { ...meeting.response, startedAt: begun } },
        website: sent.website ?? null,
        isWhole: sent.isWhole,
      })
    const response = { ...meeting.response, startedAt: times.startedAt, at: times.at, answers, isWhole: sent.isWhole, language, isSuspect }
    await parts.responses.take(response)
    return reply.send({ next })
  }

  await app.register(async (forms) => {
    forms.removeAllContentTypeParsers()
    forms.addContentTypeParser('application/json', { parseAs: 'string', bodyLimit: FORM_LIMIT }, (_request, body, done) => {
      try {
        done(null, JSON.parse(String(body)))
      } catch {
        done(new HttpProblem(400, 'unreadable', 'The body is not well-formed JSON.'))
      }
    })
    forms.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: FORM_LIMIT },
      (_request, body: string, done) => done(null, new URLSearchParams(body)),
    )
    forms.get('/r/style.css', (_request, reply) =>
      reply.headers(ANYWHERE).type('text/css; charset=utf-8').header('cache-control', 'public, max-age=300').send(css),
    )
    for (const [name, script] of scripts) {
      forms.get(ADDRESSES[name] ?? `/r/${name}`, (_request, reply) =>
        reply.headers(ANYWHERE).type('text/javascript; charset=utf-8').header('cache-control', 'public, max-age=300').send(script),
      )
    }
    forms.options('/r/d/:door', (_request, reply) =>
      reply
        .code(204)
        .headers({ ...ANYWHERE, 'access-control-allow-headers': 'content-type', 'access-control-max-age': '86400' })
        .send(),
    )
    for (const path of ['/r/:token', '/r/d/:door', '/r/kiosk/:door']) {
      forms.get<Asked>(path, { config: rate(240, 'reads') }, (request, reply) => show(request, reply))
    }
    for (const path of ['/r/:token', '/r/d/:door']) {
      forms.post<Asked>(path, { config: rate(600, 'writes') }, (request, reply) =>
        request.body instanceof URLSearchParams ? take(request, reply) : takeSent(request, reply),
      )
    }
  })
}

/** What the script of a kiosk or widget is told. */
function toldTo(door: NonNullable<Meeting['door']>, id: string, version: number): Record<string, string> {
  if (door.kind === 'kiosk') return { kiosk: JSON.stringify(door), door: `/r/d/${id}`, version: String(version) }
  return door.kind === 'widget' ? { place: door.place, after: String(door.afterSeconds) } : {}
}

function textOf(given: string | string[] | undefined): string | undefined {
  return typeof given === 'string' && given !== '' ? given : undefined
}

function pathOf({ url, params: { token, door } }: FastifyRequest<Asked>): string {
  if (url.startsWith('/r/kiosk/')) return `/r/kiosk/${encodeURIComponent(door!)}`
  return door === undefined ? `/r/${encodeURIComponent(token!)}` : `/r/d/${encodeURIComponent(door)}`
}

/** The language that a browser would have first. */
function acceptedOf({ headers }: FastifyRequest): string | null {
  const [first] = (headers['accept-language'] ?? '').split(/[,;]/, 1)
  return first?.trim() || null
}

function known(language: string): string {
  const [base] = language.toLowerCase().split('-', 1)
  return ['fi', 'sv', 'en'].find((each) => each === base) ?? 'en'
}
