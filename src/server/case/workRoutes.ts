import {
  acceptCase,
  addHelperToCase,
  addCaseTask,
  catchCase,
  confirmCase,
  declineCase,
  finishCaseTask,
  joinCase,
  linkCaseToCause,
  noteOnCase,
  offerCase,
  phoneOnCase,
  removeHelperFromCase,
  renewCaseLink,
  reopenCase,
  resumeCase,
  separateCase,
  solveCase,
  takeBackCase,
  waitOnCase,
  writeOnCase,
} from '../../api/caseWork.ts'
import { catchCasesTogether, joinCasesTogether, linkCasesTogether, solveCasesTogether } from '../../api/caseTogether.ts'
import type { CaseJson } from '../../api/case.ts'
import type { Actor } from '../../domain/access/may.ts'
import type { EmployeeEvent } from '../../domain/case/caseEvent.ts'
import type { Parts } from '../http/parts.ts'
import { HttpProblem, notFound } from '../http/problem.ts'
import { route, type Route } from '../http/route.ts'
import { caseProblem, staleCase } from './caseProblem.ts'
import { type CaseChange, changeCase } from './changeCase.ts'
import { getCase } from './getCases.ts'
import { revokeCaseLinks } from './customerCase.ts'
import { joinInto, joinTogether, type NotJoined, separateFrom } from './joinTogether.ts'
import { addressOf, type CaseLetterOut, mailCustomers, mailingOf, numberMails } from './mailCustomer.ts'
import { tellCarried } from './carriedCases.ts'
import { logCases } from './saveCases.ts'
import { catchTogether, linkTogether, solveTogether } from './workTogether.ts'

type Asking = { actor: Actor; params: { id: string }; body: { version?: number | undefined } }

