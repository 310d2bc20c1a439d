/** What stands in the place of something that was taken out. */
const PLACES = ['name', 'email', 'phone', 'code', 'account', 'card', 'number', 'address', 'link'] as const
type Place = (typeof PLACES)[number]

const NOT_A_PLACE = `(?!(?<=\\[)(?:${PLACES.join('|')})\\])`
const NOTHING_BEFORE = String.raw`(?<![\p{L}\p{M}\p{N}])`
const NOTHING_AFTER = String.raw`(?![\p{L}\p{M}\p{N}])`

/** A number with no more after it than the floor or door. */
const HOUSE = String.raw`\s+\d{1,4}(?:\s?[a-hA-H](?![\p{L}\p{N}]))?(?:\s?(?:as\.?|lgh\.?|bst\.?|apt\.?)?\s?\d{1,4}(?!\p{N}))?`
const ROADS = [
  // A name in two words begins large; what stands before it is no part of it.
  String.raw`(?:\p{Lu}\p{L}*[\s-])?\p{L}*(?:katu|kadu[nlks]|tie|kuja|polku|polu[nlks]|kaari|kaare[nlks]|rinne|rintee|väylä|raitti|raiti[nlks]|bulevardi|puistikko|laituri|ranta|ranna[nlks]|mäki|mäe[nlks]|tori)\p{L}{0,5}`,
  String.raw`(?:\p{Lu}\p{L}*\s)?\p{L}*(?:gatan|vägen|gränden|stigen|torget|allén|esplanaden|backen|stranden|stråket|kajen|väg|gata)s?`,
].map((road) => `${NOTHING_BEFORE}${road}${HOUSE}`)
const ENGLISH_ROAD = String.raw`${NOTHING_BEFORE}\d{1,5}[a-z]?,?\s+(?:\p{L}[\p{L}'’.-]*\s+){1,3}(?:street|st|road|rd|avenue|ave|lane|ln|drive|dr|close|crescent|terrace|square|court|boulevard|blvd|way)${NOTHING_AFTER}`

