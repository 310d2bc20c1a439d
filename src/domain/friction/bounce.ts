import type { Path } from '../journey/path.ts'
import type { Report, Rule } from './rule.ts'

/**
 * In the sequence of handling teams (encounters with a team, equal neighbours collapsed) the matter returns to a team that had it
 * earlier; with `team`. Counted besides: `handovers`, changes of team. The sequence starts again after a completing encounter.
 * Evidence: that team's last encounter before, the encounter with a team just before the return, the return.
 */
export const bounce: Rule = {
  kind: 'bounce',
  everywhere: false,
  atEncounter({ encounter, remark, path }, report) {
    const team = encounter.handledBy?.team
    if (team !== undefined) takeTeam(path, { team, id: encounter.id, at: encounter.at }, report)
    if (encounter.step === 'complete' && !remark) path.teams = []
  },
}

function takeTeam(path: Path, mark: Path['teams'][number], report: Report): void {
  const { teams } = path
  const latest = teams.at(-1)
  if (!latest || latest.team === mark.team) {
    path.teams = teams.length < 2 ? [mark] : teams.with(teams.length - 1, mark)
    return
  }
  path.handovers++
  const earlier = teams.find(({ team }) => team === mark.team)
  if (earlier) {
    path.bounces++
    report(mark.at, [earlier, latest, mark], { team: mark.team })
  }
  path.teams = [...teams.filter((each) => each !== earlier), mark]
}
