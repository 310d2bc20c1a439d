import {
  deleteNoticeRule,
  getCaseLimits,
  getNoticeRules,
  getOwnNotices,
  postNoticeRule,
  putCaseLimits,
  putNoticeRule,
  putOwnNotices,
  tryNoticeRule,
} from '../../api/notice.ts'
import type { Actor } from '../../domain/access/may.ts'
import { DEFAULT_CHOICE, type NoticeChoice } from '../../domain/case/notice.ts'
import { json } from '../db/values.ts'
import type { Parts } from '../http/parts.ts'
import { route, type Route } from '../http/route.ts'
import { changeLimits, getLimits } from './caseLimits.ts'
import { changeRule, getRules, makeRule, removeRule, tryRule } from './noticeRules.ts'

const idOf = (actor: Actor) => (actor.kind === 'employee' ? actor.id : null)

/** The doors to what people and channels are told of cases, and to the limits of cases. */
export function noticeRoutes(parts: Parts): Route[] {
  const { database, clock, definitions, webhooks, hasMail, config } = parts

  async function ownNotices(actor: Actor) {
    const [[row], { definitions: current }] = await Promise.all([
      database.query<{ choice: NoticeChoice | null }>('SELECT choice FROM notice_choices WHERE employee_id = $1', [idOf(actor)]),
      definitions.current(),
    ])
    const choice = row?.choice ?? null
    return { choice: choice ?? DEFAULT_CHOICE, chosen: choice !== null, mail: hasMail, timeZone: current.calendar.timeZone }
  }

  return [
    route(getOwnNotices, ({ actor }) => ownNotices(actor)),
    route(putOwnNotices, async ({ actor, body }) => {
      await database.transaction(async (tx) => {
        await tx.query(
          `INSERT INTO notice_choices (employee_id, choice) VALUES ($1, $2::jsonb)
           ON CONFLICT (employee_id) DO UPDATE SET choice = excluded.choice`,
          [idOf(actor), json(body)],
        )
        // What waits already follows the choice as it is now.
        await tx.query('UPDATE notices_waiting SET due_at = $2 WHERE employee_id = $1', [idOf(actor), clock()])
      })
      return ownNotices(actor)
    }),
    route(getNoticeRules, ({ actor }) => getRules(database, actor)),
    route(postNoticeRule, ({ actor, body }) => makeRule(webhooks, body, actor)),
    route(putNoticeRule, ({ actor, params, body }) => changeRule(webhooks, params.id, body, actor)),
    route(deleteNoticeRule, async ({ actor, params: { id } }) => {
      await removeRule(webhooks, id, actor)
      return { id }
    }),
    route(tryNoticeRule, ({ actor, params }) => tryRule(webhooks, config.publicUrl, params.id, actor)),
    route(getCaseLimits, () => getLimits(database)),
    route(putCaseLimits, async ({ actor, body }) => {
      await changeLimits(database, body, idOf(actor), clock())
      return getLimits(database)
    }),
  ]
}
