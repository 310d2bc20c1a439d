import { expect, it } from 'vitest'
import { ownWords } from './ownWords.ts'

const QUOTED = '> Hei,\n> korvaamme maksun.\n>\n> Aino'

it.each([
  ['Finnish', `Kiitos!\n\nma 2.3.2026 klo 14.05 Aino Esimerkki (koppi@pankki.example) kirjoitti:\n\n${QUOTED}`, 'Kiitos!'],
  ['Swedish', `Tack!\n\nDen mån 2 mars 2026 kl 14:05 skrev Aino <koppi@pankki.example>:\n${QUOTED}`, 'Tack!'],
  ['English', `Thanks\n\nOn Mon, 2 Mar 2026 at 14:05, Aino <koppi@pankki.example> wrote:\n\n${QUOTED}\n`, 'Thanks'],
  ['over two lines', `Thanks\n\nOn Mon, 2 Mar 2026 at 14:05, Aino Esimerkki\n<koppi@pankki.example> wrote:\n\n${QUOTED}`, 'Thanks'],
  ['marks alone', `Ei vielä.\n\n${QUOTED}`, 'Ei vielä.'],
  ['an original message', `Not yet.\r\n\r\n-----Original Message-----\r\nFrom: Aino\r\nWe paid it back.`, 'Not yet.'],
  ['a quoted head', 'Ei.\n\nLähettäjä: Aino\nLähetetty: maanantai\nVastaanottaja: Liisa\nAihe: [K-12]\n\nKorvaamme.', 'Ei.'],
  ['a line across', 'Nej.\n\n________________________________\nFrån: Aino\nVi betalar.', 'Nej.'],
])('cuts off the mail that is answered: %s', (_how, text, own) => {
  expect(ownWords(text)).toBe(own)
})

it.each([
  ['answers between the quoted lines', `> Korvaamme maksun.\nMilloin?\n> Aino\nTerveisin Liisa`],
  ['what follows a quotation', `Kirjoititte:\n> Korvaamme maksun.\n\nMitään ei ole tullut.`],
  ['a person who wrote', 'Isäni kirjoitti teille eilen:\n\nhän ei ole saanut vastausta.'],
  ['a colon in a sentence', 'On Monday somebody wrote: wait. I have waited.'],
  ['words like a head', 'From: here on I wait.\nTill: tomorrow.'],
  ['rules of their own', 'Ensin\n---\nToiseksi'],
])('keeps in doubt: %s', (_how, text) => {
  expect(ownWords(text)).toBe(text)
})

it('keeps everything when nothing else would be left', () => {
  expect(ownWords(`${QUOTED}\n`)).toBe(QUOTED)
  expect(ownWords('  \n')).toBe('')
})
