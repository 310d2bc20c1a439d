/** How many days figures of cases can be of. */
export const PERIODS = [30, 90, 365] as const

/** What the figures are of, as the address says it. */
export interface FiguresAsked {
  days?: (typeof PERIODS)[number]
  journey?: string
  team?: string
}

/** Reads an address's search part; what makes no sense there is left out. */
export function readFiguresAsked(search: Record<string, unknown>): FiguresAsked {
  const days = PERIODS.find((each) => each === Number(search['days']))
  const text = (name: string) => (search[name] === undefined || search[name] === '' ? undefined : String(search[name]))
  const [journey, team] = [text('journey'), text('team')]
  return { ...(days && { days }), ...(journey && { journey }), ...(team && { team }) }
}
