import { useWords } from '../i18n/useWords.ts'
import type { MessageKey } from '../i18n/fi.ts'

const LEVELS = [1, 2, 3, 4, 5]

/** How grave a friction is: as many full diamonds of five, and its word. */
export function Severity({ level }: { level: number }) {
  const { say } = useWords()
  const word = say(`severity.${level}` as MessageKey)
  return (
    <span className="severity">
      <svg width="54" height="10" viewBox="0 0 54 10" aria-hidden="true">
        {LEVELS.map((each) => (
          <path
            key={each}
            d={`M${each * 11 - 6} 1l4 4-4 4-4-4z`}
            fill={each <= level ? 'var(--polku-lingonberry)' : 'none'}
            stroke={each <= level ? 'var(--polku-lingonberry)' : 'var(--polku-edge)'}
          />
        ))}
      </svg>
      <span aria-hidden="true">{word}</span>
      <span className="hidden">{say('severity.label', { word, level })}</span>
    </span>
  )
}
