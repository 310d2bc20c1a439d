import type { Rule } from './rule.ts'

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
    if (team !== undefined) {
      const mark = { id: encounter.id, at: encounter.at }
      if (path.team !== null && path.team !== team) {
        path.handovers++
        const earlier = Object.hasOwn(path.teams, team) ? path.teams[team] : undefined
        if (earlier) {
          path.bounces++
          report(encounter.at, [earlier, path.lastTeam!, mark], { team })
        }
      }
      path.team = team
      path.teams[team] = mark
      path.lastTeam = mark
    }
    if (encounter.step === 'complete' && !remark) {
      path.team = null
      path.teams = {}
      path.lastTeam = null
    }
  },
}
