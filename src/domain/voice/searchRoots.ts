/** Most roots that are kept of one text. */
export const MOST_ROOTS = 2000
/** What follows in a longer word is no help in finding it. */
const LONGEST_WORD = 40
/** A root of at least so many characters also finds longer words that begin with it, compounds among them. */
const PREFIX_FROM = 5

const WORD = /[\p{L}\p{N}]+/gu
const VOWELS = 'aeiouyäöå'

const longestFirst = (endings: string) => endings.split(' ').sort((left, right) => right.length - left.length)

/** Endings that Finnish words bear, in the order in which they are taken off, and how much of the word they leave; of each set the longest that fits. */
const FINNISH: readonly (readonly [string[], number])[] = [
  [longestFirst('kaan kään kin han hän ko kö'), 5],
  [longestFirst('mme nne nsa nsä ni si'), 4],
  [
    longestFirst(
      'issa issä ista istä illa illä ilta iltä ille iksi ihin iin ien iden itten ita itä oja uja eja öjä ' +
        'ssa ssä sta stä lla llä lta ltä lle ksi tta ttä hun hin hon hyn hän han hen sti ' +
        'nut nyt ttiin taan tään tte vat vät isi in it t n',
    ),
    3,
  ],
]
const SWEDISH = longestFirst('arnas ernas ornas arna erna orna ande ende ades ade ens ets ar er or en et at ad as es')
const SWEDISH_SHORT = longestFirst('a e n s')
const ENGLISH = longestFirst('ings ing ies ied est ed es er ly')
const ENGLISH_SHORT = longestFirst('e s y')

function without(word: string, endings: readonly string[], least: number): string {
  const ending = endings.find((each) => word.length - each.length >= least && word.endsWith(each))
  return ending === undefined ? word : word.slice(0, -ending.length)
}

/** Consonants that grade, in their strong form: kadu – katu, hinna – hinta, kengä – kenkä, kaupa – kauppa. */
function strong(root: string): string {
  const last = root.slice(-2)
  const pairs: Readonly<Record<string, string>> = { nn: 'nt', mm: 'mp', ll: 'lt', rr: 'rt', ng: 'nk', kk: 'k', pp: 'p', tt: 't' }
  const graded = pairs[last]
  if (graded !== undefined) return root.slice(0, -2) + graded
  return root.endsWith('d') ? `${root.slice(0, -1)}t` : root
}

function withoutVowels(word: string): string {
  let end = word.length
  while (end > 3 && VOWELS.includes(word[end - 1]!)) end--
  return word.slice(0, end)
}

function finnishRoot(word: string): string {
  if (word.length < 4) return word
  const own = word.replace(/(?:nen)$/u, '')
  if (own !== word) return strong(withoutVowels(own))
  // tilauksen, tilausta – tilaus; but laskusta is of lasku.
  const us = /^(.+[uyo])(?:ks(?:e|i).*|s|(?<=[aeiouyäö][uy]|[aeiou]t[uy]|ym[uy])st[aä])$/u.exec(word)
  if (us !== null) return `${us[1]!}s`
  let root = word
  for (const [endings, least] of FINNISH) root = without(root, endings, least)
  root = root.replace(/(?<=..)(ise|is)$/u, 'i').replace(/(?<=...[aä])s$/u, '')
  return strong(withoutVowels(root))
}

function plainRoot(word: string, endings: readonly string[], short: readonly string[]): string {
  const root = without(word, endings, 3)
  return (root === word ? without(word, short, 4) : root).replace(/(.)\1$/u, '$1')
}

const swedishRoot = (word: string) => plainRoot(word.replace(/(?<=.ig)t$/u, ''), SWEDISH, SWEDISH_SHORT)
const englishRoot = (word: string) => plainRoot(word, ENGLISH, ENGLISH_SHORT)

/** Roots of a word in Finnish, Swedish and English, those that are alike once; the word is in small letters. */
function rootsOf(word: string): string[] {
  return [...new Set([finnishRoot(word), swedishRoot(word), englishRoot(word)])]
}

/** Words in small letters, marks of foreign letters taken off; å, ä and ö stay. */
function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{ASCII}åäö]/gu, (letter) => letter.normalize('NFD').replaceAll(/\p{M}/gu, ''))
  return (plain.match(WORD) ?? []).map((word) => word.slice(0, LONGEST_WORD))
}

/** Roots under which a text is found, at most 2,000, each once: those of its language (`fi`, `sv`, `en`), or of all three when it is another. */
export function searchRoots(text: string, language: string): string[] {
  const roots = new Set<string>()
  for (const word of wordsOf(text)) {
    if (language === 'fi') roots.add(finnishRoot(word))
    else if (language === 'sv' || language === 'en') roots.add(language === 'sv' ? swedishRoot(word) : englishRoot(word))
    else for (const root of rootsOf(word)) roots.add(root)
    if (roots.size >= MOST_ROOTS) break
  }
  return [...roots].slice(0, MOST_ROOTS)
}

/**
 * What is looked for in words as a `tsquery` of PostgreSQL: every word, in any of the three languages; at most ten words count. Null when
 * there is no word. Roots are letters and digits alone, so that none can be read as an operator.
 */
export function searchQuery(words: string): string | null {
  const sought = [...new Set(wordsOf(words))].slice(0, 10)
  if (sought.length === 0) return null
  const term = (root: string) => `'${root}'${root.length >= PREFIX_FROM ? ':*' : ''}`
  return sought.map((word) => `(${rootsOf(word).map(term).join(' | ')})`).join(' & ')
}
