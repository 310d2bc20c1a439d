import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { NoticeRuleJson, putNoticeRule } from '../../api/notice.ts'
import type { Actor } from '../../domain/access/may.ts'
import { leadsAbove } from '../../domain/employee/employee.ts'
import { formatInstant } from '../../domain/kernel/instant.ts'
import type { Queryable } from '../db/database.ts'
import { json } from '../db/values.ts'
import { loadStaff } from '../employee/loadStaff.ts'
import { HttpProblem, notFound, wrongInput } from '../http/problem.ts'
import { readUrl } from '../webhook/address.ts'
import { openSender } from '../webhook/send.ts'
import type { WebhookParts } from '../webhook/webhooks.ts'
import { trialCard } from './noticeCard.ts'
import { noticeLanguage } from './noticeText.ts'
import { attempt } from './tellChannels.ts'

type Given = z.output<typeof putNoticeRule.body>

const MOST = 100
const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyz'

interface Row extends Omit<NoticeRuleJson, 'failingSince' | 'last' | 'changedAt' | 'mayChange'> {
  failingSince: number | null
  lastAt: number | null
  lastProblem: string | null
  changedAt: number
}

const SELECT = `SELECT r.id, r.name, r.target, r.team, r.kinds, r.severity, r.way, r.digest_at AS "digestAt", r.quiet, r.language, r.named, r.enabled,
    r.shown_url AS url, r.disabled_because AS "disabledBecause", r.failing_since AS "failingSince", r.last_at AS "lastAt",
    r.last_problem AS "lastProblem", r.changed_at AS "changedAt", e.name AS "changedBy",
    (SELECT count(*) FROM notices_waiting w WHERE w.rule = r.id) AS waiting
  FROM notice_rules r LEFT JOIN employees e ON e.id = r.changed_by`

/** Keys of the teams for which somebody makes rules: those a lead leads, from above, too; null = all. */
async function teamsOf(database: Queryable, actor: Actor): Promise<string[] | null> {
  if (actor.kind !== 'employee' || actor.role === 'admin') return null
  const { teams } = await loadStaff(database)
  return [...teams.keys()].filter((key) => leadsAbove(key, teams, () => true).includes(actor.id)).sort()
}

const isOwn = (teams: readonly string[] | null, team: string | null) => teams === null || (team !== null && teams.includes(team))

/** Every rule by name, and for which teams whoever asks may make some. */
export async function getRules(database: Queryable, actor: Actor): Promise<{ items: NoticeRuleJson[]; teams: string[] | null }> {
  const [teams, rows] = await Promise.all([teamsOf(database, actor), database.query<Row>(`${SELECT} ORDER BY r.name, r.id`)])
  return { items: rows.map((row) => ruleOf(row, teams)), teams }
}

async function getRule(database: Queryable, id: string, actor: Actor): Promise<NoticeRuleJson> {
  const [teams, [row]] = await Promise.all([teamsOf(database, actor), database.query<Row>(`${SELECT} WHERE r.id = $1`, [id])])
  if (row === undefined) throw notFound(`rule ${id}`)
  return ruleOf(row, teams)
}

/** One rule that whoever asks may change. Throws problem 404, 403. */
async function getOwnRule(database: Queryable, id: string, actor: Actor): Promise<NoticeRuleJson> {
  const rule = await getRule(database, id, actor)
  if (!rule.mayChange) throw notYours()
  return rule
}

function notYours(): HttpProblem {
  return new HttpProblem(403, 'forbidden', 'This rule is not of a team that you lead.', { detail: 'An admin may change it.' })
}

/** Makes a rule; its address is sealed. Throws problem 403, 409, 422. */
export async function makeRule(parts: WebhookParts, given: Given & { url: string }, actor: Actor): Promise<NoticeRuleJson> {
  const { database } = parts
  await check(parts, given, actor)
  const [count] = await database.query<{ rules: number }>('SELECT count(*) AS rules FROM notice_rules')
  if (count!.rules >= MOST) throw new HttpProblem(409, 'refused', `There are ${MOST} rules already; delete one first.`)
  const id = `nr_${Array.from(randomBytes(16), (byte) => LETTERS[byte % LETTERS.length]).join('')}`
  const { columns, values } = columnsOf(parts, id, given, actor)
  await database.query(
    `INSERT INTO notice_rules (id, created_at, ${columns.join(', ')}) VALUES ($1, $2, ${columns.map((_, place) => `$${place + 3}`).join(', ')})`,
    [id, parts.clock(), ...values],
  )
  return getRule(database, id, actor)
}

