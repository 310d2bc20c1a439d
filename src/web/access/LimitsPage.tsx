import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { getCaseLimits, putCaseLimits, type CaseLimitsJson } from '../../api/notice.ts'
import { LIMIT_BOUNDS } from '../../domain/case/limits.ts'
import { HOUR } from '../../domain/kernel/duration.ts'
import { call, Refusal } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { SettingsFrame } from './SettingsFrame.tsx'
import { useSession } from './useSession.ts'
import './notices.css'

const KEY = ['case-limits']
const LIMITS = ['caught', 'word', 'solved', 'escalation'] as const
type Limits = CaseLimitsJson['limits']

/** What came of saving. */
type Said = 'saved' | 'wrong' | 'changed' | 'failed' | null

/** By when cases of each severity are to be caught, heard of and solved; an admin changes it. */
export function LimitsPage() {
  const { say } = useWords()
  const limits = useQuery({ queryKey: KEY, queryFn: ({ signal }) => call(getCaseLimits, { signal }) })
  const isAdmin = useSession().data?.me?.role === 'admin'
  const [said, setSaid] = useState<Said>(null)
  return (
    <SettingsFrame>
      {limits.isError && <Failed error={limits.error} retry={() => void limits.refetch()} />}
      <section aria-labelledby="limits-all">
        <h2 id="limits-all">{say('limits.title')}</h2>
        <p>{say('limits.hint')}</p>
        <p>{say('limits.opens')}</p>
        {limits.data && <LimitsForm kept={limits.data} isAdmin={isAdmin} tell={setSaid} />}
        <p role="status" className="entry-done">
          {said !== null && say(`limits.${said}`)}
        </p>
      </section>
      {limits.data && <Changes {...limits.data} />}
    </SettingsFrame>
  )
}

function LimitsForm({ kept, isAdmin, tell }: { kept: CaseLimitsJson; isAdmin: boolean; tell: (said: Said) => void }) {
  const { say, formats } = useWords()
  const queries = useQueryClient()
  /** What was written and is not saved yet, and the version it was written over; it outlives what others save meanwhile. */
  const [written, setWritten] = useState<Pick<CaseLimitsJson, 'limits' | 'version'> | null>(null)
  const { limits, version } = written ?? kept
  const write = (next: Limits) => {
    tell(null)
    setWritten({ limits: next, version })
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    try {
      const now = await call(putCaseLimits, { body: { limits, version } })
      tell('saved')
      queries.setQueryData(KEY, now)
      setWritten(null)
    } catch (error) {
      const status = error instanceof Refusal ? error.status : 0
      tell(status === 422 ? 'wrong' : status === 409 ? 'changed' : 'failed')
      if (status !== 409) return
      await queries.invalidateQueries({ queryKey: KEY })
      setWritten({ limits, version: queries.getQueryData<CaseLimitsJson>(KEY)?.version ?? version })
    }
  }

  return (
    <form className="limits-form" onSubmit={(event) => void submit(event)}>
      <div className="rows-wide">
        <table className="rows limits">
          <thead>
            <tr>
              <th scope="col">{say('limits.severity')}</th>
              {LIMITS.map((limit) => (
                <th key={limit} scope="col">
                  {say(`limits.${limit}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {limits
              .map((row, place) => ({ row, place, severity: place + 1 }))
              .reverse()
              .map(({ row, place, severity }) => (
                <tr key={severity}>
                  <th scope="row" data-label={say('limits.severity')}>
                    {severity}
                  </th>
                  {LIMITS.map((limit) => (
                    <td key={limit} data-label={say(`limits.${limit}`)}>
                      <input
                        className="choice"
                        type="number"
                        required
                        disabled={!isAdmin}
                        min={LIMIT_BOUNDS.least / HOUR}
                        max={LIMIT_BOUNDS.most / HOUR}
                        step={LIMIT_BOUNDS.least / HOUR}
                        aria-label={say('limits.field', { limit: say(`limits.${limit}`), severity })}
                        value={Number.isNaN(row[limit]) ? '' : row[limit]}
                        onChange={(event) => {
                          const hours = event.currentTarget.valueAsNumber
                          write(limits.map((each, at) => (at === place ? { ...each, [limit]: hours } : each)))
                        }}
                      />
                      {row[limit] >= 24 && <span className="faint">{say('limits.days', { days: formats.number(row[limit] / 24) })}</span>}
                    </td>
                  ))}
                </tr>
              ))}
          </tbody>
        </table>
      </div>
      {isAdmin && (
        <div className="notice-buttons">
          <Button type="submit">{say('limits.save')}</Button>
          <Button variant="default" onClick={() => write(kept.defaults)}>
            {say('limits.defaults')}
          </Button>
        </div>
      )}
    </form>
  )
}

function Changes({ changes, defaults }: CaseLimitsJson) {
  const { say, formats } = useWords()
  return (
    <section aria-labelledby="limits-log">
      <h2 id="limits-log">{say('limits.log')}</h2>
      {changes.length === 0 && <p>{say('limits.logNone')}</p>}
      <ul>
        {changes.map(({ at, by, limits }, place) => (
          <li key={at}>
            {say('limits.logLine', {
              when: formats.moment(Date.parse(at)),
              by: by ?? say('limits.somebody'),
              severities: formats.list(changedFrom(changes[place + 1]?.limits ?? defaults, limits)),
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Severities whose limits differ, the gravest first. */
function changedFrom(before: Limits, after: Limits): string[] {
  return after
    .flatMap((limits, place) => (LIMITS.every((limit) => limits[limit] === before[place]?.[limit]) ? [] : [String(place + 1)]))
    .reverse()
}
