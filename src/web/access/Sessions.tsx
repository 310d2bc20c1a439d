import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { deleteSessions, getSessions } from '../../api/session.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { nameAgent } from './nameAgent.ts'

/** Where one is signed in; each can be ended. */
export function Sessions() {
  const { say, formats } = useWords()
  const queries = useQueryClient()
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: ({ signal }) => call(getSessions, { signal }) })
  const end = async (id: string) => {
    await call(deleteSessions, { params: { id } })
    await queries.invalidateQueries({ queryKey: ['sessions'] })
  }
  if (sessions.isError) return <Failed error={sessions.error} retry={() => void sessions.refetch()} />
  const items = sessions.data?.items ?? []
  return (
    <section aria-labelledby="own-sessions">
      <h2 id="own-sessions">{say('sessions.title')}</h2>
      <div className="rows-wide">
        <table className="rows">
          <thead>
            <tr>
              <th scope="col">{say('sessions.where')}</th>
              <th scope="col">{say('sessions.since')}</th>
              <th scope="col">
                <span className="hidden">{say('sessions.end')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ id, here, agent, address, since }) => (
              <tr key={id}>
                <td>
                  {nameAgent(agent) ?? say('sessions.unknown')}
                  <span className="faint"> {here ? say('sessions.here') : address}</span>
                </td>
                <td>{formats.moment(Date.parse(since))}</td>
                <td>
                  {!here && (
                    <button type="button" className="text-link" onClick={() => void end(String(id))}>
                      {say('sessions.end')}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {items.length > 1 && (
        <Button variant="default" onClick={() => void end('others')}>
          {say('sessions.endOthers')}
        </Button>
      )}
    </section>
  )
}
