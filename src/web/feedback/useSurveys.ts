import { useQuery } from '@tanstack/react-query'
import { getSurveys } from '../../api/survey.ts'
import { call } from '../client.ts'

/** All surveys, by name. */
export function useSurveys() {
  return useQuery({ queryKey: ['surveys'], queryFn: ({ signal }) => call(getSurveys, { signal }) })
}
