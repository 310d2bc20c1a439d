import { Link, Outlet } from '@tanstack/react-router'
import { NewestFrictions } from '../friction/NewestFrictions.tsx'
import { useWords } from '../i18n/useWords.ts'
import { SearchField } from '../customer/SearchField.tsx'
import { LanguageChoice } from './LanguageChoice.tsx'
import { Logo } from './Logo.tsx'
import { ThemeChoice } from './ThemeChoice.tsx'

/** What stands around every place: name, search, language, theme, and the newest frictions beside it. */
export function Shell() {
  const { say } = useWords()
  return (
    <div className="shell">
      <a className="skip" href="#content" onClick={skip}>
        {say('shell.skip')}
      </a>
      <header className="shell-head">
        <Link to="/" className="shell-home" aria-label={say('shell.home')}>
          <Logo />
          <span className="shell-name">Polku</span>
        </Link>
        <SearchField />
        <div className="shell-choices">
          <LanguageChoice />
          <ThemeChoice />
        </div>
        <p className="shell-local">{say('shell.local')}</p>
      </header>
      <div className="shell-body">
        <main id="content" className="shell-content" tabIndex={-1}>
          <Outlet />
        </main>
        <aside className="shell-side" aria-labelledby="newest">
          <NewestFrictions />
        </aside>
      </div>
    </div>
  )
}

/** Skips by focus alone, so that the address keeps what is open. */
function skip(event: React.MouseEvent): void {
  event.preventDefault()
  document.querySelector<HTMLElement>('#content')?.focus()
}
