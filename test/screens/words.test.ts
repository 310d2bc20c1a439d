import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { FRICTION_KINDS } from '../../src/domain/friction/friction.ts'
import { en } from '../../src/web/i18n/en.ts'
import { fi, type Messages } from '../../src/web/i18n/fi.ts'
import { openFormats } from '../../src/web/i18n/formats.ts'
import { decideLanguage } from '../../src/web/i18n/i18n.ts'
import { sv } from '../../src/web/i18n/sv.ts'
import { nameThing } from '../../src/web/i18n/things.ts'

const WEB = fileURLToPath(new URL('../../src/web', import.meta.url))
const keys = Object.keys(fi)
const languages: [string, Messages][] = [
  ['fi', fi],
  ['sv', sv],
  ['en', en],
]

const sources = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file) && !/i18n.(fi|sv|en)[./]/.test(file))
  .map((file) => readFileSync(join(WEB, file), 'utf8'))
  .join('\n')

/** Beginnings of keys that are put together: `kind.${…}`. */
const made = [...sources.matchAll(/`([a-zA-Z]+(?:\.[a-zA-Z]+)*\.)\$\{/g)].map(([, beginning]) => beginning!)

describe('messages', () => {
  it('are asked for by keys that exist', () => {
    const asked = [...sources.matchAll(/say\(\s*'([^']+)'/g)].map(([, key]) => key!)
    expect(asked.length).toBeGreaterThan(80)
    expect(asked.filter((key) => !keys.includes(key))).toEqual([])
    expect(made.filter((beginning) => !keys.some((key) => key.startsWith(beginning)))).toEqual([])
  })

  it('are all used', () => {
    const isUsed = (key: string) => sources.includes(`'${key}'`) || made.some((beginning) => key.startsWith(beginning))
    expect(keys.filter((key) => !isUsed(key))).toEqual([])
  })

  it('name every kind of friction and tell what happened', () => {
    for (const kind of FRICTION_KINDS) {
      expect(keys).toContain(`kind.${kind}`)
      expect(keys).toContain(`sentence.${kind}`)
    }
  })
})

describe.each(languages)('messages in %s', (language, messages) => {
  it('are complete, none empty', () => {
    expect(Object.keys(messages)).toEqual(keys)
    expect(Object.entries(messages).filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('begin a button’s name with what is seen on it', () => {
    const pairs = keys.flatMap((key) => (key.endsWith('Of') && keys.includes(key.slice(0, -2)) ? [[key.slice(0, -2), key] as const] : []))
    const named = [...pairs, ['people.remove', 'people.leaveTeam'], ['rules.edit', 'rules.editRule']] as [keyof Messages, keyof Messages][]
    // A choice in a table is named by its column, not by words of its own.
    const buttons = named.filter(([seen]) => seen !== 'teams.parent')
    expect(buttons.length).toBeGreaterThan(8)
    expect(buttons.filter(([seen, name]) => !messages[name].toLowerCase().includes(messages[seen].toLowerCase()))).toEqual([])
  })

  it.each(Object.entries(messages))('%s reads as ICU and says what the Finnish does', (key, text) => {
    const argumentsOf = (message: string) =>
      [...message.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name).filter((name) => !/^\d/.test(name!))
    const values = Object.fromEntries(argumentsOf(fi[key as keyof Messages]).map((name) => [name!, 2]))
    expect(() => new IntlMessageFormat(text, language).format(values)).not.toThrow()
    expect(new Set(argumentsOf(text))).toEqual(new Set(argumentsOf(fi[key as keyof Messages])))
  })
})

it('counts as each language does', () => {
  const count = (messages: Messages, language: string, days: number) =>
    new IntlMessageFormat(messages['harm.days'], language).format({ days })
  expect([0, 1, 25].map((days) => count(fi, 'fi', days))).toEqual(['Alle päivä', '1 päivä', '25 päivää'])
  expect([0, 1, 25].map((days) => count(sv, 'sv', days))).toEqual(['Mindre än en dag', '1 dag', '25 dagar'])
  expect([0, 1, 25].map((days) => count(en, 'en', days))).toEqual(['Less than a day', '1 day', '25 days'])
})

it('writes dates as each language does, in the organisation’s zone', () => {
  const at = Date.parse('2026-03-02T18:41:00Z')
  expect(openFormats('fi', 'Europe/Helsinki').shortMoment(at)).toBe('2.3. klo 20.41')
  expect(openFormats('sv', 'Europe/Helsinki').moment(at)).toBe('mån 2.3.2026 kl. 20.41')
  expect(openFormats('en', 'Europe/Helsinki').moment(at)).toBe('Mon, 2 Mar 2026, 20:41')
  expect(openFormats('fi', 'Europe/Helsinki').ago(at, at + 3 * 86_400_000)).toBe('3 päivää sitten')
})

it('speaks the remembered language, else the browser’s first that it knows, else English', () => {
  expect(decideLanguage('sv', ['fi-FI'])).toBe('sv')
  expect(decideLanguage(null, ['de-DE', 'fi-FI', 'en'])).toBe('fi')
  expect(decideLanguage('xx', ['de'])).toBe('en')
})

it('names what it knows and opens the keys it does not', () => {
  expect(nameThing('spouse-identity', 'fi')).toBe('puolison henkilöllisyys')
  expect(nameThing('roof-box_rental', 'sv')).toBe('roof box rental')
})
