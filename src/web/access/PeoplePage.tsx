import { Button, CopyButton, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState, type FormEvent } from 'react'
import { getEmployees, patchEmployee, postEmployee, postInvitation, type EmployeeJson } from '../../api/employee.ts'
import { ROLES, type Role } from '../../domain/employee/employee.ts'
import { call, Refusal } from '../client.ts'
import { useTeams } from '../employee/useTeams.ts'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { SettingsFrame } from './SettingsFrame.tsx'
import { TeamChoice } from './TeamChoice.tsx'

type Change = Parameters<typeof call<typeof patchEmployee>>[1]['body']
interface Sent {
  name: string
  link: string
  mailed: boolean
}

/** Everybody who may sign in; an admin invites, changes and lets go here. */
export function PeoplePage() {
  const { say } = useWords()
  const queries = useQueryClient()
  const employees = useQuery({ queryKey: ['employees'], queryFn: ({ signal }) => call(getEmployees, { signal }) })
  const [sent, setSent] = useState<Sent | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)

  async function attempt(work: () => Promise<Sent | null>): Promise<void> {
    setWrong(null)
    try {
      setSent(await work())
    } catch (error) {
      setWrong(error instanceof Refusal && error.status === 409 ? say('people.contradicts') : say('people.failed'))
    }
    await Promise.all([queries.invalidateQueries({ queryKey: ['employees'] }), queries.invalidateQueries({ queryKey: ['teams'] })])
  }

  const change = (id: number, body: Change) =>
    attempt(async () => {
      await call(patchEmployee, { params: { id }, body })
      return null
    })
  const send = (id: number) =>
    attempt(async () => {
      const { employee, link, mailed } = await call(postInvitation, { params: { id } })
      return { name: employee.name, link, mailed }
    })

  return (
    <SettingsFrame>
      <Invite
        invite={(body) =>
          attempt(async () => {
            const { employee, link, mailed } = await call(postEmployee, { body })
            return { name: employee.name, link, mailed }
          })
        }
      />
      <p role="alert" className="entry-wrong">
        {wrong}
      </p>
      {sent && <SentLink {...sent} />}
      {employees.isError && <Failed error={employees.error} retry={() => void employees.refetch()} />}
      <section aria-labelledby="people-all">
        <h2 id="people-all">{say('people.all')}</h2>
        <div className="rows-wide">
          <table className="rows">
            <thead>
              <tr>
                {(['name', 'role', 'teams', 'seen'] as const).map((column) => (
                  <th key={column} scope="col">
                    {say(`people.${column}`)}
                  </th>
                ))}
                <th scope="col">
                  <span className="hidden">{say('people.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {employees.data?.items.map((employee) => (
                <Person
                  key={employee.id}
                  employee={employee}
                  change={(body) => void change(employee.id, body)}
                  send={() => void send(employee.id)}
                />
              ))}
            </tbody>
          </table>
        </div>
      </section>
    </SettingsFrame>
  )
}

function Person({ employee, change, send }: { employee: EmployeeJson; change: (body: Change) => void; send: () => void }) {
  const { say, formats } = useWords()
  const { name, email, role, teams, active, invited, lastSeenAt } = employee
  return (
    <tr data-left={!active}>
      <td>
        {name}
        <br />
        <span className="faint">{active ? email : say('people.left')}</span>
      </td>
      <td>
        <select
          className="choice"
          aria-label={say('people.roleOf', { name })}
          value={role}
          disabled={!active}
          onChange={(event) => change({ role: event.currentTarget.value as Role })}
        >
          {ROLES.map((each) => (
            <option key={each} value={each}>
              {say(`role.${each}`)}
            </option>
          ))}
        </select>
      </td>
      <td>
        <TeamChoice name={name} teams={teams} disabled={!active} change={(next) => change({ teams: next })} />
      </td>
      <td>{lastSeenAt === null ? say(invited ? 'people.invited' : 'people.notSeen') : formats.date(Date.parse(lastSeenAt))}</td>
      <td>
        {active && (
          <button type="button" className="text-link" onClick={send}>
            {say(invited ? 'people.inviteAgain' : 'people.newLink')}
          </button>
        )}{' '}
        <button type="button" className="text-link" onClick={() => change({ active: !active })}>
          {say(active ? 'people.letGo' : 'people.takeBack')}
        </button>
      </td>
    </tr>
  )
}

function Invite({ invite }: { invite: (body: { name: string; email: string; role: Role; teams: string[] }) => Promise<void> }) {
  const { say } = useWords()
  const choice = useId()
  const teams = useTeams()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('agent')
  const [team, setTeam] = useState('')
  const { team: nameTeam } = useWords()

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    await invite({ name, email, role, teams: team === '' ? [] : [team] })
    setName('')
    setEmail('')
  }

  return (
    <details className="invite">
      <summary>{say('people.invite')}</summary>
      <form onSubmit={(event) => void submit(event)}>
        <TextInput label={say('welcome.name')} required value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <TextInput
          label={say('signIn.email')}
          type="email"
          required
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <label className="field-label" htmlFor={`${choice}-role`}>
          {say('people.role')}
        </label>
        <select id={`${choice}-role`} className="choice" value={role} onChange={(event) => setRole(event.currentTarget.value as Role)}>
          {ROLES.map((each) => (
            <option key={each} value={each}>
              {say(`role.${each}`)} – {say(`role.${each}.hint`)}
            </option>
          ))}
        </select>
        <label className="field-label" htmlFor={`${choice}-team`}>
          {say('people.team')}
        </label>
        <select id={`${choice}-team`} className="choice" value={team} onChange={(event) => setTeam(event.currentTarget.value)}>
          <option value="">{say('people.noTeam')}</option>
          {teams.data?.teams.map(({ key }) => (
            <option key={key} value={key}>
              {nameTeam(key)}
            </option>
          ))}
        </select>
        <Button type="submit">{say('people.send')}</Button>
      </form>
    </details>
  )
}

function SentLink({ name, link, mailed }: Sent) {
  const { say } = useWords()
  return (
    <section role="status">
      <p>{say(mailed ? 'people.mailed' : 'people.giveLink', { name })}</p>
      <div className="command">
        <pre tabIndex={0}>
          <code>{link}</code>
        </pre>
        <CopyButton value={link}>
          {({ copied, copy }) => (
            <Button variant="default" size="xs" onClick={copy}>
              {copied ? say('start.copied') : say('people.copy')}
            </Button>
          )}
        </CopyButton>
      </div>
    </section>
  )
}
