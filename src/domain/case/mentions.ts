/**
 * Whom a note names: `@` and a colleague's whole name, or their first name where nobody else has it; capitals do not matter. Answers
 * their numbers, each once.
 */
export function mentionsIn(text: string, colleagues: readonly { id: number; name: string }[]): number[] {
  const written = fold(text)
  if (!written.includes('@')) return []
  const people = colleagues.map(({ id, name }) => ({ id, whole: fold(name), first: fold(name).split(' ')[0]! }))
  const named = people.filter(({ whole, first }) => {
    if (isNamed(written, whole)) return true
    return isNamed(written, first) && people.filter((other) => other.first === first).length === 1
  })
  return named.map(({ id }) => id)
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
}

/** `@name` with no letter right before or after it, so that a mail address names nobody. */
function isNamed(text: string, name: string): boolean {
  for (let from = text.indexOf(`@${name}`); from >= 0; from = text.indexOf(`@${name}`, from + 1)) {
    const [before, after] = [text[from - 1] ?? ' ', text[from + name.length + 1] ?? ' ']
    if (!/[\p{L}\p{N}._-]/u.test(before) && !/[\p{L}\p{N}_@]/u.test(after)) return true
  }
  return false
}
