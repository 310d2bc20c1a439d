import { useId } from 'react'
import type { ColleagueJson } from '../../api/employee.ts'
import { useTeams } from '../employee/useTeams.ts'
import { useWords } from '../i18n/useWords.ts'

interface Props {
  label: string
  value: number
  change: (id: number) => void
  /** Who cannot be chosen. */
  without: number
  /** The team that stands first. */
  first: string | null
}

/** A colleague who may work on cases, by team. */
export function PersonChoice({ label, value, change, without, first }: Props) {
  const { say, team } = useWords()
  const id = useId()
  const { data } = useTeams()
  const people = data?.people.filter((person) => person.id !== without && person.role !== 'viewer') ?? []
  const teams = (data?.teams ?? []).map(({ key }) => key).toSorted((a, b) => Number(b === first) - Number(a === first))
  const groups: [string, ColleagueJson[]][] = [
    ...teams.map((key): [string, ColleagueJson[]] => [team(key), people.filter((person) => person.teams[0] === key)]),
    [say('case.noTeamGroup'), people.filter((person) => person.teams[0] === undefined || !teams.includes(person.teams[0]))],
  ]
  return (
    <>
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="choice" value={value} onChange={(event) => change(Number(event.currentTarget.value))}>
        <option value={0}>{say('case.choose')}</option>
        {groups
          .filter(([, members]) => members.length > 0)
          .map(([name, members]) => (
            <optgroup key={name} label={name}>
              {members.map((person) => (
                <option key={person.id} value={person.id}>
                  {person.away ? say('case.awayName', { name: person.name }) : person.name}
                </option>
              ))}
            </optgroup>
          ))}
      </select>
    </>
  )
}
