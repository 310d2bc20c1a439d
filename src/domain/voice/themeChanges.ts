import { z } from 'zod'
import { VOICE_LANGUAGES } from './languages.ts'
import { themeSchema, wordForms, type Theme, type ThemeInput } from './themes.ts'

const wordChanges = z.object({
  /** Words and exclusions that were added; of the shipped ones those that were left out. */
  add: wordForms.default([]),
  leave: wordForms.default([]),
  not: wordForms.default([]),
  allow: wordForms.default([]),
})

/**
 * What an organisation made of a theme: what differs from the theme that comes with Polku under the same key (from nothing where none does),
 * so that better shipped words still come through; the theme it is part of (`into`, null = itself); and whether it is looked for at all.
 */
export const themeStateSchema = z.object({
  names: themeSchema.shape.names.default({}),
  words: z.partialRecord(z.enum(VOICE_LANGUAGES), wordChanges).default({}),
  into: themeSchema.shape.key.nullable().default(null),
  retired: z.boolean().default(false),
})

/** What an organisation made of a theme. */
export type ThemeState = z.output<typeof themeStateSchema>

/** A theme that nobody here has changed. */
export const UNCHANGED: ThemeState = { names: {}, words: {}, into: null, retired: false }

/** A word of a theme as it is compared: NFC, small letters, single spaces; the form's sign stays. */
function plainForm(form: string): string {
  return form.normalize('NFC').toLowerCase().trim().replace(/\s+/g, ' ')
}

const plain = (forms: readonly string[]) => [...new Set(forms.map(plainForm))]
const without = (forms: readonly string[], others: readonly string[]) => forms.filter((form) => !others.includes(form))

/** The theme of a key with what an organisation changed laid over what comes with Polku; a name is in some language at least. */
export function layOver(shipped: Theme | undefined, key: string, { names, words }: ThemeState): Theme {
  const laid = VOICE_LANGUAGES.flatMap((language) => {
    const [own, given] = [words[language], shipped?.words[language]]
    if (own === undefined && given === undefined) return []
    const lay = (there: readonly string[], add: readonly string[] = [], leave: readonly string[] = []) =>
      plain([...without(plain(there), leave), ...add])
    return [[language, { words: lay(given?.words ?? [], own?.add, own?.leave), not: lay(given?.not ?? [], own?.not, own?.allow) }] as const]
  })
  return { key, names: { ...shipped?.names, ...names }, words: Object.fromEntries(laid) }
}

/** What differs in a theme as somebody wrote it from the one that comes with Polku under its key. */
export function changesOf(
  shipped: Theme | undefined,
  { names, words }: Pick<ThemeInput, 'names' | 'words'>,
): Pick<ThemeState, 'names' | 'words'> {
  const named = Object.entries(names).filter(([language, name]) => name !== shipped?.names[language as keyof typeof names])
  const changed = VOICE_LANGUAGES.flatMap((language) => {
    const [now, given] = [words[language], shipped?.words[language]]
    const there = { words: plain(given?.words ?? []), not: plain(given?.not ?? []) }
    const wanted = { words: plain(now?.words ?? []), not: plain(now?.not ?? []) }
    const own = {
      add: without(wanted.words, there.words),
      leave: without(there.words, wanted.words),
      not: without(wanted.not, there.not),
      allow: without(there.not, wanted.not),
    }
    return Object.values(own).some((forms) => forms.length > 0) ? [[language, own] as const] : []
  })
  return { names: Object.fromEntries(named), words: Object.fromEntries(changed) }
}

/** The key that a theme counts under: its own, or that of the theme it was merged into, however many times. */
export function countsAs(key: string, states: ReadonlyMap<string, ThemeState>): string {
  const met = new Set<string>()
  let at = key
  for (let next = states.get(at)?.into ?? null; next !== null && !met.has(at); next = states.get(at)?.into ?? null) {
    met.add(at)
    at = next
  }
  return at
}

/**
 * The themes to look for: shipped ones with what was changed laid over them, and the organisation's own. One that was merged is looked for
 * under the key and names of the other, by its own words and exclusions; a retired one is not looked for.
 */
export function themesToFind(shipped: readonly Theme[], states: ReadonlyMap<string, ThemeState>): Theme[] {
  const known = new Map(shipped.map((theme) => [theme.key, theme]))
  const all = [...new Set([...known.keys(), ...states.keys()])].map((key) => layOver(known.get(key), key, states.get(key) ?? UNCHANGED))
  const laid = new Map(all.map((theme) => [theme.key, theme]))
  return all.flatMap((theme) => {
    const into = laid.get(countsAs(theme.key, states))
    const isLeft = [theme.key, into?.key].some((key) => key === undefined || states.get(key)?.retired)
    return isLeft ? [] : [{ ...theme, key: into!.key, names: into!.names }]
  })
}
