import type { Answers } from '../../domain/feedback/question.ts'
import type { SurveyContent } from '../../domain/feedback/survey.ts'
import type { About } from '../../domain/feedback/response.ts'
import { latestLocale } from '../customer/localeOf.ts'
import type { Queryable } from '../db/database.ts'
import type { Vault } from '../webhook/secrets.ts'

/** What a personal link to a survey names: the ask, and whose it was when the link was made. */
export interface AskLink {
  customer: number
  ask: number
}

const OWNER = 'customer’s survey'

/** Makes the token of a personal link to a survey: sealed, so that it tells nothing and nobody else can make one. */
export function createAskToken(vault: Vault, { customer, ask }: AskLink): string {
  return Buffer.from(vault.seal(`${customer}.${ask}`, OWNER), 'base64').toString('base64url')
}

/** Reads a token; null when it was not made here. */
export function readAskToken(vault: Vault, token: string): AskLink | null {
  if (!/^[\w-]{40,200}$/.test(token)) return null
  try {
    const [customer, ask] = vault.open(Buffer.from(token, 'base64url').toString('base64'), OWNER).split('.').map(Number) as [number, number]
    return { customer, ask }
  } catch {
    return null
  }
}

/** An ask as whoever answers it meets it. */
export interface AskForAnswer {
  ask: number
  /** Whose it is now; joined and parted customers take their asks with them. */
  customer: number
  /** Outward name of the customer, `kind:value`. */
  name: string
  /** Identifier under which they were reached, `kind:value`. */
  identifier: string
  survey: string
  surveyState: 'draft' | 'live' | 'paused' | 'ended'
  state: 'asked' | 'answered' | 'bounced'
  version: number
  content: SurveyContent
  about: About
  way: 'email' | 'webhook' | 'link' | null
  askedAt: number
  /** The language to begin in: the survey’s own that fits the customer’s latest words best. */
  language: string
  /** What was answered so far; null when nothing was. */
  kept: { answers: Answers; isWhole: boolean; language: string } | null
}

type AskRow = Omit<AskForAnswer, 'language'> & { locale: string | null }

/** The id of the response to an ask, for the number that `ask` stands for. */
export const responseOfAsk = (ask: number): string => `ask-${ask}`

const SELECT_ASK = `
  SELECT asks.id AS ask, asks.customer_id AS customer, customers.name, asks.identifier, asks.survey, surveys.state AS "surveyState", asks.state,
    asks.version, survey_versions.content, asks.about, asks.way, asks.asked_at AS "askedAt", (${latestLocale('asks.customer_id')}) AS locale,
    CASE WHEN kept.id IS NOT NULL THEN jsonb_build_object('answers', kept.answers, 'isWhole', kept.whole_at IS NOT NULL, 'language', kept.language) END AS kept
  FROM asks JOIN customers ON customers.id = asks.customer_id JOIN surveys ON surveys.key = asks.survey
  JOIN survey_versions ON survey_versions.survey = asks.survey AND survey_versions.version = asks.version
  LEFT JOIN responses AS kept ON kept.customer_id = asks.customer_id AND kept.id = 'ask-' || asks.id`

/** The ask that a token is of; null when there is none, or it was never asked. */
export async function getAskForAnswer(parts: { database: Queryable; vault: Vault }, token: string): Promise<AskForAnswer | null> {
  const link = readAskToken(parts.vault, token)
  if (link === null) return null
  const { database } = parts
  const [near] = await database.query<AskRow>(
    `${SELECT_ASK} WHERE asks.customer_id = coalesce((SELECT survivor_id FROM former_customers WHERE customer_id = $1), $1)
       AND asks.id = $2 AND asks.asked_at IS NOT NULL`,
    [link.customer, link.ask],
  )
  // Who was parted after being asked took the ask along; only then is it looked for among everybody's.
  const row = near ?? (await database.query<AskRow>(`${SELECT_ASK} WHERE asks.id = $1 AND asks.asked_at IS NOT NULL`, [link.ask]))[0]
  if (row === undefined) return null
  const { locale, ...ask } = row
  return { ...ask, language: languageFor(row.content, locale) }
}

/** The language of a survey that fits a person’s best; its first when none does. */
export function languageFor({ languages }: Pick<SurveyContent, 'languages'>, locale: string | null): string {
  const base = (tag: string) => tag.split('-', 1)[0]!.toLowerCase()
  const exact = locale === null ? undefined : languages.find((each) => each.toLowerCase() === locale.toLowerCase())
  return exact ?? (locale === null ? undefined : languages.find((each) => base(each) === base(locale))) ?? languages[0]!
}