const PATTERNS: readonly [Place, RegExp][] = [
  ['link', /(?:\b[a-z][a-z0-9+.-]{1,15}:\/\/|\bwww\.)[^\s<>"']+/giu],
  // Domains without either: bank.example/customers?id=1.
  ['link', /(?<![\p{L}\p{N}@.])(?:[\p{L}\p{N}-]+\.)+[a-z]{2,12}\/[^\s<>"']*/giu],
  ['email', /[^\s@<>()[\]"',;]+@[^\s@<>()[\]"',;]*[^\s@<>()[\]"',;.!?]/gu],
  // Finnish, then Swedish personal identity codes.
  ['code', new RegExp(`${NOTHING_BEFORE}\\d{6}\\s?[-+A-FU-Y]\\s?\\d{3}[0-9A-Z]${NOTHING_AFTER}`, 'giu')],
  ['code', new RegExp(`${NOTHING_BEFORE}(?:\\d{2})?\\d{6}[-+]\\d{4}${NOTHING_AFTER}`, 'gu')],
  [
    'account',
    new RegExp(String.raw`${NOTHING_BEFORE}[a-z]{2}\d{2}(?:[\s-]?[a-z0-9]{4}){2,7}(?:[\s-]?[a-z0-9]{1,3})?${NOTHING_AFTER}`, 'giu'),
  ],
  ['card', new RegExp(String.raw`${NOTHING_BEFORE}\d(?:[ -]?\d){12,18}(?!\p{N})`, 'gu')],
  ['phone', /(?:(?<![\p{N}+])\+|(?<![\p{L}\p{N}+]))\d(?:[ ()-]{0,2}\d){6,14}(?!\p{N})/gu],
  ...ROADS.map((road): [Place, RegExp] => ['address', new RegExp(road, 'gu')]),
  ['address', new RegExp(ENGLISH_ROAD, 'giu')],
  // Numbers of five digits, and of matters and orders: letters with three.
  ['number', /(?<![\p{L}\p{N}])(?=[\p{L}\p{N}/_.#:-]*?(?:\p{N}[/_.:-]?){5})[\p{L}\p{N}]+(?:[/_.#:-][\p{L}\p{N}]+)*/gu],
  ['number', /(?<![\p{L}\p{N}])(?=\p{N}*\p{L})\p{L}{1,6}[-_/#]?\p{N}{3,}(?![\p{L}\p{N}])/gu],
]

/** Names within a text: capitals in the midst of a sentence, and what follows such a one at its beginning. */
const CAPITAL = String.raw`\p{Lu}[\p{Ll}\p{M}’']+(?:-\p{Lu}[\p{Ll}\p{M}’']+)*`
const NAMES_WITHIN = new RegExp(
  String.raw`(?<=[\p{L}\p{N},;)\]"”’–-]\s+["(“”]?)(?!I(?:['’]\p{L}+)?(?!\p{L}))${CAPITAL}(?:\s+${CAPITAL})*`,
  'gu',
)
const NAMES_TOGETHER = new RegExp(String.raw`${NOTHING_BEFORE}${CAPITAL}(?:\s+${CAPITAL})*(?=\s+\[name\])`, 'gu')

/** Endings that a Finnish, Swedish or English name takes when it is written small. */
const ENDINGS =
  "(?:['’:]?(?:s|n|a|ä|in|en|ta|tä|na|nä|ssa|ssä|sta|stä|lla|llä|lta|ltä|lle|ksi|tta|ttä|ni|nsa|nsä|kin|lta|iin|seen|han|hen|hin|hon|hun|hyn|hän|hön|ens|n[eä]n))?"

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)

/** A name in the forms in which it is met: written large with whatever ending, or small with an ending of the language. */
function formsOf(name: string): string[] {
  const small = name.toLowerCase()
  const isNen = small.endsWith('nen') && small.length > 5
  // Korhonen, Korhosen; of long names the end is not looked at.
  const stem = isNen ? `${escaped(small.slice(1, -3))}(?:nen|s)` : small.length > 6 ? escaped(small.slice(1, -2)) : stemOf(small.slice(1))
  return [
    `(?:${escaped(small[0]!.toUpperCase())}|${escaped(name[0]!)})${stem}\\p{L}{0,8}`,
    `${escaped(small[0]!)}${isNen || small.length <= 6 ? stem : escaped(small.slice(1))}${isNen ? '\\p{Ll}{0,6}' : ENDINGS}`,
    `${escaped(name.toUpperCase())}\\p{L}{0,6}`,
  ]
}

/** The end of a short Finnish name with its weak grade: Pekka, Pekan; Lahti, Lahden; Mäki, Mäen. */
function stemOf(end: string): string {
  return escaped(end)
    .replace(/(k|p|t)\1(?=\p{L}$)/u, '$1{1,2}')
    .replace(/(?<![kpt])t(?=\p{L}$)/u, '[td]')
    .replace(/(?<!k)k(?=\p{L}$)/u, 'k?')
    .replace(/i$/u, '[ie]')
}

/** What is known of the persons whom a text may speak of: their names, and other values that name them (numbers, addresses). */
export interface KnownPersons {
  names: readonly string[]
  values: readonly string[]
}

/** Makes what takes personal data out of texts: what is known, and what looks like it in Finnish, Swedish and English. Words of names under 2 letters and values under 4 characters are left. */
export function withoutPersons({ names, values }: KnownPersons): (text: string) => string {
  const words = [...new Set(names.flatMap((name) => name.normalize('NFC').split(/[\s,]+/u)))].filter((word) =>
    /^\p{L}[\p{L}\p{M}’'-]+$/u.test(word),
  )
  const known = [...new Set(values.map((value) => value.normalize('NFC').trim()))]
    .filter((value) => value.length >= 4)
    .toSorted((a, b) => b.length - a.length)
  const nameForms = words.toSorted((a, b) => b.length - a.length).flatMap(formsOf)
  const steps: [Place, RegExp][] = [
    ...(known.length === 0
      ? []
      : [
          ['number', new RegExp(`${NOTHING_BEFORE}${NOT_A_PLACE}(?:${known.map(escaped).join('|')})${NOTHING_AFTER}`, 'giu')] as [
            Place,
            RegExp,
          ],
        ]),
    ...PATTERNS,
    ...(nameForms.length === 0
      ? []
      : [['name', new RegExp(`${NOTHING_BEFORE}${NOT_A_PLACE}(?:${nameForms.join('|')})${NOTHING_AFTER}`, 'gu')] as [Place, RegExp]]),
    ['name', NAMES_WITHIN],
    ['name', NAMES_TOGETHER],
  ]
  return (text) => {
    const clean = text
      .normalize('NFC')
      .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
      .trim()
    return steps
      .reduce((left, [place, pattern]) => left.replaceAll(pattern, `[${place}]`), clean)
      .replaceAll(/(\[name\])(?:\s+\[name\])+/g, '$1')
  }
}
