import type { Role } from '../../domain/employee/employee.ts'
import { LANGUAGES, type Language } from '../i18n/i18n.ts'
import type { MessageKey } from '../i18n/fi.ts'
import type { Words } from '../i18n/words.ts'

/** Something that can be gone to or done from the field at the top: an address of ours, a language, or a look. */
export interface Command {
  key: string
  title: string
  hint: string
  does: { address: string } | { language: Language } | { look: (typeof LOOKS)[number] }
}

const LOOKS = ['auto', 'light', 'dark'] as const
const OWN_NAMES: Record<Language, string> = { fi: 'Suomi', sv: 'Svenska', en: 'English' }
/** Most commands that are shown at once. */
const MOST = 8

const PLACES: readonly { address: string; title: MessageKey; roles?: readonly Role[] }[] = [
  { address: '/overview', title: 'places.overview' },
  { address: '/customers', title: 'places.customers' },
  { address: '/journeys', title: 'places.journeys' },
  { address: '/cases', title: 'places.cases' },
  { address: '/feedback', title: 'places.feedback' },
  { address: '/feedback/scores', title: 'places.scores' },
  { address: '/feedback/surveys', title: 'places.surveys' },
  { address: '/feedback/words', title: 'places.said' },
  { address: '/feedback/mentions', title: 'places.mentions' },
  { address: '/touchpoints', title: 'touchpoint.title' },
  { address: '/cases/figures', title: 'caseFigures.title' },
  { address: '/settings', title: 'settings.own', roles: ['admin', 'lead', 'agent', 'viewer'] },
  { address: '/settings/people', title: 'settings.people', roles: ['admin'] },
  { address: '/settings/teams', title: 'settings.teams', roles: ['admin'] },
  { address: '/settings/rules', title: 'settings.rules', roles: ['admin', 'lead'] },
  { address: '/settings/limits', title: 'settings.limits', roles: ['admin', 'lead'] },
]

/** What an organisation has that can be gone to, by key. */
interface Known {
  journeys: readonly string[]
  touchpoints: readonly string[]
}

/** Everything that somebody can go to or do: places, these journeys and touchpoints, languages, looks. */
export function commandsFor({ say, journey, touchpoint }: Words, role: Role | null, { journeys, touchpoints }: Known): Command[] {
  const places = PLACES.filter(({ roles }) => roles === undefined || (role !== null && roles.includes(role)))
  return [
    ...places.map(({ address, title }) => ({ key: address, title: say(title), hint: say('finder.place'), does: { address } })),
    ...journeys.map((key) => {
      const address = `/journeys/${encodeURIComponent(key)}`
      return { key: address, title: journey(key), hint: say('finder.journey'), does: { address } }
    }),
    ...touchpoints.map((key) => {
      const address = `/touchpoints/${encodeURIComponent(key)}`
      return { key: address, title: touchpoint(key), hint: say('finder.touchpoint'), does: { address } }
    }),
    ...LANGUAGES.map((language) => ({
      key: language,
      title: OWN_NAMES[language],
      hint: say('shell.language'),
      does: { language },
    })),
    ...LOOKS.map((look) => ({ key: look, title: say(`theme.${look}`), hint: say('shell.theme'), does: { look } })),
  ]
}

/** The commands that are meant by what was written: each of its words begins one of the title's or the hint's; a case by its number. */
export function findCommands(written: string, commands: readonly Command[], caseHint: string): Command[] {
  const wanted = wordsOf(written)
  const number = /^k-?(\d{1,9})$/i.exec(written.trim())?.[1]
  const id = `K-${number}`
  const address = `/cases/${id}`
  const cases = number === undefined ? [] : [{ key: address, title: id, hint: caseHint, does: { address } }]
  const named = commands.filter(({ title, hint }) => {
    const words = [...wordsOf(title), ...wordsOf(hint)]
    return wanted.every((each) => words.some((word) => word.startsWith(each)))
  })
  return [...cases, ...named].slice(0, MOST)
}

function wordsOf(text: string): string[] {
  return text
    .toLocaleLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}
