import type { ThemeReading } from '../../../api/themes.ts'
import { useWords } from '../../i18n/useWords.ts'

/** How far texts are read anew since themes changed; nothing once all are. */
export function Progress({ reading }: { reading: ThemeReading | undefined }) {
  const { say, formats } = useWords()
  // Never 100 % while some are left.
  const percent = Math.min(99, Math.floor((reading?.share ?? 1) * 100))
  return (
    <div role="status">
      {reading?.done === false && (
        <p className="themes-reading">
          <progress max={100} value={percent} aria-hidden />
          {say('themes.reading', { share: formats.number(percent) })}
        </p>
      )}
    </div>
  )
}
