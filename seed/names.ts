import type { Random } from './random.ts'

const FINNISH_FIRST =
  'Aino Anni Anna Eeva Eero Elina Ella Emilia Emma Heikki Helena Helmi Henna Hilla Iida Ilkka Ilmari Inka Jaakko Jani Janne Jari Joel Johanna Joni Jouni Juha Juho Jukka Kaarina Kaisa Kalle Kari Katja Katri Kirsi Lauri Laura Leena Leevi Liisa Maija Marja Marko Matti Mika Mikko Minna Mirja Niina Noora Oona Oskari Outi Paavo Pasi Pekka Pertti Petri Pia Pirjo Päivi Raimo Reetta Riikka Risto Ritva Saana Salla Sami Sanna Sari Satu Seppo Sini Soila Taina Tapani Tarja Teemu Terhi Tero Tiina Timo Toni Topias Tuomas Tuula Ulla Urho Vappu Veera Venla Vesa Ville Väinö'.split(
    ' ',
  )
const SWEDISH_FIRST =
  'Agneta Alva Anders Annika Axel Birgitta Björn Camilla Christer Ebba Elin Erik Fredrik Greta Gun Göran Hanna Hannes Henrik Ida Ingrid Johan Karin Kjell Lars Linnea Lisbet Magnus Maj Malin Mats Mikaela Nils Ola Per Petra Rasmus Ronja Sofia Stefan Sven Tove Ulf Viktor'.split(
    ' ',
  )
const FINNISH_FRONT =
  'Haapa Halla Harju Hete Hiiden Hilla Honka Huurre Hämy Jänkä Kaarna Kallas Karhun Kataja Keto Kiven Korven Kuulas Kuura Käpy Lehdon Loimu Lumi Lähde Marras Metsän Mustikka Niitty Nurmi Ohra Ojan Pihla Poron Purje Rannan Routa Ruska Saran Selkä Sinikiven Sumu Suvi Talvi Tervas Tunturin Tuulen Usva Vadelma Varvun Viita Vuon Ääri'.split(
    ' ',
  )
const FINNISH_BACK = 'aho harju kangas koski lahti lampi lehto luoma mäki niemi oja palo pelto perä pohja ranta salo suo vaara virta'.split(
  ' ',
)
const SWEDISH_FRONT =
  'Alm Ask Berg Björk Blå Ek Fur Gran Grå Hav Hjort Kvist Lind Ljung Lund Löv Mån Rönn Sand Silver Snö Sten Strand Ström Säv Tall Vik Äng'.split(
    ' ',
  )
const SWEDISH_BACK = 'backa berga by dal fors gård holm hed klint lund mark mo näs rot skog sten strand sund torp ås'.split(' ')

/** Towns in which the demo organisation's customers live: name, share, branch team (none where there is no branch), Swedish spoken. */
export const TOWNS: readonly { town: string; share: number; branch: string | null; swedish: number }[] = [
  { town: 'Oulu', share: 24, branch: 'branch-oulu', swedish: 0 },
  { town: 'Tampere', share: 20, branch: 'branch-tampere', swedish: 0.01 },
  { town: 'Turku', share: 14, branch: 'branch-turku', swedish: 0.08 },
  { town: 'Kuopio', share: 11, branch: 'branch-kuopio', swedish: 0 },
  { town: 'Vaasa', share: 10, branch: 'branch-vaasa', swedish: 0.32 },
  { town: 'Rovaniemi', share: 6, branch: null, swedish: 0 },
  { town: 'Kajaani', share: 5, branch: null, swedish: 0 },
  { town: 'Porvoo', share: 4, branch: null, swedish: 0.4 },
  { town: 'Jyväskylä', share: 6, branch: null, swedish: 0 },
]

/** Draws an invented person's name in Finnish or Swedish: a common first name and a made-up surname. */
export function drawName(random: Random, language: 'fi' | 'sv' | 'en'): { first: string; last: string } {
  if (language === 'sv') {
    return { first: random.pick(SWEDISH_FIRST), last: random.pick(SWEDISH_FRONT) + random.pick(SWEDISH_BACK) }
  }
  return { first: random.pick(FINNISH_FIRST), last: random.pick(FINNISH_FRONT) + random.pick(FINNISH_BACK) }
}

/** The letters of an e-mail address for a name. */
export function asciiOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/[äå]/g, 'a')
    .replace(/ö/g, 'o')
    .replace(/[^a-z]/g, '')
}
