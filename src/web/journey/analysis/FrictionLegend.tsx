import type { Words } from '../../i18n/words.ts'
import { openAmounts } from './amounts.ts'
import { LEVELS } from './frictionLevel.ts'

/** What the colours of friction stand for, each with its share. */
export function FrictionLegend({ words }: { words: Words }) {
  const { say } = words
  const { percent } = openAmounts(words)
  const texts = [
    say('friction.under', { share: percent(LEVELS[0]) }),
    ...LEVELS.map((level, index) => {
      const next = LEVELS[index + 1]
      return next === undefined ? say('friction.over', { share: percent(level) }) : `${percent(level)}–${percent(next)}`
    }),
  ]
  return (
    <ul className="legend" aria-label={say('friction.legend')}>
      <li>{say('friction.legend')}</li>
      {texts.map((text, level) => (
        <li key={text}>
          <svg width="24" height="12" aria-hidden="true">
            <path d="M1 6H23" className={`flow-line level-${level}`} strokeWidth={5} />
          </svg>
          {text}
        </li>
      ))}
    </ul>
  )
}
