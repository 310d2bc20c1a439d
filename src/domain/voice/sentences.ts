/** A stretch of a text: where it begins and ends (exclusive), in UTF-16 units. */
export interface Stretch {
  from: number
  to: number
}

const END = /(?:[.!?…]+["”')\]]*(?=\s|$)|\n+)/gu
const ABBREVIATION =
  /(?:^|[\s(])(?:\p{L}|esim|mm|ym|jne|yms|ns|mr|mrs|ms|dr|st|t\.ex|bl\.a|osv|m\.m|ca|nr|no|klo|kl|puh|tel|p|n|v|s|e\.g|i\.e|etc|approx|n\.s|o\.s\.v)$/iu
const TURN =
  /(?:,\s+|\s+)(?=(?:mutta|vaan|kuitenkin|vaikka|tosin|men|fast|dock|däremot|but|however|although|though|whereas)(?!\p{L}))|;\s+/giu

/** Cuts a text into its sentences; a stop after a number or an abbreviation ends none. Any string will do. */
export function sentencesOf(text: string): Stretch[] {
  const sentences: Stretch[] = []
  let from = 0
  for (const match of text.matchAll(END)) {
    const end = match.index + match[0].length
    if (match[0] === '.' && endsNothing(text, match.index)) continue
    push(text, from, end, sentences)
    from = end
  }
  push(text, from, text.length, sentences)
  return sentences
}

/** Cuts a sentence where it turns ("but", "although"): the parts may feel otherwise. */
export function clausesOf(text: string, { from, to }: Stretch): Stretch[] {
  const clauses: Stretch[] = []
  let begin = from
  for (const match of text.slice(from, to).matchAll(TURN)) {
    const at = from + match.index
    push(text, begin, at, clauses)
    begin = at
  }
  push(text, begin, to, clauses)
  return clauses
}

function endsNothing(text: string, stop: number): boolean {
  const before = text.slice(Math.max(0, stop - 12), stop)
  const next = /^\s*(\S)/u.exec(text.slice(stop + 1, stop + 20))?.[1]
  if (next === undefined) return false
  const goesOnSmall = next !== next.toUpperCase() || /\d/.test(next)
  return ABBREVIATION.test(before) || (/\d$/.test(before) && goesOnSmall)
}

function push(text: string, from: number, to: number, found: Stretch[]): void {
  let [begin, end] = [from, to]
  while (begin < end && /[\s,;]/.test(text[begin]!)) begin++
  while (end > begin && /\s/.test(text[end - 1]!)) end--
  if (end > begin && /[\p{L}\p{N}\p{Extended_Pictographic}]|[:;=]/u.test(text.slice(begin, end))) found.push({ from: begin, to: end })
}
