import { drawName } from './names.ts'
import { openRandom } from './random.ts'

/** A team of the demo organisation, its names by language, the team above it, and its invented people by the key they bear in `handledBy.person`. */
export interface DemoTeam {
  key: string
  name: { fi: string; sv: string; en: string }
  /** The team it is part of; null = of none. */
  parent: string | null
  people: { key: string; name: string }[]
}

/** The demo organisation itself: an invented Finnish group of a bank, insurances and shops. */
export const ORGANISATION = {
  fi: 'Kuulasvirta-yhtymä',
  sv: 'Kuulasvirta-koncernen',
  en: 'Kuulasvirta Group',
} as const

const NAMES: readonly (readonly [key: string, fi: string, sv: string, en: string, people: number])[] = [
  ['loan-desk', 'Lainapalvelu', 'Lånetjänsten', 'Loan desk', 6],
  ['branch-oulu', 'Oulun konttori', 'Kontoret i Uleåborg', 'Oulu branch', 4],
  ['branch-tampere', 'Tampereen konttori', 'Kontoret i Tammerfors', 'Tampere branch', 4],
  ['branch-turku', 'Turun konttori', 'Kontoret i Åbo', 'Turku branch', 3],
  ['branch-kuopio', 'Kuopion konttori', 'Kontoret i Kuopio', 'Kuopio branch', 3],
  ['branch-vaasa', 'Vaasan konttori', 'Kontoret i Vasa', 'Vaasa branch', 3],
  ['branch-network', 'Konttoriverkosto', 'Kontorsnätet', 'Branch network', 2],
  ['insurance-sales', 'Vakuutusmyynti', 'Försäkringsförsäljningen', 'Insurance sales', 5],
  ['claims', 'Korvauspalvelu', 'Skadeservice', 'Claims', 6],
  ['cards', 'Korttipalvelu', 'Korttjänsten', 'Cards', 3],
  ['customer-service', 'Asiakaspalvelu', 'Kundservice', 'Customer service', 8],
  ['customer-experience', 'Asiakaskokemus', 'Kundupplevelse', 'Customer experience', 2],
  ['digital-services', 'Digipalvelut', 'Digitala tjänster', 'Digital services', 4],
  ['kitchen-design', 'Keittiösuunnittelu', 'Köksplanering', 'Kitchen design', 4],
  ['installation', 'Asennus', 'Montering', 'Installation', 4],
  ['stores', 'Myymälät', 'Butikerna', 'Stores', 5],
  ['web-shop', 'Verkkokauppa', 'Nätbutiken', 'Web shop', 4],
  ['warehouse', 'Varasto ja kuljetus', 'Lager och transport', 'Warehouse and transport', 4],
  ['after-sales', 'Takuu ja huolto', 'Garanti och service', 'After-sales', 4],
  ['marketing', 'Markkinointi', 'Marknadsföring', 'Marketing', 3],
]

/** People whose keys a story names. */
const FIXED: Readonly<Record<string, string>> = { 'loan-desk': 'p-11', 'branch-oulu': 'p-42' }

/** Teams and their people; p-11 and p-42 are the two whom the customer of the bank story meets. */
export const TEAMS: readonly DemoTeam[] = openTeams()

const peopleOf = new Map(TEAMS.map(({ key, people }) => [key, people.map((person) => person.key)]))

/** Keys of a team's people. */
export function teamPeople(team: string): readonly string[] {
  return peopleOf.get(team) ?? []
}

/** How much more often than elsewhere things go wrong at a branch: leaders and laggards. */
export const BRANCH_TROUBLE: Readonly<Record<string, number>> = {
  'branch-oulu': 1.2,
  'branch-tampere': 0.9,
  'branch-turku': 1.9,
  'branch-kuopio': 1,
  'branch-vaasa': 0.4,
}

function openTeams(): DemoTeam[] {
  const random = openRandom(7, 0)
  let next = 101
  return NAMES.map(([key, fi, sv, en, size]) => {
    const people = Array.from({ length: size }, (_, index) => {
      const { first, last } = drawName(random, random.chance(0.08) ? 'sv' : 'fi')
      const fixed = index === 0 ? FIXED[key] : undefined
      return { key: fixed ?? `p-${next++}`, name: `${first} ${last}` }
    })
    return { key, name: { fi, sv, en }, parent: parentOf(key), people }
  })
}

function parentOf(key: string): string | null {
  if (key === 'customer-experience') return null
  return key.startsWith('branch-') && key !== 'branch-network' ? 'branch-network' : 'customer-experience'
}

/** Those with whom one can sign in to the demo organisation: an admin, a lead, the adviser of the bank story, and one who only looks. */
export const SHOWN = [
  { person: lastOf('digital-services'), role: 'admin' },
  { person: lastOf('customer-experience'), role: 'lead' },
  { person: 'p-11', role: 'agent' },
  { person: teamPeople('marketing')[0]!, role: 'viewer' },
] as const

function lastOf(team: string): string {
  return teamPeople(team).at(-1)!
}
