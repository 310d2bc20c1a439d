import { noticeLine, type NoticeLine, type NoticeReader, type ToldNotice } from './noticeText.ts'
import { NOTICE_WORDS } from './noticeWords.ts'

/** Whose incoming webhook a channel has. */
export type NoticeTarget = 'slack' | 'teams'

/** Notices in one message at most: far below what Slack (50 blocks) and Teams (28 kB) take. */
export const MOST_IN_CARD = 20

/** The body that an incoming webhook takes: of Slack, or of a workflow of Teams (an Adaptive Card). */
export function noticeCard(target: NoticeTarget, notices: readonly ToldNotice[], reader: NoticeReader): string {
  const words = NOTICE_WORDS[reader.language]
  const lines = notices.map((notice) => noticeLine(notice, reader))
  const title = lines.length === 1 ? null : words.several(lines.length)
  return JSON.stringify(target === 'slack' ? slackMessage(title, lines) : teamsMessage(title, lines, words.open))
}

/** The body of a trial. */
export function trialCard(
  target: NoticeTarget,
  rule: string,
  { language, publicUrl }: Pick<NoticeReader, 'language' | 'publicUrl'>,
): string {
  const words = NOTICE_WORDS[language]
  const line = { number: 'Polku', what: words.trial, about: words.trialText(rule), link: `${publicUrl}/cases` }
  return JSON.stringify(target === 'slack' ? slackMessage(null, [line]) : teamsMessage(null, [line], words.openAll))
}

function slackMessage(title: string | null, lines: readonly NoticeLine[]): object {
  const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })
  const written = lines.map(({ number, what, about, link }) => `<${link}|${number}> *${forSlack(what)}*\n${forSlack(about)}`)
  return {
    // What stands in the notification, where blocks are not shown.
    text: title === null ? `${lines[0]!.number}: ${forSlack(lines[0]!.what)}` : forSlack(title),
    blocks: [...(title === null ? [] : [section(`*${forSlack(title)}*`)]), ...written.map(section)],
    unfurl_links: false,
  }
}

/** Slack reads these three as its own signs; a name must not become a link or call the whole channel, nor end what is bold. */
function forSlack(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[*_~`]/g, ' ')
}

function teamsMessage(title: string | null, lines: readonly NoticeLine[], open: string): object {
  const block = (text: string, more: object = {}) => ({ type: 'TextBlock', text, wrap: true, ...more })
  const body = lines.flatMap(({ number, what, about, link }, place) => [
    block(`[${number}](${link}) ${forTeams(what)}`, { weight: 'Bolder', ...(place > 0 && { separator: true }) }),
    block(forTeams(about), { isSubtle: true, spacing: 'None' }),
  ])
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        contentUrl: null,
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [...(title === null ? [] : [block(title, { size: 'Medium', weight: 'Bolder' })]), ...body],
          ...(lines.length === 1 && { actions: [{ type: 'Action.OpenUrl', title: open, url: lines[0]!.link }] }),
        },
      },
    ],
  }
}

/** A text block reads Markdown: a name must not become a link or change what stands beside it. */
function forTeams(text: string): string {
  return text.replaceAll(/[*_~`[\]()<>#|\\]/g, ' ')
}
