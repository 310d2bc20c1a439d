import { createRootRoute } from '@tanstack/react-router'
import { readLaterWords } from './i18n/i18n.ts'
import { Shell } from './shell/Shell.tsx'
import { NotFound } from './shell/NotFound.tsx'
import { Unexpected } from './shell/Unexpected.tsx'

/** Loads a place whose words come with it. */
export const opens =
  <Page,>(load: () => Promise<Page>) =>
  async (): Promise<Page> => {
    const [page] = await Promise.all([load(), readLaterWords()])
    return page
  }

/** What stands around every place. */
export const root = createRootRoute({ component: Shell, notFoundComponent: NotFound, errorComponent: Unexpected })
