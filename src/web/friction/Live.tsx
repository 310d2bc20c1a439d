import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react'
import { EVENT_TYPES, getEvents } from '../../api/organisation.ts'
import { paceOf } from './pace.ts'

/** How the live stream stands. */
type Connection = 'connecting' | 'live' | 'broken'

/** What is looked up again when something happened, how soon after the first (ms), and how far apart at the least (ms). */
const FOLLOWING = [
  { keys: ['frictions', 'customer', 'cases', 'responses'], gather: 400, apart: 2000 },
  // These count over everything, and move little by one encounter.
  {
    keys: ['customers', 'overview', 'journeys', 'journey', 'paths', 'behind', 'touchpoints', 'surveys', 'scores'],
    gather: 2000,
    apart: 20_000,
  },
] as const
/** How long to wait before opening a stream that was refused anew, in ms. */
const WAIT = 5000

const Standing = createContext<Connection>('connecting')

/** How the live stream stands. */
export function useConnection(): Connection {
  return useContext(Standing)
}

/** Listens to what happens, and has what it touches looked up again on every page within. */
export function Live({ children }: { children: ReactNode }) {
  const queries = useQueryClient()
  const [connection, setConnection] = useState<Connection>('connecting')
  useEffect(() => listen(queries, setConnection), [queries])
  return <Standing value={connection}>{children}</Standing>
}

/** Opens the stream, and anew when it is refused; answers how to stop. */
function listen(queries: QueryClient, tell: (connection: Connection) => void): () => void {
  let stream: EventSource
  let waiting: ReturnType<typeof setTimeout> | undefined
  let wasBroken = false
  const paces = FOLLOWING.map(({ keys, ...pace }) => {
    const isKey = (key: unknown) => keys.some((each) => each === key)
    return paceOf(pace, () => void queries.invalidateQueries({ predicate: ({ queryKey }) => isKey(queryKey[0]) }))
  })
  const open = () => {
    stream = new EventSource(getEvents.path)
    stream.addEventListener('open', () => {
      tell('live')
      // What happened while the connection was broken has to be looked up, and what failed meanwhile.
      if (wasBroken) void queries.invalidateQueries()
      wasBroken = false
    })
    stream.addEventListener('error', () => {
      wasBroken = true
      tell('broken')
      if (stream.readyState === EventSource.CLOSED) waiting = setTimeout(open, WAIT)
    })
    for (const type of EVENT_TYPES) stream.addEventListener(type, () => paces.forEach(({ ask }) => ask()))
  }
  open()
  return () => {
    stream.close()
    clearTimeout(waiting)
    for (const { stop } of paces) stop()
  }
}
