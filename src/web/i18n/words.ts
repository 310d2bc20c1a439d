import type { z } from 'zod'
import type { organisationJson } from '../../api/organisation.ts'
import type { FrictionKind } from '../../domain/friction/friction.ts'
import type { LocalName } from '../../domain/touchpoint/definition.ts'
import type { MessageKey } from './fi.ts'
import { openFormats, type Formats } from './formats.ts'
import type { Language } from './i18n.ts'
import { nameThing, openKey } from './things.ts'

type Names = z.output<typeof organisationJson>['names']
type Values = Record<string, string | number | boolean>

/** Everything that is said on a screen: messages, dates and numbers, and the organisation's own names of things. */
export interface Words {
  language: Language
  formats: Formats
  say: (key: MessageKey, values?: Values) => string
  kind: (kind: FrictionKind) => string
  touchpoint: (key: string) => string
  channel: (key: string | null) => string
  journey: (key: string) => string
  path: (path: { journey: string; matter: string | null }) => string
  team: (key: string) => string
  /** A product, an item of information, or what was promised. */
  thing: (key: string) => string
  things: (keys: readonly string[]) => string
}

const CHANNELS = new Set(['web', 'app', 'email', 'chat', 'phone', 'branch', 'store', 'post', 'social'])
const BUILT_IN = new Set(['relationship', 'matter'])

/** The text with a capital first letter. */
export function capitalise(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}

/** A name in a language, else in another that there is. */
export function readName(name: LocalName | undefined, language: Language): string | null {
  if (name === undefined || typeof name === 'string') return name ?? null
  return name[language] ?? name['en'] ?? name['fi'] ?? Object.values(name)[0] ?? null
}

/** Opens the words of a language, with the organisation's names where it gives any. */
export function openWords(language: Language, say: Words['say'], names: Names | undefined, timeZone: string): Words {
  const formats = openFormats(language, timeZone)
  const named = (of: keyof Names, key: string) => readName(names?.[of][key], language)
  const journey = (key: string) =>
    named('journeys', key) ?? (BUILT_IN.has(key) ? say(`journey.${key}` as MessageKey) : capitalise(openKey(key)))
  const thing = (key: string) => nameThing(key, language)
  return {
    language,
    formats,
    say,
    kind: (kind) => say(`kind.${kind}`),
    touchpoint: (key) => named('touchpoints', key) ?? capitalise(openKey(key)),
    channel: (key) => {
      if (key === null) return say('channel.none')
      return named('channels', key) ?? (CHANNELS.has(key) ? say(`channel.${key}` as MessageKey) : capitalise(openKey(key)))
    },
    journey,
    path: (path) => (path.matter === null ? journey(path.journey) : `${journey(path.journey)} ${path.matter}`),
    team: (key) => named('teams', key) ?? capitalise(openKey(key)),
    thing,
    things: (keys) => formats.list(keys.map(thing)),
  }
}
