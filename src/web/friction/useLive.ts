import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { EVENT_TYPES, getEvents } from '../../api/organisation.ts'

/** How the live stream stands. */
export type Connection = 'connecting' | 'live' | 'broken'

/** How long to gather what happens before looking it up, in ms. */
const GATHER = 400
/** How long to wait before opening a stream that was refused anew, in ms. */
const WAIT = 5000

/** Listens to what happens, has what it touches looked up again, and tells how the connection stands. */
export function useLive(): Connection {
  const queries = useQueryClient()
  const [connection, setConnection] = useState<Connection>('connecting')
  useEffect(() => listen(queries, setConnection), [queries])
  return connection
}

/** Opens the stream, and anew when it is refused; answers how to stop. */
function listen(queries: QueryClient, tell: (connection: Connection) => void): () => void {
  let stream: EventSource
  let gathering: ReturnType<typeof setTimeout> | undefined
  let waiting: ReturnType<typeof setTimeout> | undefined
  let wasBroken = false
  const lookAgain = () => {
    gathering ??= setTimeout(() => {
      gathering = undefined
      void queries.invalidateQueries({ queryKey: ['frictions'] })
      void queries.invalidateQueries({ queryKey: ['customer'] })
      void queries.invalidateQueries({ queryKey: ['cases'] })
      void queries.invalidateQueries({ queryKey: ['touchpoints'] })
    }, GATHER)
  }
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
    for (const type of EVENT_TYPES) stream.addEventListener(type, lookAgain)
  }
  open()
  return () => {
    stream.close()
    clearTimeout(gathering)
    clearTimeout(waiting)
  }
}
