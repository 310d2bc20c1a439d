import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState, type FormEvent } from 'react'
import { deleteView, getViews, patchView, postView, type ViewJson } from '../../api/customerView.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { useUndo } from '../shell/Undo.tsx'
import { readListAddress, type ListAddress } from './listAddress.ts'

interface Props {
  address: ListAddress
  open: (address: ListAddress) => void
  teams: readonly string[]
}

/** Filters that were given a name: one presses to open; what is filtered now can be saved, for oneself or for a team. */
export function SavedViews({ address, open, teams }: Props) {
  const { say, team: nameTeam } = useWords()
  const queries = useQueryClient()
  const views = useQuery({ queryKey: ['customer-views'], queryFn: ({ signal }) => call(getViews, { signal }) })
  const [isWrong, setIsWrong] = useState(false)
  const [isSaving, setIsSaving] = useState(false)
  const attempt = async (work: () => Promise<unknown>) => {
    try {
      setIsWrong(false)
      await work()
      setIsSaving(false)
    } catch {
      setIsWrong(true)
    }
    await queries.invalidateQueries({ queryKey: ['customer-views'] })
  }
  const items = views.data?.items ?? []
  const now = textOf(address)
  const current = items.find(({ filter }) => textOf(readListAddress(filter)) === now)
  if (items.length === 0 && now === '{}') return null
  return (
    <div className="customers-views">
      {items.length > 0 && (
        <ul aria-label={say('customers.views')}>
          {items.map((view) => (
            <li key={view.id}>
              <button
                type="button"
                className="customers-view"
                aria-pressed={view.id === current?.id}
                onClick={() => open(readListAddress(view.filter))}
              >
                {view.name}
                {view.team !== null && <span className="faint"> {nameTeam(view.team)}</span>}
              </button>
            </li>
          ))}
        </ul>
      )}
      {current?.mine && <Change view={current} attempt={attempt} />}
      {!current && now !== '{}' && !isSaving && (
        <button type="button" className="text-link" onClick={() => setIsSaving(true)}>
          {say('customers.save')}
        </button>
      )}
      {isSaving && !current && (
        <Save
          teams={teams}
          save={(name, team) => attempt(() => call(postView, { body: { name, team, filter: address as Record<string, string> } }))}
        />
      )}
      <p role="alert" className="entry-wrong">
        {isWrong ? say('customers.viewWrong') : null}
      </p>
    </div>
  )
}

function Save({ teams, save }: { teams: readonly string[]; save: (name: string, team: string | null) => Promise<void> }) {
  const { say, team: nameTeam } = useWords()
  const id = useId()
  const [name, setName] = useState('')
  const [team, setTeam] = useState('')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void save(name, team === '' ? null : team)
  }
  return (
    <form className="note-acts" onSubmit={submit}>
      <label htmlFor={`${id}-name`}>{say('customers.viewName')}</label>
      <input
        id={`${id}-name`}
        className="choice"
        required
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {teams.length > 0 && (
        <select
          className="choice"
          aria-label={say('customers.viewTeam')}
          value={team}
          onChange={(event) => setTeam(event.currentTarget.value)}
        >
          <option value="">{say('customers.viewMine')}</option>
          {teams.map((each) => (
            <option key={each} value={each}>
              {nameTeam(each)}
            </option>
          ))}
        </select>
      )}
      <Button type="submit" size="compact-sm">
        {say('note.save')}
      </Button>
    </form>
  )
}

function Change({ view, attempt }: { view: ViewJson; attempt: (work: () => Promise<unknown>) => Promise<void> }) {
  const { say } = useWords()
  const offerUndo = useUndo()
  const [name, setName] = useState<string | null>(null)
  const params = { view: view.id }
  const remove = () =>
    attempt(async () => {
      await call(deleteView, { params })
      const { name: old, team, filter } = view
      const again = () => attempt(() => call(postView, { body: { name: old, team, filter: filter as Record<string, string> } }))
      offerUndo({ text: say('customers.viewDeleted', { name: old }), undo: again })
    })
  if (name === null) {
    return (
      <p className="note-acts">
        <button type="button" className="text-link" onClick={() => setName(view.name)}>
          {say('customers.rename')}
        </button>
        <button type="button" className="text-link" onClick={() => void remove()}>
          {say('customers.delete', { name: view.name })}
        </button>
      </p>
    )
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void attempt(async () => {
      await call(patchView, { params, body: { name } })
      setName(null)
    })
  }
  return (
    <form className="note-acts" onSubmit={submit}>
      <input
        className="choice"
        aria-label={say('customers.viewName')}
        required
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" size="compact-sm">
        {say('note.save')}
      </Button>
    </form>
  )
}

function textOf(address: ListAddress): string {
  return JSON.stringify(Object.fromEntries(Object.entries(address).toSorted(([left], [right]) => (left < right ? -1 : 1))))
}
