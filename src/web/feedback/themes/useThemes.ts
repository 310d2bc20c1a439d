import { useQuery } from '@tanstack/react-query'
import { getThemeList, type ThemeListed } from '../../../api/themes.ts'
import { call } from '../../client.ts'
import { nameOfTheme } from '../nameOfTheme.ts'
import { useWords } from '../../i18n/useWords.ts'

/** While texts are read anew it is looked at so often, in ms. */
const LOOK_AGAIN = 2000

/** Every theme, and how far texts are read with them. */
export function useThemes(enabled = true) {
  return useQuery({
    queryKey: ['themes'],
    enabled,
    queryFn: ({ signal }) => call(getThemeList, { signal }),
    refetchInterval: ({ state }) => (state.data === undefined || state.data.reading.done ? false : LOOK_AGAIN),
  })
}

/** Tells what themes are called; a key that no theme has is told as it is. */
export function useThemeNames(enabled = true): (key: string) => string {
  const words = useWords()
  const { data } = useThemes(enabled)
  return (key) => nameOfTheme({ theme: key, names: data?.items.find((each) => each.key === key)?.names ?? {} }, words)
}

/** Themes that are looked for, by name. */
export function inUse(items: readonly ThemeListed[]): ThemeListed[] {
  return items.filter(({ into, retired }) => into === null && !retired)
}
