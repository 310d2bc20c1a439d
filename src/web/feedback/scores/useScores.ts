import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getDrivers, getExperience, getLevels, getScores } from '../../../api/feedbackFigures.ts'
import { getResponses } from '../../../api/response.ts'
import { call } from '../../client.ts'
import { NARROWING, type ScoresAddress } from '../scoresAddress.ts'
import { useNow } from '../../shell/useNow.ts'

/** What is looked at first, where it is asked. */
const USUAL = ['nps', 'csat', 'ces']
const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The time looked at: so many days, ending with the latest answer; the hour after it is whole, so that answers are kept. */
export function useSpan(days: number): { since: string; until: string } | null {
  const now = useNow()
  const latest = useQuery({
    queryKey: ['scores', 'latest'],
    queryFn: ({ signal }) => call(getResponses, { query: { limit: 1 }, signal }),
    staleTime: 60_000,
  })
  if (!latest.data) return latest.isError ? spanTo(now, days) : null
  const [newest] = latest.data.items
  return spanTo(newest === undefined ? now : Date.parse(newest.at), days)
}

function spanTo(at: number, days: number): { since: string; until: string } {
  const until = (Math.floor(at / HOUR) + 1) * HOUR
  return { since: new Date(until - days * DAY).toISOString(), until: new Date(until).toISOString() }
}

/** Every figure of a time under the filters of an address; figures before stay until the next are there. */
export function useScores(address: ScoresAddress, span: { since: string; until: string } | null) {
  const narrowed = Object.fromEntries(NARROWING.flatMap((name) => (address[name] === undefined ? [] : [[name, address[name]]])))
  const filters = { ...narrowed, ...span }
  const isWanted = span !== null
  const common = { enabled: isWanted, placeholderData: keepPreviousData, staleTime: 30_000 } as const
  const { by = 'touchpoint', of, every = 'week' } = address
  const grouped = { ...filters, by, every, ...(of !== undefined && { of }) } as const
  const scores = useQuery({
    queryKey: ['scores', grouped],
    queryFn: ({ signal }) => call(getScores, { query: grouped, signal }),
    ...common,
  })
  const levels = useQuery({
    queryKey: ['scores', 'levels', filters],
    queryFn: ({ signal }) => call(getLevels, { query: filters, signal }),
    ...common,
  })
  const experience = useQuery({
    queryKey: ['scores', 'experience', filters],
    queryFn: ({ signal }) => call(getExperience, { query: filters, signal }),
    ...common,
  })
  const chosen =
    scores.data?.questions.find(({ metric }) => metric === address.metric) ??
    USUAL.map((usual) => scores.data?.questions.find(({ metric }) => metric === usual)).find(Boolean) ??
    scores.data?.questions[0]
  const moved = { ...filters, metric: chosen?.metric ?? 'nps', of: address.drivers ?? 'frictions' } as const
  const drivers = useQuery({
    queryKey: ['scores', 'drivers', moved],
    queryFn: ({ signal }) => call(getDrivers, { query: moved, signal }),
    ...common,
    enabled: isWanted && chosen !== undefined,
  })
  return { scores, levels, experience, drivers, chosen, narrowed }
}