/** The doors through which people work on cases. */
export function caseWorkRoutes(parts: Parts): Route[] {
  const { database, clock } = parts
  const mailing = mailingOf(parts)

  /** Does something with a case as the one who asks, and shows how it stands then. */
  async function change({ actor, params, body }: Asking, changeOf: (by: number) => CaseChange): Promise<CaseJson> {
    const by = numberOf(actor)
    const id = Number(params.id.slice(2))
    const changed = await changeCase({ ...parts, mailing }, id, body.version, changeOf(by))
    if (changed === 'missing') throw notFound(`such case or task under ${params.id}`)
    if (changed === 'stale') throw staleCase()
    if ('refused' in changed) throw await caseProblem(database, changed.refused)
    return (await getCase(database, id, clock()))!
  }
  const work = (asked: Asking, eventOf: (by: number) => EmployeeEvent): Promise<CaseJson> =>
    change(asked, (by) => ({ event: () => Promise.resolve(eventOf(by)) }))

  /** Does something that the customer hears of by mail where there is an address, `words` permitting. */
  const speak = (
    asked: Asking,
    words: Pick<CaseLetterOut, 'text' | 'adds'> | null,
    eventOf: (by: number, mail: number | undefined) => EmployeeEvent,
  ): Promise<CaseJson> =>
    change(asked, (by) => {
      let letter: { to: string; mail: number } | null = null
      return {
        event: async (tx, { customer }) => {
          const to = mailing === null || words === null ? null : await addressOf(tx, customer)
          if (to !== null) letter = { to, mail: (await numberMails(tx, 1))[0]! }
          return eventOf(by, letter?.mail)
        },
        also: async (tx, standing) => {
          if (mailing === null || words === null) return
          const { id, customer } = standing
          if (letter !== null) await mailCustomers(tx, mailing, [{ ...letter, ...words, id, customer, by }], clock())
          // What is written to one customer is theirs; that it is solved concerns all whose case goes on in this one.
          if (words.adds === 'solved') await logCases(tx, await tellCarried(tx, mailing, [standing], { ...words, by }, clock()))
        },
      }
    })

  /** Joins or separates two cases, and shows how the one that was asked about stands then. */
  async function join({ params }: Asking, joining: Promise<NotJoined | null>): Promise<CaseJson> {
    const came = await joining
    if (came === 'missing') throw notFound(`such cases as ${params.id} and the other`)
    if (came === 'stale') throw staleCase()
    if (came !== null) throw await caseProblem(database, came.refused)
    return (await getCase(database, Number(params.id.slice(2)), clock()))!
  }

  return [
    route(catchCase, (asked) => work(asked, (by) => ({ kind: 'catch', by }))),
    route(offerCase, (asked) => work(asked, (by) => ({ kind: 'offer', by, to: asked.body.to, note: asked.body.note }))),
    route(acceptCase, (asked) => work(asked, (by) => ({ kind: 'accept', by }))),
    route(declineCase, (asked) => work(asked, (by) => ({ kind: 'decline', by, note: asked.body.note }))),
    route(takeBackCase, (asked) => work(asked, (by) => ({ kind: 'take-back', by }))),
    route(addHelperToCase, (asked) => work(asked, (by) => ({ kind: 'add-helper', by, employee: asked.body.employee }))),
    route(removeHelperFromCase, (asked) => work(asked, (by) => ({ kind: 'remove-helper', by, employee: asked.body.employee }))),
    route(noteOnCase, (asked) => work(asked, (by) => ({ kind: 'note', by, text: asked.body.text }))),
    route(phoneOnCase, (asked) => work(asked, (by) => ({ kind: 'phone', by, text: asked.body.text, reached: asked.body.reached }))),
    route(writeOnCase, (asked) => {
      const { text } = asked.body
      return speak(asked, { text }, (by, mail) => ({
        kind: 'message',
        by,
        text,
        ...(mail === undefined ? { delivery: 'page' } : { delivery: 'mail', mail }),
      }))
    }),
    route(waitOnCase, (asked) =>
      work(asked, (by) => ({ kind: 'wait', by, for: asked.body.for, until: Date.parse(asked.body.until), note: asked.body.note })),
    ),
    route(resumeCase, (asked) => work(asked, (by) => ({ kind: 'resume', by }))),
    route(solveCase, (asked) => {
      const { done, cause, learned, tell } = asked.body
      const words = tell ? ({ text: done, adds: 'solved' } as const) : null
      return speak(asked, words, (by, mail) => ({ kind: 'solve', by, done, cause, learned, ...(mail !== undefined && { mail }) }))
    }),
    route(reopenCase, (asked) => work(asked, (by) => ({ kind: 'reopen', by, note: asked.body.note }))),
    route(confirmCase, (asked) => work(asked, (by) => ({ kind: 'confirm', by, channel: asked.body.channel, note: asked.body.note }))),
    route(linkCaseToCause, (asked) => work(asked, (by) => ({ kind: 'link-cause', by, cause: asked.body.cause }))),
    route(renewCaseLink, (asked) =>
      change(asked, (by) => ({
        event: () => Promise.resolve({ kind: 'renew-link', by }),
        also: (tx, { id }) => revokeCaseLinks(tx, id),
      })),
    ),
    route(joinCase, (asked) => {
      const { into, version } = asked.body
      const pair = { id: Number(asked.params.id.slice(2)), into: Number(into.slice(2)) }
      return join(asked, joinInto(parts, { ...pair, version, by: numberOf(asked.actor) }))
    }),
    route(separateCase, (asked) => {
      const id = Number(asked.params.id.slice(2))
      return join(asked, separateFrom(parts, { id, version: asked.body.version, by: numberOf(asked.actor) }))
    }),
    route(catchCasesTogether, ({ body, actor }) => catchTogether(parts, body, numberOf(actor))),
    route(linkCasesTogether, ({ body, actor }) => linkTogether(parts, body, numberOf(actor))),
    route(joinCasesTogether, async ({ body, actor }) => {
      const came = await joinTogether(parts, body, numberOf(actor))
      if (came === 'missing') throw notFound(`case ${body.into}`)
      return came
    }),
    route(solveCasesTogether, ({ body, actor }) => solveTogether(parts, body, numberOf(actor))),
    route(addCaseTask, (asked) => change(asked, (by) => addTask(by, asked.body.title, asked.body.dueAt))),
    route(finishCaseTask, (asked) => change(asked, (by) => finishTask(by, asked.params.task, clock()))),
  ]
}

function numberOf(actor: Actor): number {
  if (actor.kind === 'employee') return actor.id
  throw new HttpProblem(403, 'forbidden', 'A case is worked on by a person: sign in.')
}

function addTask(by: number, title: string, dueAt: string | null): CaseChange {
  const due = dueAt === null ? null : Date.parse(dueAt)
  return {
    event: async (tx) => {
      const [row] = await tx.query<{ task: number }>(`SELECT nextval(pg_get_serial_sequence('case_tasks', 'id')) AS task`)
      return { kind: 'add-task', by, task: row!.task, title, dueAt: due }
    },
    also: (tx, { customer, id }, event) =>
      tx.query('INSERT INTO case_tasks (customer_id, case_id, id, title, due_at, added_by) VALUES ($1, $2, $3, $4, $5, $6)', [
        customer,
        id,
        (event as { task: number }).task,
        title,
        due,
        by,
      ]),
  }
}

function finishTask(by: number, task: number, now: number): CaseChange {
  const place = 'customer_id = $1 AND case_id = $2 AND id = $3 AND done_at IS NULL'
  return {
    event: async (tx, { customer, id }) => {
      const [row] = await tx.query<{ title: string }>(`SELECT title FROM case_tasks WHERE ${place}`, [customer, id, task])
      return row === undefined ? null : { kind: 'finish-task', by, task, title: row.title }
    },
    also: (tx, { customer, id }) =>
      tx.query(`UPDATE case_tasks SET done_at = $4, done_by = $5 WHERE ${place}`, [customer, id, task, now, by]),
  }
}
