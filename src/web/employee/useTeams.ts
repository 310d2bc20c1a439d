import { useQuery } from '@tanstack/react-query'
import { getTeams } from '../../api/employee.ts'
import { call } from '../client.ts'

/** Teams with their leads and members, and everybody who works here. */
export function useTeams() {
  return useQuery({ queryKey: ['teams'], queryFn: ({ signal }) => call(getTeams, { signal }) })
}
