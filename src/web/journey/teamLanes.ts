import type { Cluster, Point } from './spread.ts'
import { groupByPath, type StoryEncounter, type StoryFriction } from './story.ts'

/** Teams as small lanes, and the steps of matters between them. */
export interface TeamLanes {
  top: number
  bottom: number
  lanes: { team: string; name: string; y: number }[]
  /** One line per path, as SVG path data. */
  steps: { key: string; d: string }[]
  stops: { key: string; x: number; y: number }[]
  handovers: number
}

const HEIGHT = 26

interface Stop {
  key: string
  path: string
  team: string
  x: number
}

/** Prepares the lanes of teams below `top`; null where no matter changed hands. */
export function prepareTeams(
  clusters: readonly Cluster<Point & { story: StoryEncounter | StoryFriction }>[],
  top: number,
  nameTeam: (team: string) => string,
): TeamLanes | null {
  const stops = clusters.flatMap((cluster) =>
    cluster.points.flatMap(({ story }): Stop[] => {
      if (story.what !== 'encounter' || story.team === null) return []
      return [{ key: story.key, path: story.path, team: story.team, x: cluster.x }]
    }),
  )
  const paths = [...groupByPath(stops)].filter(([, its]) => new Set(its.map(({ team }) => team)).size > 1)
  if (paths.length === 0) return null
  const teams = [...new Set(paths.flatMap(([, its]) => its.map(({ team }) => team)))]
  const yOf = (team: string) => top + 14 + (teams.indexOf(team) + 0.5) * HEIGHT
  const steps = paths.map(([key, its]) => ({
    key,
    d: its.map(({ x, team }, index) => (index === 0 ? `M${x} ${yOf(team)}` : `H${x}V${yOf(team)}`)).join(''),
  }))
  return {
    top,
    bottom: top + 14 + teams.length * HEIGHT + 4,
    lanes: teams.map((team) => ({ team, name: nameTeam(team), y: yOf(team) })),
    steps,
    stops: paths.flatMap(([, its]) => its.map(({ key, x, team }) => ({ key, x, y: yOf(team) }))),
    handovers: paths.reduce((sum, [, its]) => sum + its.filter(({ team }, index) => index > 0 && its[index - 1]!.team !== team).length, 0),
  }
}
