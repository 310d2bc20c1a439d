import { SideMark } from '../encounter/EncounterFacts.tsx'
import { Diamond } from '../friction/Diamond.tsx'
import { useWords } from '../i18n/useWords.ts'

const MANNERS = ['moving', 'silent', 'pausing'] as const

/** What the marks mean. */
export function Legend() {
  const { say } = useWords()
  return (
    <ul className="legend" aria-label={say('legend.label')}>
      <li>
        <SideMark side="customer" /> {say('legend.customer')}
      </li>
      <li>
        <SideMark side="company" /> {say('legend.company')}
      </li>
      <li>
        <SideMark side="third-party" /> {say('legend.third-party')}
      </li>
      <li>
        <Diamond /> {say('legend.friction')}
      </li>
      {MANNERS.map((manner) => (
        <li key={manner}>
          <svg width="28" height="8" aria-hidden="true">
            <path d="M2 4H26" className={`line line-${manner}`} />
          </svg>{' '}
          {say(`legend.${manner}`)}
        </li>
      ))}
      <li>
        <svg width="28" height="14" viewBox="0 -7 28 14" aria-hidden="true">
          <LostEnd />
        </svg>{' '}
        {say('legend.loss')}
      </li>
    </ul>
  )
}

/** The broken end of a path, from where it was last whole. */
export function LostEnd() {
  return (
    <g className="line line-lost">
      <path d="M0 0H7M15 0H18M22 0H22.500" />
      <path d="M9-6 13 6" />
    </g>
  )
}
