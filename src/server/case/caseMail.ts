/** What a mail to the customer of a case is made from. */
export interface CaseMail {
  /** Number of the case, e.g. "K-12". */
  number: string
  text: string
  /** What the house adds: how to say that it is not solved, or the recovery question. */
  adds?: 'solved' | 'recovery'
  /** Name of who writes. */
  by: string
  /** Address of the customer’s own page. */
  page: string
  /** Whether an answer to the mail reaches us. */
  mayAnswer: boolean
  /** Language of the customer, BCP 47; null when it is not known. */
  locale: string | null
}

interface Words {
  subject: string
  page: string
  answer: string
  solved: string
  recovery: string
}

const WORDS: Readonly<Record<string, Words>> = {
  fi: {
    subject: 'Asiasi',
    page: 'Tästä näet, missä asiasi on, ja voit kirjoittaa meille:',
    answer: 'Voit myös vastata tähän viestiin.',
    solved: 'Jos asia ei ole vielä kunnossa, kerro se omalla sivullasi. Avaamme asian heti uudelleen.',
    recovery:
      'Hoidimme asiasi. Ratkesiko se, ja miltä sinusta nyt tuntuu? Vastaa kahteen kysymykseen omalla sivullasi. Emme kysy tästä toista kertaa.',
  },
  sv: {
    subject: 'Ditt ärende',
    page: 'Här ser du hur ditt ärende framskrider och kan skriva till oss:',
    answer: 'Du kan också svara på detta meddelande.',
    solved: 'Om saken ännu inte är i sin ordning kan du säga det på din egen sida. Då öppnar vi ärendet genast igen.',
    recovery:
      'Vi har tagit hand om ditt ärende. Löste det sig, och hur känns det nu? Svara på två frågor på din egen sida. Vi frågar inte en gång till om detta.',
  },
  en: {
    subject: 'Your matter',
    page: 'Here you see where your matter stands and can write to us:',
    answer: 'You can also answer this mail.',
    solved: 'If it is not in order yet, say so on your own page. We open it again at once.',
    recovery:
      'We have looked after your matter. Was it solved, and how do you feel now? Answer two questions on your own page. We will not ask about this again.',
  },
}

/** Subject, text and HTML of a mail to the customer of a case, in their language; Finnish when it is not known. */
export function caseMail({ number, text: own, adds, by, page, mayAnswer, locale }: CaseMail): {
  subject: string
  text: string
  html: string
} {
  const language = locale?.toLowerCase().split('-')[0] ?? 'fi'
  const words = WORDS[language] ?? WORDS['en']!
  const text = [own, adds && words[adds]].filter(Boolean).join('\n\n')
  const end = [words.page, page, ...(mayAnswer ? [words.answer] : [])]
  const paragraphs = text.split(/\n{2,}/).map((part) => `<p>${escape(part).replaceAll('\n', '<br>')}</p>`)
  return {
    subject: `[${number}] ${words.subject}`,
    text: `${text}${by && `\n\n${by}`}\n\n${end.join('\n')}\n`,
    html: `<!doctype html><html lang="${WORDS[language] ? language : 'en'}"><body>${paragraphs.join('')}${by && `<p>${escape(by)}</p>`}<hr><p>${escape(words.page)}<br><a href="${escape(page)}">${escape(page)}</a>${mayAnswer ? `<br>${escape(words.answer)}` : ''}</p></body></html>`,
  }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
