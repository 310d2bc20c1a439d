import { Link } from '@tanstack/react-router'
import { useWords } from '../i18n/useWords.ts'

/** An address that leads nowhere. */
export function NotFound() {
  const { say } = useWords()
  return (
    <section className="message">
      <h1>{say('error.notFound')}</h1>
      <p>{say('error.notFoundHint')}</p>
      <Link to="/">{say('error.home')}</Link>
    </section>
  )
}
