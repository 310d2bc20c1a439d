import { expect, it } from 'vitest'
import type { CaseForCustomer } from '../../api/caseForCustomer.ts'
import { html } from '../html.ts'
import { chooseLanguage, tellMoment } from '../languages.ts'
import { customerPages } from './casePage.ts'
import { nextForCustomer } from './nextForCustomer.ts'

const NOW = Date.parse('2026-03-02T12:05:00Z')
const HOUR = 3_600_000

const waiting: CaseForCustomer = {
  id: 'K-12',
  journey: 'loan',
  journeyName: { fi: 'Autolaina', en: 'Car loan' },
  matter: 'LN-1',
  state: 'caught',
  owner: 'Leena <3',
  team: 'Lainat',
  hasWord: false,
  nextBy: NOW + HOUR,
  silentUntil: null,
  waitingFor: null,
  openedAt: NOW - HOUR,
  words: [{ at: NOW, who: null, kind: 'said', text: '</textarea><script>alert(1)</script>' }],
  mayConfirm: true,
  mayDeny: false,
  mayAnswer: false,
  hasAnswered: false,
  locale: null,
}
const show = (given: Partial<CaseForCustomer> = {}, language = 'fi') =>
  customerPages.showCase({
    case: { ...waiting, ...given },
    language,
    address: '/k/t',
    timeZone: 'Europe/Helsinki',
    now: NOW,
    news: null,
    draft: '',
  })

it('escapes whatever is put in, but its own', () => {
  expect(html`<b title="${'"<&\''}">${html`<i>${'<'}</i>`}${[1, null, false]}</b>`.text).toBe(
    '<b title="&quot;&lt;&amp;&#39;"><i>&lt;</i>1</b>',
  )
  const page = show()
  expect(page).not.toContain('<script')
  expect(page).toContain('Leena &lt;3')
})

it('says what is next, and when we are late', () => {
  const next = (given: Partial<CaseForCustomer>) => nextForCustomer({ ...waiting, ...given }, NOW).said
  expect(next({ state: 'open', owner: null })).toBe('next.catch')
  expect(next({})).toBe('next.word')
  expect(next({ hasWord: true })).toBe('next.solve')
  expect(next({ nextBy: NOW - 1 })).toBe('next.late')
  expect(next({ state: 'waiting', waitingFor: 'customer', nextBy: null })).toBe('next.customer')
  expect(next({ state: 'waiting', waitingFor: 'third-party' })).toBe('next.third-party')
  expect(next({ state: 'solved', nextBy: null })).toBe('next.solved')
  expect(next({ state: 'confirmed', words: [{ at: NOW, who: null, kind: 'confirmed', by: 'silence' }] })).toBe('next.silence')
  expect(next({ state: 'confirmed', words: [{ at: NOW, who: null, kind: 'confirmed', by: 'customer' }] })).toBe('next.confirmed')
  expect(next({ state: 'withdrawn' })).toBe('next.withdrawn')
})

it('offers what can be said now and nothing else', () => {
  const buttons = (page: string) => [...page.matchAll(/value="([\w-]+)"/g)].map(([, what]) => what)
  expect(buttons(show({ mayConfirm: false }))).toEqual(['message'])
  expect(buttons(show({ state: 'solved', nextBy: null, silentUntil: NOW, mayDeny: true }))).toEqual(['solved', 'not-yet', 'message'])
})

it('is whole in each language, with nothing left to fill in', () => {
  for (const language of ['fi', 'sv', 'en']) {
    const page = show({}, language) + customerPages.showMissing(language, '/k/x')
    expect(page).toContain(`<html lang="${language}">`)
    expect(page).not.toMatch(/\{\w+\}|\bundefined\b|\bnull\b/)
  }
})

it('chooses the language asked for, the customer’s own, else the browser’s', () => {
  expect(chooseLanguage('sv', 'fi-FI', 'en')).toBe('sv')
  expect(chooseLanguage(undefined, 'fi-FI', 'en')).toBe('fi')
  expect(chooseLanguage('xx', null, 'de-DE,sv;q=0.8,en;q=0.5')).toBe('sv')
  expect(chooseLanguage(undefined, null, undefined)).toBe('en')
})

it('writes moments as each language does', () => {
  expect(tellMoment(NOW, 'fi', 'Europe/Helsinki')).toBe('ma 2.3. klo 14.05')
  expect(tellMoment(NOW, 'sv', 'Europe/Helsinki')).toMatch(/^mån 2\.3\.? kl\. 14\.05$/)
})
