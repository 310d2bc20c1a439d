import * as learning from '../../api/themeLearning.ts'
import * as contracts from '../../api/themes.ts'
import type { Actor } from '../../domain/access/may.ts'
import type { Parts } from '../http/parts.ts'
import { route, type Route } from '../http/route.ts'
import { bringBack, makeTheme, merge, retire, writeTheme, type ThemeChanging } from './themeChange.ts'
import { dropExample, keepExamples } from './themeExamples.ts'
import { getTheme, listThemes, readingProgress } from './themeList.ts'
import { leaveSuggestion, openThemeSuggestions } from './themeSuggestions.ts'
import { openThemeThread } from './themeThread.ts'
import { proposalsOf, tryWords } from './themeTrial.ts'

type Changed = { actor: Actor; params: { key: string } }

/** The doors to themes as people change them. */
export function themeRoutes({ database, clock, texts }: Parts): Route[] {
  const inThread = openThemeThread()
  const suggestions = openThemeSuggestions(database, inThread)
  const by = ({ actor }: { actor: Actor }): ThemeChanging => ({ database, actor, now: clock() })
  const shown = (key: string) => getTheme(database, key, inThread)
  /** Does something to a theme and tells what it is then. */
  const doing =
    <Asked extends Changed>(act: (by: ThemeChanging, key: string, asked: Asked) => Promise<void>) =>
    async (asked: Asked) => {
      await act(by(asked), asked.params.key, asked)
      return shown(asked.params.key)
    }
  return [
    route(contracts.getThemeList, async () => {
      const [items, { engine }] = await Promise.all([listThemes(database, clock()), texts.inUse()])
      return { items, reading: await readingProgress(database, engine) }
    }),
    route(learning.getThemeSuggestions, () => suggestions(clock())),
    route(learning.leaveThemeSuggestion, (asked) => leaveSuggestion(by(asked), asked.body)),
    route(learning.tryThemeWords, ({ body }) => tryWords({ database, texts, inThread }, body)),
    route(contracts.getTheme, ({ params }) => shown(params.key)),
    route(contracts.postTheme, async (asked) => {
      await makeTheme(by(asked), asked.body)
      return shown(asked.body.key)
    }),
    route(
      contracts.putTheme,
      doing((changing, key, { body }) => writeTheme(changing, key, body)),
    ),
    route(
      contracts.mergeTheme,
      doing((changing, key, { body }) => merge(changing, key, body)),
    ),
    route(
      contracts.retireTheme,
      doing((changing, key, { body }) => retire(changing, key, body)),
    ),
    route(
      contracts.bringThemeBack,
      doing((changing, key, { body }) => bringBack(changing, key, body)),
    ),
    route(
      learning.postThemeExamples,
      doing((changing, key, { body }) => keepExamples(changing, texts, key, body)),
    ),
    route(
      learning.deleteThemeExample,
      doing((changing, key, { params }) => dropExample(changing, key, params.id)),
    ),
    route(learning.getThemeProposals, ({ params }) => proposalsOf(database, params.key, inThread)),
  ]
}
