/** One word or sign of a text: its lower-case form, or a sign such as `<+>` for a glad emoji. */
export type Token = string

/** A text cut into words and signs, and how loudly it was written. */
export interface Tokens {
  words: Token[]
  /** Words written in capitals throughout, three letters or more. */
  shouted: number
  /** Words with a letter drawn out: "tooodella". */
  drawnOut: number
}

const PIECE =
  /(\p{L}[\p{L}\p{M}\p{N}]*(?:['’][\p{L}\p{M}]+)*)|(\d{1,3}(?:[.,]\d)?\s?\/\s?(?:10|5)(?!\d))|\p{N}+(?:[.,:]\p{N}+)*|([:;=]['’]?-?[)D\]P](?!\p{L})|<3)|([:;=]['’]?-?[(/\\[|@](?!\p{L}|\/))|(\p{Extended_Pictographic})|([!?]+)|\.{2,}|…|[.,;:()"”]/gu

const GLAD = new Set('😀😃😄😁😆😊🙂😍🥰😘🤗🤩😎👍👌👏🙌💪❤💕💖💗💙💚💛🧡💜🎉🥳⭐🌟✨💯🙏😇🔥🏆✅😋☺'.match(/\p{Extended_Pictographic}/gu))
const SAD = new Set('😡😠🤬😤👎😞😢😭😩😫😖😣😒🙄😑💩🤮🤢😱😔😕🙁☹😟😓😥💔❌⛔🤦😾🥱🤯'.match(/\p{Extended_Pictographic}/gu))

/** Signs that stand for a feeling told without words. */
export const GLAD_SIGN = '<+>'
/** The sign of an angry or sad emoji or of a low rating. */
export const SAD_SIGN = '<->'
const NUMBER = '<0>'
const LONGEST_WORD = 60

/** Cuts a text into words in lower case and signs: emoji, ratings such as 2/5, numbers, marks. Any string will do. */
export function readTokens(text: string): Tokens {
  const words: Token[] = []
  let shouted = 0
  let drawnOut = 0
  for (const match of text.normalize('NFC').matchAll(PIECE)) {
    const [whole, word, rating, glad, sad, emoji, marks] = match
    if (word !== undefined) {
      const lower = word.length > LONGEST_WORD ? word.slice(0, LONGEST_WORD).toLowerCase() : word.toLowerCase()
      if (word.length > 2 && lower !== word && word === word.toUpperCase()) shouted++
      const even = evenOut(lower)
      if (even.length < lower.length) drawnOut++
      words.push(even)
    } else if (rating !== undefined) words.push(signOfRating(rating))
    else if (glad !== undefined) words.push(GLAD_SIGN)
    else if (sad !== undefined) words.push(SAD_SIGN)
    else if (emoji !== undefined) words.push(GLAD.has(emoji) ? GLAD_SIGN : SAD.has(emoji) ? SAD_SIGN : '<e>')
    else if (marks !== undefined) words.push(marks.length > 1 ? '!!' : marks)
    else words.push(whole.charCodeAt(0) > 127 || whole.length > 1 ? (isNumber(whole) ? NUMBER : '…') : isNumber(whole) ? NUMBER : whole)
  }
  return { words, shouted, drawnOut }
}

/** Whether a token is a word, not a sign. */
export function isWord(token: Token): boolean {
  const code = token.charCodeAt(0)
  return code > 96 && code !== 8230 && code !== 8221 && !(code > 122 && code < 128)
}

function isNumber(piece: string): boolean {
  return /^\p{N}/u.test(piece)
}

/** Three or more of one letter in a row become two; the mark within a word is always the same one. */
function evenOut(word: string): string {
  const even = word.includes('’') ? word.replaceAll('’', "'") : word
  for (let at = 2; at < even.length; at++) {
    const code = even.charCodeAt(at)
    if (code === even.charCodeAt(at - 1) && code === even.charCodeAt(at - 2)) return even.replaceAll(/(.)\1{2,}/gu, '$1$1')
  }
  return even
}

function signOfRating(rating: string): Token {
  const [given, most] = rating.replaceAll(',', '.').split('/').map(Number) as [number, number]
  const share = given / most
  return share > 1 ? NUMBER : share >= 0.75 ? GLAD_SIGN : share <= 0.45 ? SAD_SIGN : '<=>'
}
