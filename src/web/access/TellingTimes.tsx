import { TextInput } from '@mantine/core'
import type { QuietHours, TellingTimes as Times } from '../../domain/case/notice.ts'
import { useWords } from '../i18n/useWords.ts'
import { readMinute, showMinute } from './minutes.ts'

const EVENING: QuietHours = { from: 20 * 60, until: 7 * 60, gravest: false }

/** Fields for when somebody is told: the time of the digest, where there may be one, and quiet hours. */
export function TellingTimes({ times, hasDigest, change }: { times: Times; hasDigest: boolean; change: (times: Times) => void }) {
  const { say, formats } = useWords()
  const { digestAt, quiet } = times
  const minute = (label: string, value: number, keep: (minute: number) => void) => (
    <TextInput
      label={label}
      type="time"
      required
      value={showMinute(value)}
      onChange={(event) => {
        const read = readMinute(event.currentTarget.value)
        if (read !== null) keep(read)
      }}
    />
  )
  return (
    <>
      {hasDigest && minute(say('notice.digestAt'), digestAt, (at) => change({ ...times, digestAt: at }))}
      <label className="tick">
        <input type="checkbox" checked={quiet !== null} onChange={() => change({ ...times, quiet: quiet === null ? EVENING : null })} />
        {say('notice.quiet')}
      </label>
      <p className="faint">{say('notice.quietHint')}</p>
      {quiet !== null && (
        <>
          <div className="notice-times">
            {minute(say('notice.quietFrom'), quiet.from, (from) => change({ ...times, quiet: { ...quiet, from } }))}
            {minute(say('notice.quietUntil'), quiet.until, (until) => change({ ...times, quiet: { ...quiet, until } }))}
          </div>
          <label className="tick">
            <input
              type="checkbox"
              checked={quiet.gravest}
              onChange={() => change({ ...times, quiet: { ...quiet, gravest: !quiet.gravest } })}
            />
            {say('notice.gravest')}
          </label>
        </>
      )}
      <p className="faint">{say('notice.zone', { zone: formats.timeZone })}</p>
    </>
  )
}
