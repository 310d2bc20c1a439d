import { Link, Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, type ReactNode } from 'react'
import { useSession } from '../access/useSession.ts'
import { Live } from '../friction/Live.tsx'
import { NewestFrictions } from '../friction/NewestFrictions.tsx'
import { useWords } from '../i18n/useWords.ts'
import { Failed } from './Failed.tsx'
import { Finder } from './Finder.tsx'
import { LanguageChoice } from './LanguageChoice.tsx'
import { Logo } from './Logo.tsx'
import { Places } from './Places.tsx'
import { ThemeChoice } from './ThemeChoice.tsx'
import { Undo } from './Undo.tsx'
import { useArrival } from './useArrival.ts'

const SignInPage = lazy(async () => ({ default: (await import('../access/SignInPage.tsx')).SignInPage }))

/** Places where nothing stands beside: they need the whole width, or are nobody's business yet. */
const ALONE = /^\/(welcome|sign-in|settings|frictions|paths|journeys|touchpoints|cases|feedback|customers\/?$)(\/|$)/

/** What stands around every place. Whoever is not signed in, and no guest of the demo organisation, signs in where they are. */
export function Shell() {
  const { say } = useWords()
  const session = useSession()
  useArrival()
  const path = useLocation({ select: ({ pathname }) => pathname })
  if (path.startsWith('/panel/')) return <Outlet />
  if (path.startsWith('/welcome/')) return <Entry>{<Outlet />}</Entry>
  if (session.isError) return <Entry>{<Failed error={session.error} retry={() => void session.refetch()} />}</Entry>
  if (!session.data) return <Entry>{null}</Entry>
  const { me, guest } = session.data
  if (path === '/sign-in' || (me === null && !guest)) {
    return (
      <Entry>
        <Suspense>
          <SignInPage />
        </Suspense>
      </Entry>
    )
  }
  return (
    <Live>
      <Undo>
        <div className="shell">
          <Skip />
          <header className="shell-head">
            <Home />
            <Finder />
            <div className="shell-choices">
              <LanguageChoice />
              <ThemeChoice />
            </div>
            <Places />
            {me === null && <p className="shell-guest">{say('shell.guest')}</p>}
          </header>
          <div className={ALONE.test(path) ? 'shell-body shell-alone' : 'shell-body'}>
            <main id="content" className="shell-content" tabIndex={-1}>
              <Outlet />
            </main>
            {!ALONE.test(path) && (
              <aside className="shell-side" aria-labelledby="newest">
                <NewestFrictions />
              </aside>
            )}
          </div>
        </div>
      </Undo>
    </Live>
  )
}

/** The page before one is in. */
function Entry({ children }: { children: ReactNode }) {
  return (
    <div className="shell">
      <Skip />
      <header className="shell-head">
        <Home />
        <div className="shell-choices">
          <LanguageChoice />
          <ThemeChoice />
        </div>
      </header>
      <main id="content" className="shell-content" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}

function Home() {
  const { say } = useWords()
  return (
    <Link to="/" className="shell-home" aria-label={say('shell.home')}>
      <Logo />
      <span className="shell-name">Polku</span>
    </Link>
  )
}

function Skip() {
  const { say } = useWords()
  return (
    <a className="skip" href="#content" onClick={skip}>
      {say('shell.skip')}
    </a>
  )
}

/** Skips by focus alone, so that the address keeps what is open. */
function skip(event: React.MouseEvent): void {
  event.preventDefault()
  document.querySelector<HTMLElement>('#content')?.focus()
}
