/** Lengths of time looked at, in days; the second unless the address says otherwise. */
export const SPANS = [30, 90, 365] as const

/** What scores are told by. */
export const GROUPS = ['touchpoint', 'journey', 'stage', 'channel', 'team', 'survey', 'segment'] as const

/** Periods of the time axis. */
export const PACES = ['day', 'week', 'month'] as const

/** What may move a score. */
export const DRIVER_SORTS = ['frictions', 'questions', 'themes'] as const

/** Which scores are looked at, as the address says it; what is left out is all. */
export interface ScoresAddress {
  days?: (typeof SPANS)[number]
  metric?: string
  by?: (typeof GROUPS)[number]
  /** With `by` segment: key of the attribute. */
  of?: string
  every?: (typeof PACES)[number]
  drivers?: (typeof DRIVER_SORTS)[number]
  journey?: string
  touchpoint?: string
  channel?: string
  team?: string
  survey?: string
  as?: 'table'
}

/** The parts of an address that narrow what is counted. */
export const NARROWING = ['journey', 'touchpoint', 'channel', 'team', 'survey'] as const

/** Reads an address's search part; what makes no sense there is left out. */
export function readScoresAddress(search: Record<string, unknown>): ScoresAddress {
  const text = (name: string) => (['string', 'number'].includes(typeof search[name]) ? String(search[name]).slice(0, 200) : '')
  const oneOf = (name: string, choices: readonly (string | number)[]) => choices.find((each) => String(each) === text(name))
  const all = [
    ['days', oneOf('days', SPANS)],
    ['by', oneOf('by', GROUPS)],
    ['every', oneOf('every', PACES)],
    ['drivers', oneOf('drivers', DRIVER_SORTS)],
    ['as', oneOf('as', ['table'])],
    ...['metric', 'of', ...NARROWING].map((name) => [name, text(name)]),
  ] as const
  const read: ScoresAddress = Object.fromEntries(all.filter(([, value]) => value !== undefined && value !== ''))
  // Segments are of an attribute, and nothing else is.
  if ((read.by === 'segment') === (read.of !== undefined)) return read
  const { by: _by, of: _of, ...rest } = read
  return read.by === 'segment' || read.by === undefined ? rest : { ...rest, by: read.by }
}
