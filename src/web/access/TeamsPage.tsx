import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { putTeam, type TeamJson } from '../../api/employee.ts'
import { call, Refusal } from '../client.ts'
import { useTeams } from '../employee/useTeams.ts'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { SettingsFrame } from './SettingsFrame.tsx'

/** Teams: who leads each, and the team it is part of. */
export function TeamsPage() {
  const { say, team: nameTeam } = useWords()
  const queries = useQueryClient()
  const all = useTeams()
  const [wrong, setWrong] = useState<string | null>(null)
  const [key, setKey] = useState('')
  const [name, setName] = useState('')

  async function keep(given: Pick<TeamJson, 'key' | 'name' | 'lead' | 'parent'>): Promise<void> {
    const { key: of, lead, parent } = given
    setWrong(null)
    try {
      await call(putTeam, { params: { key: of }, body: { name: given.name, lead, parent } })
    } catch (error) {
      const circle = error instanceof Refusal && error.problems.some(({ field }) => field === 'parent')
      setWrong(say(circle ? 'teams.circle' : 'people.failed'))
    }
    await Promise.all([queries.invalidateQueries({ queryKey: ['teams'] }), queries.invalidateQueries({ queryKey: ['organisation'] })])
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    await keep({ key, name, lead: null, parent: null })
    setKey('')
    setName('')
  }

  return (
    <SettingsFrame>
      {all.isError && <Failed error={all.error} retry={() => void all.refetch()} />}
      <p role="alert" className="entry-wrong">
        {wrong}
      </p>
      <section aria-labelledby="teams-all">
        <h2 id="teams-all">{say('settings.teams')}</h2>
        {all.data?.teams.length === 0 && <p>{say('teams.none')}</p>}
        <div className="rows-wide">
          <table className="rows">
            <thead>
              <tr>
                {(['team', 'lead', 'parent'] as const).map((column) => (
                  <th key={column} scope="col">
                    {say(`teams.${column}`)}
                  </th>
                ))}
                <th scope="col" className="number">
                  {say('teams.members')}
                </th>
              </tr>
            </thead>
            <tbody>
              {all.data?.teams.map((team) => (
                <tr key={team.key}>
                  <th scope="row">{nameTeam(team.key)}</th>
                  <td>
                    <select
                      className="choice"
                      aria-label={say('teams.leadOf', { team: nameTeam(team.key) })}
                      value={team.lead ?? 0}
                      onChange={(event) => void keep({ ...team, lead: Number(event.currentTarget.value) || null })}
                    >
                      <option value={0}>{say('teams.noLead')}</option>
                      {all.data.people.map((person) => (
                        <option key={person.id} value={person.id}>
                          {person.name}
                        </option>
                      ))}
                    </select>
                  </td>
                  <td>
                    <select
                      className="choice"
                      aria-label={say('teams.parentOf', { team: nameTeam(team.key) })}
                      value={team.parent ?? ''}
                      onChange={(event) => void keep({ ...team, parent: event.currentTarget.value || null })}
                    >
                      <option value="">{say('teams.noParent')}</option>
                      {all.data.teams
                        .filter((other) => other.key !== team.key)
                        .map((other) => (
                          <option key={other.key} value={other.key}>
                            {nameTeam(other.key)}
                          </option>
                        ))}
                    </select>
                  </td>
                  <td className="number">{team.members.length}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <section aria-labelledby="teams-new">
        <h2 id="teams-new">{say('teams.new')}</h2>
        <form onSubmit={(event) => void submit(event)}>
          <TextInput
            label={say('teams.key')}
            description={say('teams.keyHint')}
            required
            pattern="[A-Za-z0-9_.\-]+"
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
          />
          <TextInput label={say('welcome.name')} required value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <Button type="submit">{say('teams.make')}</Button>
        </form>
      </section>
    </SettingsFrame>
  )
}
