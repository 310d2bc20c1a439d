import type { MentionInput } from '../src/domain/feedback/mention.ts'
import { DAY } from '../src/domain/kernel/duration.ts'
import { formatInstant } from '../src/domain/kernel/instant.ts'
import { openRandom } from './random.ts'
import { YEAR_BEGINS, YEAR_ENDS } from './year.ts'

type Language = 'fi' | 'sv' | 'en'
type Mood = 'good' | 'fair' | 'bad'

/** Where reviews and posts of the demo organisation stand, by language; all invented. */
export const REVIEW_SOURCES: Readonly<Record<Language, string>> = { fi: 'arviot.example', sv: 'omdömen.example', en: 'reviews.example' }
/** Where people talk. */
export const TALK_SOURCE = 'tori.example'

/** What people whom nobody knows as customers write. */
const SAYINGS: Readonly<Record<Language, Readonly<Record<Mood, readonly string[]>>>> = {
  fi: {
    good: [
      'Vakuutus hoitui chatissa kymmenessä minuutissa, ja minulle jäi tunne, että joku oikeasti kuunteli.',
      'Soitin kortista lauantai-iltana. Uusi oli postissa maanantaina. Kiitos!',
      'Keittiö tuli luvattuna päivänä ja asentajat siivosivat jälkensä.',
      'Ensimmäinen pankki, jossa lainasta puhuttiin suomea eikä pankkia.',
    ],
    fair: [
      'Lopulta kaikki kunnossa, mutta jouduin itse soittamaan kahdesti.',
      'Verkossa helppo aloittaa, konttoriin piti silti mennä allekirjoittamaan.',
      'Hinta kohdallaan, odotusaika ei.',
    ],
    bad: [
      'Kolme viikkoa lainapäätöstä, eikä kukaan kertonut missä mennään. Otin lainan muualta.',
      'Selitin saman vahingon neljälle eri ihmiselle. Kukaan ei lukenut edellisen muistiinpanoja.',
      'Lupasivat soittaa torstaina. Torstaita on nyt mennyt viisi.',
      'Palautuksen rahoja odotellaan yhä, ja samaan aikaan tarjotaan lisää ostettavaa.',
    ],
  },
  sv: {
    good: ['Snabb hjälp på svenska när kortet försvann.', 'Vänlig personal och en hemförsäkring som faktiskt gick att förstå.'],
    fair: ['Bra till slut, men breven kom bara på finska.', 'Helt okej, fast leveransen flyttades två gånger.'],
    bad: ['Tre samtal om samma skada och ingen visste vad den förra hade sagt.', 'Lånebeslutet dröjde så länge att bilen hann säljas.'],
  },
  en: {
    good: ['Moved here last year; opening everything took one visit.', 'Kitchen delivered on the promised day. Rare.'],
    fair: ['Helpful once you reach a person.', 'Fine, though half the letters are in Finnish only.'],
    bad: ['Nobody could say where my claim was. Three weeks of silence.', 'They promised a call back. Twice.'],
  },
}

const NAMES: Readonly<Record<Language, readonly string[]>> = {
  fi: ['Nimimerkki Käpy', 'Tuulenpesä', 'Lokki', 'Saarni', 'Nimimerkki Havu', 'Koivikko', 'Kuu', 'Rantakivi'],
  sv: ['Strandskata', 'Granris', 'Majakka', 'Fyrvaktaren'],
  en: ['Rowan', 'Harbour', 'North Light'],
}

const STARS: Readonly<Record<Mood, readonly (readonly [number, number])[]>> = {
  good: [
    [5, 7],
    [4, 3],
  ],
  fair: [
    [3, 7],
    [4, 3],
  ],
  bad: [
    [1, 6],
    [2, 4],
  ],
}

const COUNT = 72

/** What was said of the demo organisation in a year by people of whom nobody knows whether they are its customers. */
export function demoMentions(seed: number): MentionInput[] {
  return Array.from({ length: COUNT }, (_, number): MentionInput => {
    const random = openRandom(seed ^ 0x5eed, number)
    const language = random.weighted<Language>([
      ['fi', 70],
      ['sv', 20],
      ['en', 10],
    ])
    const at = YEAR_BEGINS + (YEAR_ENDS - YEAR_BEGINS - DAY) * ((number + random.next()) / COUNT)
    // The winter was hard: claims and returns piled up.
    const isWinter = number > COUNT * 0.68 && number < COUNT * 0.88
    const mood = random.weighted<Mood>([
      ['good', isWinter ? 25 : 55],
      ['fair', 20],
      ['bad', isWinter ? 55 : 25],
    ])
    const isTalk = random.chance(0.2)
    const source = isTalk ? TALK_SOURCE : REVIEW_SOURCES[language]
    const id = `d-${String(number + 1).padStart(3, '0')}`
    return {
      source,
      id,
      occurredAt: formatInstant(Math.round(at / 60_000) * 60_000),
      url: `https://${source === 'omdömen.example' ? 'omdomen.example' : source}/esimerkki/${id}`,
      author: random.pick(NAMES[language]),
      text: random.pick(SAYINGS[language][mood]),
      locale: language,
      touchpoint: isTalk ? 'social-post' : 'review-site',
      ...(isTalk
        ? { sentiment: mood === 'good' ? 'positive' : mood === 'fair' ? 'neutral' : 'negative' }
        : { rating: { score: random.weighted(STARS[mood]), scale: '1-5' } }),
    }
  })
}