/** Changes a rule. Turned on, it is told what happens from then on. Throws problem 403, 404, 422. */
export async function changeRule(parts: WebhookParts, id: string, given: Given, actor: Actor): Promise<NoticeRuleJson> {
  const { database, clock } = parts
  await getOwnRule(database, id, actor)
  await check(parts, given, actor)
  const { columns, values } = columnsOf(parts, id, given, actor)
  await database.transaction(async (tx) => {
    const [before] = await tx.query<{ enabled: boolean }>('SELECT enabled FROM notice_rules WHERE id = $1 FOR UPDATE', [id])
    await tx.query(`UPDATE notice_rules SET ${columns.map((column, place) => `${column} = $${place + 2}`).join(', ')} WHERE id = $1`, [
      id,
      ...values,
    ])
    if (before?.enabled === given.enabled) {
      // What waits already follows the rule as it is now.
      return tx.query('UPDATE notices_waiting SET due_at = $2 WHERE rule = $1', [id, clock()])
    }
    await tx.query('DELETE FROM notices_waiting WHERE rule = $1', [id])
    return tx.query('UPDATE notice_rules SET disabled_because = NULL, failing_since = NULL, attempts = 0, next_at = 0 WHERE id = $1', [id])
  })
  return getRule(database, id, actor)
}

/** Deletes a rule and what waited for it. Throws problem 403, 404. */
export async function removeRule(parts: WebhookParts, id: string, actor: Actor): Promise<void> {
  await getOwnRule(parts.database, id, actor)
  await parts.database.transaction(async (tx) => {
    await tx.query('DELETE FROM notice_rules WHERE id = $1', [id])
    await tx.query('DELETE FROM notices_waiting WHERE rule = $1', [id])
  })
}

/** Sends a trial to a rule's channel and keeps what came of it. Throws problem 403, 404. */
export async function tryRule(
  parts: WebhookParts,
  publicUrl: string,
  id: string,
  actor: Actor,
): Promise<{ problem: string | null; status: number | null }> {
  const { database, vault, policy, clock } = parts
  const { target, name, language } = await getOwnRule(database, id, actor)
  const [row] = await database.query<{ url: string }>('SELECT url FROM notice_rules WHERE id = $1', [id])
  const sender = openSender(policy, clock)
  try {
    const body = trialCard(target, name, { language: noticeLanguage(language), publicUrl })
    const message = { id: `trial_${randomBytes(12).toString('hex')}`, seconds: Math.floor(clock() / 1000), signatures: [], body }
    const { problem, status } = await attempt(() => vault.open(row!.url, id), message, sender, new AbortController().signal)
    await database.query('UPDATE notice_rules SET last_at = $2, last_problem = $3 WHERE id = $1', [id, clock(), problem])
    return { problem, status }
  } finally {
    sender.close()
  }
}

async function check({ database, policy }: WebhookParts, { team, url }: Given, actor: Actor): Promise<void> {
  if (!isOwn(await teamsOf(database, actor), team)) throw notYours()
  const read = url === undefined ? null : readUrl(url, policy)
  if (read !== null && 'problem' in read) throw wrongInput(422, [{ field: 'url', message: read.problem }])
  if (team === null) return
  const known = await database.query('SELECT 1 FROM teams WHERE key = $1', [team])
  if (known.length === 0) throw wrongInput(422, [{ field: 'team', message: 'must be the key of a team' }])
}

function columnsOf({ vault, clock }: WebhookParts, id: string, given: Given, actor: Actor): { columns: string[]; values: unknown[] } {
  const { name, target, team, kinds, severity, way, digestAt, quiet, language, named, enabled, url } = given
  const fields: Record<string, unknown> = {
    name,
    target,
    team,
    kinds,
    severity,
    way,
    digest_at: digestAt,
    quiet: quiet === null ? null : json(quiet),
    language,
    named,
    enabled,
    changed_at: clock(),
    changed_by: actor.kind === 'employee' ? actor.id : null,
    ...(url !== undefined && { url: vault.seal(url, id), shown_url: `${new URL(url).host}/…${url.slice(-4)}` }),
  }
  return { columns: Object.keys(fields), values: Object.values(fields) }
}

function ruleOf({ failingSince, lastAt, lastProblem, changedAt, ...row }: Row, teams: readonly string[] | null): NoticeRuleJson {
  return {
    ...row,
    mayChange: isOwn(teams, row.team),
    failingSince: failingSince === null ? null : formatInstant(failingSince),
    last: lastAt === null ? null : { at: formatInstant(lastAt), problem: lastProblem },
    changedAt: formatInstant(changedAt),
  }
}
