import { isWordForm } from '../../../domain/voice/themes.ts'

/** What a word of a theme finds: words that begin so, the very word, or words with it anywhere. */
export type How = 'begins' | 'whole' | 'inside'

/** A word of a theme as people see it, without the sign that a machine reads. */
interface Opened {
  how: How
  word: string
}

const SIGNS: Readonly<Record<How, string>> = { begins: '', whole: '=', inside: '~' }

function openForm(form: string): Opened {
  // Words that follow each other are whole but for the last, whatever the sign.
  if (form.includes(' ')) return { how: 'begins', word: form.replace(/^[=~]/, '') }
  if (form.startsWith('=')) return { how: 'whole', word: form.slice(1) }
  return form.startsWith('~') ? { how: 'inside', word: form.slice(1) } : { how: 'begins', word: form }
}

/** A word as it is shown: "jono…" begins so, "…lasku…" stands anywhere, "app" is the very word. */
export function showForm(form: string): string {
  const { how, word } = openForm(form)
  return how === 'whole' ? word : how === 'inside' ? `…${word}…` : `${word}…`
}

/** What somebody wrote as words of a theme, several with commas between them; null for one that is none. */
export function readForms(text: string, how: How): string[] | null {
  const words = text
    .split(/[,;\n]/)
    .map((word) =>
      word
        .normalize('NFC')
        .toLowerCase()
        .replace(/^[…\s]+|[…\s]+$/g, '')
        .replace(/\s+/g, ' '),
    )
    .filter((word) => word !== '')
  const forms = words.map((word) => (word.includes(' ') ? word : SIGNS[how] + word))
  return words.length > 0 && words.every((word) => !/^[=~]/.test(word)) && forms.every(isWordForm) ? forms : null
}

/** The words of a list and where each is from: `own` were added here, `taken` came with Polku and were left out. */
export function sortForms(now: readonly string[], shipped: readonly string[]): { own: string[]; shipped: string[]; taken: string[] } {
  const byWord = (forms: readonly string[]) => forms.toSorted((one, other) => openForm(one).word.localeCompare(openForm(other).word))
  const came = new Set(shipped.map((form) => form.normalize('NFC').toLowerCase()))
  const there = new Set(now)
  return {
    own: byWord(now.filter((form) => !came.has(form))),
    shipped: byWord(now.filter((form) => came.has(form))),
    taken: byWord([...came].filter((form) => !there.has(form))),
  }
}
