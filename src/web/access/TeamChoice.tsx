import { useTeams } from '../employee/useTeams.ts'
import { useWords } from '../i18n/useWords.ts'

/** Somebody's teams: each can be left, others joined. */
export function TeamChoice({
  name,
  teams,
  disabled,
  change,
}: {
  name: string
  teams: readonly string[]
  disabled: boolean
  change: (teams: string[]) => void
}) {
  const { say, team: nameTeam } = useWords()
  const all = useTeams()
  const others = (all.data?.teams ?? []).filter(({ key }) => !teams.includes(key))
  return (
    <div className="team-choice">
      <ul>
        {teams.map((key) => (
          <li key={key}>
            {nameTeam(key)}{' '}
            <button
              type="button"
              className="text-link"
              disabled={disabled}
              aria-label={say('people.leaveTeam', { name, team: nameTeam(key) })}
              onClick={() => change(teams.filter((each) => each !== key))}
            >
              {say('people.remove')}
            </button>
          </li>
        ))}
      </ul>
      {!disabled && others.length > 0 && (
        <select
          className="choice"
          aria-label={say('people.joinTeam', { name })}
          value=""
          onChange={(event) => change([...teams, event.currentTarget.value])}
        >
          <option value="">{say('people.addTeam')}</option>
          {others.map(({ key }) => (
            <option key={key} value={key}>
              {nameTeam(key)}
            </option>
          ))}
        </select>
      )}
    </div>
  )
}
