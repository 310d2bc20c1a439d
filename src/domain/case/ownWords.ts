/** What begins the mail that is answered, as mail programs write it in the languages of our customers: from there on it is quoted. */
const INTRODUCTIONS = [
  /^-{2,}\s*(original message|alkuperäinen viesti|ursprungligt meddelande|ursprüngliche nachricht|forwarded message|välitetty viesti|vidarebefordrat meddelande)\s*-{2,}$/i,
  /^_{10,}$/,
  // "Am …", "On …, … wrote:", "… kirjoitti …:", "Den … skrev …:", which may run over two lines.
  /^(on|den|am|ma|ti|ke|to|pe|la|su|le)\b.{4,200}\b(wrote|skrev|kirjoitti|schrieb|a écrit)\b.{0,120}:$/is,
  /^.{3,200}\b(kirjoitti|skrev)\b.{0,120}:$/is,
]

/** Lines of a head as some programs quote it, three or more in a row. */
const HEAD =
  /^\*?(from|sent|to|cc|subject|date|lähettäjä|lähetetty|vastaanottaja|kopio|aihe|päivämäärä|från|skickat|till|kopia|ämne|datum)\*?\s?:/i

/**
 * What a customer wrote anew in a mail: the text without the mail that it answers, cut off only where that surely begins. What is quoted
 * between their own words stays, and so does everything when nothing would be left.
 */
export function ownWords(text: string): string {
  const lines = text.replaceAll(/\r\n?/g, '\n').split('\n')
  const from = lines.findIndex((_line, index) => quoteBegins(lines, index))
  const kept = from === -1 ? lines : lines.slice(0, from)
  const own = kept.join('\n').trim()
  return own === '' ? text.trim() : own
}

function quoteBegins(lines: readonly string[], index: number): boolean {
  const line = lines[index]!.trim()
  if (line === '') return false
  const isAlone = index === 0 || lines[index - 1]!.trim() === ''
  const two = `${line} ${lines[index + 1]?.trim() ?? ''}`
  if (INTRODUCTIONS.slice(0, 2).some((pattern) => pattern.test(line))) return restIsQuoted(lines, index + 1, true)
  if (isAlone && INTRODUCTIONS.slice(2).some((pattern) => pattern.test(line))) return restIsQuoted(lines, index + 1, false)
  if (isAlone && INTRODUCTIONS.slice(2).some((pattern) => pattern.test(two))) return restIsQuoted(lines, index + 2, false)
  if (isAlone && [0, 1, 2].every((step) => HEAD.test(lines[index + step]?.trim() ?? ''))) return true
  return line.startsWith('>') && restIsQuoted(lines, index, false)
}

/** Whether all that follows is quoted; after a line that only programs write, what follows need not be marked. */
function restIsQuoted(lines: readonly string[], from: number, isSure: boolean): boolean {
  const rest = lines.slice(from).filter((line) => line.trim() !== '')
  return rest.length > 0 && (isSure || rest.every((line) => line.trim().startsWith('>')))
}
