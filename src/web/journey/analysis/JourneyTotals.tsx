import { Diamond } from '../../friction/Diamond.tsx'
import { openAmounts } from './amounts.ts'
import type { Looked } from './looked.ts'

/** The journey in one line: paths, done, frictions, version. */
export function JourneyTotals({ looked: { journey, words } }: { looked: Looked }) {
  const { say } = words
  const { paths, states, frictions, version } = journey
  const amounts = openAmounts(words)
  return (
    <p className="journey-facts">
      <span>
        <strong>{say('amount.paths', { count: paths })}</strong>
      </span>
      {paths > 0 && <span>{say('journeys.completed', { share: amounts.shareOf(states.completed, paths) })}</span>}
      <span>
        {frictions > 0 && <Diamond size={12} />} {say('journeys.frictions', { count: frictions })}
      </span>
      <span className="faint">{version === null ? say('journeys.notDefined') : say('journeys.version', { version })}</span>
    </p>
  )
}
