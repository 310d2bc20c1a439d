import type { Words } from '../i18n/words.ts'

/** What a theme is called in the reader's language, else in one that there is, else by its key. */
export function nameOfTheme({ theme, names }: { theme: string; names: Readonly<Record<string, string>> }, { formats }: Words): string {
  return names[formats.locale.slice(0, 2)] ?? names['en'] ?? Object.values(names)[0] ?? theme
}
