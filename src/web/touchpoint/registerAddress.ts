import { VERDICTS, type Verdict } from '../../domain/touchpoint/suggest.ts'

/** Lengths of the period looked at, in days; the first unless the address says otherwise. */
export const PERIODS = [365, 90, 30, 3660] as const

/** What the register is sorted by. */
export const SORTS = ['encounters', 'name', 'paths', 'friction', 'completion'] as const
export type Sort = (typeof SORTS)[number]

/** What of the register is looked at, as the address says it; what is left out is all. */
export interface RegisterAddress {
  q?: string
  journey?: string
  channel?: string
  team?: string
  stage?: string
  contact?: 'direct' | 'indirect' | 'untold'
  measured?: 'yes' | 'no'
  /** What is suggested; `none` = nothing. */
  verdict?: Verdict | 'none'
  decision?: 'due' | 'made' | 'none'
  days?: (typeof PERIODS)[number]
  sort?: Sort
  order?: 'up' | 'down'
  as?: 'picture'
}

const CHOICES = {
  contact: ['direct', 'indirect', 'untold'],
  measured: ['yes', 'no'],
  verdict: [...VERDICTS, 'none'],
  decision: ['due', 'made', 'none'],
  sort: SORTS,
  order: ['up', 'down'],
  as: ['picture'],
} as const
const WORDS = ['q', 'journey', 'channel', 'team', 'stage'] as const

/** The parts of an address that narrow the list. */
export const FILTERS = ['q', 'journey', 'channel', 'team', 'stage', 'contact', 'measured', 'verdict', 'decision'] as const

/** Reads an address's search part; what makes no sense there is left out. */
export function readRegisterAddress(search: Record<string, unknown>): RegisterAddress {
  const text = (name: string) => {
    const value = search[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, 200) : ''
  }
  const chosen = Object.entries(CHOICES).map(([name, choices]) => [
    name,
    (choices as readonly string[]).find((each) => each === text(name)),
  ])
  const written = WORDS.map((name) => [name, text(name)])
  const days = PERIODS.find((each, index) => index > 0 && each === Number(search['days']))
  return Object.fromEntries([...chosen, ...written, ['days', days]].filter(([, value]) => value !== undefined && value !== ''))
}
