/** Keys with what they are called, as options of a list, by name in a language's order. */
export function namedOptions(keys: Record<string, unknown> | undefined, tell: (key: string) => string, locale: string): [string, string][] {
  return Object.keys(keys ?? {})
    .map((key): [string, string] => [key, tell(key)])
    .toSorted(([, one], [, other]) => one.localeCompare(other, locale))
}
