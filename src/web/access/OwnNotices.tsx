import { Button } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useState, type FormEvent } from 'react'
import { getOwnNotices, putOwnNotices } from '../../api/notice.ts'
import { NOTICE_WAYS, OWN_KINDS, type NoticeChoice, type NoticeWay } from '../../domain/case/notice.ts'
import { call } from '../client.ts'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from '../shell/Failed.tsx'
import { TellingTimes } from './TellingTimes.tsx'
import './notices.css'

const KEY = ['own-notices']

/** What reaches one by mail, how and when. */
export function OwnNotices() {
  const { say } = useWords()
  const queries = useQueryClient()
  const choice = useId()
  const kept = useQuery({ queryKey: KEY, queryFn: ({ signal }) => call(getOwnNotices, { signal }) })
  const [changed, setChanged] = useState<NoticeChoice | null>(null)
  const [said, setSaid] = useState<'saved' | 'failed' | null>(null)
  if (kept.isError) return <Failed error={kept.error} retry={() => void kept.refetch()} />
  if (kept.data === undefined) return null
  const chosen = changed ?? kept.data.choice
  const { ways, ...times } = chosen

  function change(part: Partial<NoticeChoice>): void {
    setSaid(null)
    setChanged({ ...chosen, ...part })
  }

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    try {
      queries.setQueryData(KEY, await call(putOwnNotices, { body: chosen }))
      setChanged(null)
      setSaid('saved')
    } catch {
      setSaid('failed')
    }
  }

  return (
    <section aria-labelledby="own-notices">
      <h2 id="own-notices">{say('notice.title')}</h2>
      <p>{say('notice.hint')}</p>
      {!kept.data.mail && <p className="notice-warning">{say('notice.noMail')}</p>}
      <form className="notice-form" onSubmit={(event) => void submit(event)}>
        <div className="notice-ways">
          {OWN_KINDS.map((kind) => (
            <div key={kind} className="notice-way">
              <label htmlFor={`${choice}-${kind}`}>{say(`notice.own.${kind}`)}</label>
              <select
                id={`${choice}-${kind}`}
                className="choice"
                value={ways[kind]}
                onChange={(event) => change({ ways: { ...ways, [kind]: event.currentTarget.value as NoticeWay } })}
              >
                {NOTICE_WAYS.map((way) => (
                  <option key={way} value={way}>
                    {say(`notice.way.${way}`)}
                  </option>
                ))}
              </select>
            </div>
          ))}
        </div>
        <TellingTimes times={times} hasDigest={Object.values(ways).includes('digest')} change={change} />
        <p role="status">{said !== null && say(`notice.${said}`)}</p>
        <Button type="submit" variant="default">
          {say('notice.save')}
        </Button>
      </form>
    </section>
  )
}
