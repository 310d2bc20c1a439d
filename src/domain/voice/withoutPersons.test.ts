import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutPersons } from './withoutPersons.ts'

const nobody = withoutPersons({ names: [], values: [] })

describe('withoutPersons', () => {
  it.each([
    ['Vastaus osoitteeseen maija.meikalainen@posti.example, kiitos.', 'Vastaus osoitteeseen [email], kiitos.'],
    ['Soittakaa 040 123 4567 tai +358 40 1234567!', 'Soittakaa [phone] tai [phone]!'],
    ['tunnukseni on 131052-308T ja se vuoti', 'tunnukseni on [code] ja se vuoti'],
    ['Mitt nummer 811228-9874 syns', 'Mitt nummer [code] syns'],
    ['maksu tililtä FI21 1234 5600 0007 85 meni kahdesti', 'maksu tililtä [account] meni kahdesti'],
    ['kortti 4929 1234 5678 9012 ei käy', 'kortti [card] ei käy'],
    ['my case AB-12345 and order 2024/0017-3 are lost', 'my case [number] and order [number] are lost'],
    ['asiani L1234 on auki', 'asiani [number] on auki'],
    ['asun osoitteessa Mannerheimintie 12 B 34, ovi rikki', 'asun osoitteessa [address], ovi rikki'],
    ['paketti jäi hämeenkadulle 5', 'paketti jäi [address]'],
    ['bor på Storgatan 14 och väntar', 'bor på [address] och väntar'],
    ['they went to 12 Baker Street again', 'they went to [address] again'],
    ['katsokaa https://bank.example/u?id=17 ja www.kauppa.example', 'katsokaa [link] ja [link]'],
    ['palvelija Pekka Virtanen oli töykeä', 'palvelija [name] oli töykeä'],
    ['Matti Meikäläinen auttoi minua', '[name] auttoi minua'],
  ])('%s', (text, clean) => {
    expect(nobody(text)).toBe(clean)
  })

  it('leaves what names nobody: years, prices, hours, ratings, and the beginnings of sentences', () => {
    for (const text of [
      'Odotin 45 minuuttia vuonna 2024, ja hinta nousi 15 000 euroon.',
      'Palvelu oli hyvää. Kiitos! Arvosana 9/10, klo 12.30.',
      'The queue was long and I think I’ll leave. Sorry.',
      'EN OLE IKINÄ nähnyt mitään näin hidasta',
      'Priset steg 20 % på 3 månader.',
    ]) {
      expect(nobody(text)).toBe(text)
    }
  })

  it('knows the names it is told in their inflected forms, large and small', () => {
    const clean = withoutPersons({ names: ['Antti Korhonen', 'Aino'], values: ['crm-77', 'kissa'] })
    expect(clean('Antin asia, korhosen lasku, KORHONEN, ainolle ja Ainon')).toBe('[name] asia, [name] lasku, [name], [name] ja [name]')
    const others = withoutPersons({ names: ['Pekka Lahti', 'Kalle Mäki', 'Aleksanteri'], values: [] })
    expect(others('Pekan asia. Lahden asia. Mäen asia. Aleksanterin asia. mäelle')).toBe(
      '[name] asia. [name] asia. [name] asia. [name] asia. [name]',
    )
    expect(others('Kallis laite. Kaikki hyvin. Alekin aikaan. Maksu meni.')).toBe('Kallis laite. Kaikki hyvin. Alekin aikaan. Maksu meni.')
    expect(clean('tunnukseni crm-77 on kissa')).toBe('tunnukseni [number] on [number]')
  })

  it('leaves nothing of what it knows, wherever it stands, and changes nothing the second time', () => {
    const secrets = fc.constantFrom(
      'eeva.esimerkki@posti.example',
      '+358401234567',
      '131052-308T',
      'FI2112345600000785',
      'https://x.example/eeva',
      '5555 4444 3333 2222',
      'Esimerkki',
      'A-998877',
    )
    const words = fc.array(fc.oneof(secrets, fc.constantFrom('ja', 'odotin', 'Kiitos.', '[name]', '(', 'och', '3', '“', 'I', 'name')), {
      minLength: 1,
      maxLength: 20,
    })
    const clean = withoutPersons({ names: ['Eeva Esimerkki', 'Name'], values: ['A-998877'] })
    fc.assert(
      fc.property(words, (pieces) => {
        const once = clean(pieces.join(' '))
        expect(once).not.toMatch(/eeva|esimerkki|401234567|131052|1234560|5555|998877|https/i)
        expect(clean(once)).toBe(once)
      }),
    )
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => typeof nobody(text) === 'string'))
  })

  it('reads long texts made to hold it up within a moment', () => {
    const texts = [
      'a1'.repeat(2000),
      'a@'.repeat(2000),
      '1 '.repeat(2000),
      'Aa '.repeat(1300),
      'a.'.repeat(2000),
      'katu '.repeat(800),
      '1-'.repeat(2000),
    ]
    const startedAt = performance.now()
    for (const text of texts) nobody(text)
    expect(performance.now() - startedAt).toBeLessThan(1500)
  })
})
