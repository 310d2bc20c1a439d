import type { NoticeKind } from '../../domain/case/notice.ts'
import type { FrictionKind } from '../../domain/friction/friction.ts'
import type { LocalName } from '../../domain/touchpoint/definition.ts'
import { caseNumber } from './caseNews.ts'
import { NOTICE_WORDS, type NoticeLanguage } from './noticeWords.ts'

/** A notice with what is said of its case. */
export interface ToldNotice {
  /** Number of the case. */
  caseId: number
  at: number
  kind: NoticeKind
  detail: string | null
  severity: number
  friction: FrictionKind
  /** Key of the journey and its name, if it has one. */
  journey: string
  journeyName: LocalName | null
  team: string | null
  teamName: LocalName | null
  /** Name of the customer; null when it is not to be told, or not known. */
  customer: string | null
}

/** A notice as it is written: the case's number, what happened, what it is about, and where the case is. */
export interface NoticeLine {
  number: string
  what: string
  about: string
  link: string
}

/** Where and in which language people read. */
export interface NoticeReader {
  language: NoticeLanguage
  timeZone: string
  publicUrl: string
}

/** A language in which notices are written; English for any other. */
export function noticeLanguage(language: string): NoticeLanguage {
  return language === 'fi' || language === 'sv' ? language : 'en'
}

/** Writes a notice in one line: what happened, and friction, journey, severity, team and moment. */
export function noticeLine(notice: ToldNotice, { language, timeZone, publicUrl }: NoticeReader): NoticeLine {
  const words = NOTICE_WORDS[language]
  const kind = notice.kind === 'team-limit' ? 'limit' : notice.kind
  const number = caseNumber(notice.caseId)
  const when = new Intl.DateTimeFormat(words.locale, {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: language === 'en' ? 'short' : 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
    .format(notice.at)
    .replace(/ (\d\d\.\d\d)$/, language === 'sv' ? ' kl. $1' : ' $1')
  const about = [
    notice.customer,
    words.frictions[notice.friction],
    nameOf(notice.journeyName, notice.journey, language),
    words.severity(notice.severity),
    notice.team === null ? null : nameOf(notice.teamName, notice.team, language),
    when,
  ]
  return {
    number,
    what: words.happened[`${kind}.${notice.detail}`] ?? words.happened[kind]!,
    about: about.filter((part) => part !== null).join(' · '),
    link: `${publicUrl}/cases/${number}`,
  }
}

function nameOf(name: LocalName | null, key: string, language: NoticeLanguage): string {
  if (typeof name === 'string') return name
  const found = name?.[language] ?? name?.['en'] ?? name?.['fi'] ?? Object.values(name ?? {})[0] ?? key.replaceAll(/[-_]+/g, ' ')
  return found.charAt(0).toLocaleUpperCase() + found.slice(1)
}

/** Subject, text and HTML of a mail that tells an employee of notices, one or many. */
export function noticeMail(notices: readonly ToldNotice[], reader: NoticeReader): { subject: string; text: string; html: string } {
  const words = NOTICE_WORDS[reader.language]
  const lines = notices.map((notice) => noticeLine(notice, reader))
  const [first] = lines
  const subject = lines.length === 1 ? `[${first!.number}] ${first!.what}` : words.gathered(lines.length)
  const settings = `${reader.publicUrl}/settings`
  const text = [
    ...lines.map(({ number, what, about, link }) => `${number}  ${what}\n${about}\n${link}\n`),
    '',
    words.why,
    settings,
    '',
  ].join('\n')
  const items = lines.map(
    ({ number, what, about, link }) =>
      `<li style="margin:0 0 12px"><a href="${escape(link)}">${escape(number)}</a> <strong>${escape(what)}</strong><br>${escape(about)}</li>`,
  )
  return {
    subject,
    text,
    html: `<!doctype html><html lang="${reader.language}"><head><meta charset="utf-8"><title>${escape(subject)}</title></head><body><ul style="padding:0 0 0 20px">${items.join('')}</ul><p>${escape(words.why)} <a href="${escape(settings)}">${escape(words.settings)}</a></p></body></html>`,
  }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
