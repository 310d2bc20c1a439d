import { useQuery } from '@tanstack/react-query'
import { getSession } from '../../api/session.ts'
import { call } from '../client.ts'

/** Key under which the session is kept. */
export const SESSION = ['session'] as const

/** Who is signed in here, and what can be done by somebody who is not. */
export function useSession() {
  return useQuery({
    queryKey: SESSION,
    queryFn: ({ signal }) => call(getSession, { signal }),
    staleTime: 60_000,
  })
}
