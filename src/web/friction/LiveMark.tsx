import { useWords } from '../i18n/useWords.ts'
import { useConnection } from './Live.tsx'

/** Says whether what is shown follows what happens. */
export function LiveMark() {
  const { say } = useWords()
  const connection = useConnection()
  return (
    <span className="newest-state" data-state={connection} role="status">
      <svg width="10" height="10" viewBox="-5 -5 10 10" aria-hidden="true">
        <circle r="3.500" fill={connection === 'live' ? 'currentColor' : 'none'} stroke="currentColor" strokeWidth="1.500" />
      </svg>
      {say(`newest.${connection}`)}
    </span>
  )
}
