import { useTeams } from '../../employee/useTeams.ts'
import { useWords } from '../../i18n/useWords.ts'

/** The teams to choose an owner from, by key and name. */
export function useTeamOptions(): (readonly [string, string])[] {
  const { team } = useWords()
  const teams = useTeams().data?.teams ?? []
  return teams.map(({ key }) => [key, team(key)] as const)
}
