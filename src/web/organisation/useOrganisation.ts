import { useQuery } from '@tanstack/react-query'
import { getOrganisation } from '../../api/organisation.ts'
import { useSession } from '../access/useSession.ts'
import { call } from '../client.ts'

/** How often to look again while the demo organisation is being loaded, in ms. */
const LOOK_AGAIN = 1500

/** The organisation: its names of things, and whether it is ready. */
export function useOrganisation() {
  const { data: session } = useSession()
  return useQuery({
    queryKey: ['organisation'],
    queryFn: ({ signal }) => call(getOrganisation, { signal }),
    enabled: session !== undefined && (session.me !== null || session.guest),
    // Every word on a screen asks for the names: one that failed is asked for anew by whoever reads why.
    retryOnMount: false,
    refetchInterval: ({ state }) => (state.data?.ready === false ? LOOK_AGAIN : false),
  })
}
