import { keyOf } from '../../journey/editor/names.ts'

/** Words that stand in addresses where the key of a theme would. */
const RESERVED = ['try', 'suggestions']

/** A key of a theme made of its name: it begins with a letter, has 40 at most, and is unlike those that there are. */
export function keyOfTheme(name: string, taken: readonly string[]): string {
  const plain = keyOf(name, []).slice(0, 36)
  return keyOf(/^[a-z]/.test(plain) ? plain : `t-${plain}`, [...taken, ...RESERVED])
}
