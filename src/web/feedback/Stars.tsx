import { useWords } from '../i18n/useWords.ts'

/** Stars of five, as a picture and in words. */
export function Stars({ stars }: { stars: number }) {
  const { say, formats } = useWords()
  const full = Math.round(stars)
  return (
    <span className="stars" role="img" aria-label={say('mentions.ofFive', { stars: formats.number(stars) })}>
      <span aria-hidden="true">{'★'.repeat(full)}</span>
      <span aria-hidden="true" className="stars-left">
        {'☆'.repeat(5 - full)}
      </span>
    </span>
  )
}
