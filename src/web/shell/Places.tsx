import { Link } from '@tanstack/react-router'
import { useSession } from '../access/useSession.ts'
import { useWords } from '../i18n/useWords.ts'

/** The places of the house, and whoever is signed in. */
export function Places() {
  const { say } = useWords()
  const { data: session } = useSession()
  return (
    <nav className="places" aria-label={say('places.label')}>
      <Link to="/overview">{say('places.overview')}</Link>
      <Link to="/customers">{say('places.customers')}</Link>
      <Link to="/journeys">{say('places.journeys')}</Link>
      <Link to="/cases">{say('places.cases')}</Link>
      <Link to="/feedback">{say('places.feedback')}</Link>
      {session?.me ? (
        <Link to="/settings" className="places-me" aria-label={say('places.me', { name: session.me.name })}>
          {session.me.name}
        </Link>
      ) : (
        <Link to="/sign-in" className="places-me">
          {say('signIn.enter')}
        </Link>
      )}
    </nav>
  )
}
