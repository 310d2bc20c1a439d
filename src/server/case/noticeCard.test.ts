import { describe, expect, it } from 'vitest'
import { noticeCard, trialCard } from './noticeCard.ts'
import type { NoticeReader, ToldNotice } from './noticeText.ts'

const reader: NoticeReader = { language: 'fi', timeZone: 'Europe/Helsinki', publicUrl: 'https://polku.example' }
const notice: ToldNotice = {
  caseId: 12,
  at: Date.parse('2026-03-02T12:05:00Z'),
  kind: 'team-limit',
  detail: 'caught',
  severity: 4,
  friction: 'dead-end',
  journey: 'home-loan',
  journeyName: { fi: 'Asuntolaina' },
  team: 'desk',
  teamName: null,
  customer: null,
}
const hostile = '<!channel> *[x](https://evil.example)* & `y`'

describe('what a channel is posted', () => {
  it('is one notice, with its link and without a name', () => {
    expect(JSON.parse(noticeCard('slack', [notice], reader))).toEqual({
      text: 'K-12: Kukaan ei ottanut koppia ajoissa',
      blocks: [
        {
          type: 'section',
          text: {
            type: 'mrkdwn',
            text: '<https://polku.example/cases/K-12|K-12> *Kukaan ei ottanut koppia ajoissa*\nUmpikuja · Asuntolaina · vakavuus 4 · Desk · ma 2.3. klo 14.05',
          },
        },
      ],
      unfurl_links: false,
    })
  })

  it('is as many as there are, each once', () => {
    const many = Array.from({ length: 20 }, (_, place) => ({ ...notice, caseId: place + 1 }))
    for (const target of ['slack', 'teams'] as const) {
      const posted = noticeCard(target, many, reader)
      for (const { caseId } of many) expect(posted.split(`/cases/K-${caseId}${target === 'slack' ? '|' : ')'}`)).toHaveLength(2)
      expect(Buffer.byteLength(posted)).toBeLessThan(28_000)
    }
  })

  it.each([
    ['slack', /<!channel>|`y`/],
    ['teams', /<!channel>|\[x\]|`y`/],
  ] as const)('never lets a name call the whole channel or become a link (%s)', (target, signs) => {
    const posted = noticeCard(target, [{ ...notice, customer: hostile }], reader) + trialCard(target, hostile, reader)
    expect(posted).not.toMatch(signs)
    expect(posted).toContain('channel')
  })
})
