import type { Language } from './i18n.ts'

/** Names of products, information, promises and consents that many organisations speak of: Finnish, Swedish, English. What is not here shows by its key. */
const THINGS: Readonly<Record<string, readonly [fi: string, sv: string, en: string]>> = {
  advice: ['neuvonta', 'rådgivning', 'advice'],
  'address-change': ['osoitteenmuutos', 'adressändring', 'change of address'],
  answer: ['vastaus', 'svar', 'answer'],
  application: ['hakemus', 'ansökan', 'application'],
  'call-back': ['takaisinsoitto', 'återuppringning', 'call back'],
  'car-loan': ['autolaina', 'billån', 'car loan'],
  'club-membership': ['kanta-asiakkuus', 'stamkundskap', 'club membership'],
  'collateral-papers': ['vakuusasiakirjat', 'säkerhetshandlingar', 'collateral papers'],
  'current-account': ['käyttötili', 'brukskonto', 'current account'],
  'damage-description': ['kuvaus vahingosta', 'beskrivning av skadan', 'description of the damage'],
  'damage-photos': ['kuvat vahingosta', 'bilder på skadan', 'photos of the damage'],
  decision: ['päätös', 'beslut', 'decision'],
  delivery: ['toimitus', 'leverans', 'delivery'],
  'delivery-address': ['toimitusosoite', 'leveransadress', 'delivery address'],
  'fault-description': ['kuvaus viasta', 'beskrivning av felet', 'description of the fault'],
  'home-details': ['kodin tiedot', 'uppgifter om hemmet', 'details of the home'],
  'home-insurance': ['kotivakuutus', 'hemförsäkring', 'home insurance'],
  identity: ['henkilöllisyys', 'identitet', 'identity'],
  income: ['tulotiedot', 'inkomstuppgifter', 'income details'],
  'income-source': ['tulojen lähde', 'inkomstkälla', 'source of income'],
  installation: ['asennus', 'montering', 'installation'],
  kitchen: ['keittiö', 'kök', 'kitchen'],
  'life-insurance': ['henkivakuutus', 'livförsäkring', 'life insurance'],
  'lost-card': ['kadonnut kortti', 'försvunnet kort', 'lost card'],
  marketing: ['markkinointi', 'marknadsföring', 'marketing'],
  'material-samples': ['materiaalinäytteet', 'materialprover', 'material samples'],
  measurements: ['mitat', 'mått', 'measurements'],
  measuring: ['mittaus', 'mätning', 'measuring'],
  'missing-parts': ['puuttuvat osat', 'delar som saknas', 'missing parts'],
  mortgage: ['asuntolaina', 'bolån', 'mortgage'],
  'motor-insurance': ['autovakuutus', 'bilförsäkring', 'motor insurance'],
  'moving-day': ['muuttopäivä', 'flyttdag', 'moving day'],
  'new-address': ['uusi osoite', 'ny adress', 'new address'],
  'new-card': ['uusi kortti', 'nytt kort', 'new card'],
  passport: ['passi', 'pass', 'passport'],
  payment: ['maksu', 'betalning', 'payment'],
  'payment-card': ['maksukortti', 'betalkort', 'payment card'],
  payslip: ['palkkalaskelma', 'lönespecifikation', 'payslip'],
  'police-report': ['poliisin pöytäkirja', 'polisrapport', 'police report'],
  'power-of-attorney': ['valtakirja', 'fullmakt', 'power of attorney'],
  receipt: ['kuitti', 'kvitto', 'receipt'],
  refund: ['rahojen palautus', 'återbetalning', 'refund'],
  repair: ['korjaus', 'reparation', 'repair'],
  'repair-estimate': ['korjausarvio', 'reparationskalkyl', 'repair estimate'],
  'return-reason': ['palautuksen syy', 'orsak till returen', 'reason for the return'],
  'returned-product': ['palautettu tuote', 'returnerad produkt', 'returned product'],
  'saved-plan': ['tallennettu suunnitelma', 'sparad plan', 'saved plan'],
  'savings-plan': ['säästösopimus', 'sparavtal', 'savings plan'],
  'spouse-identity': ['puolison henkilöllisyys', 'makens eller makans identitet', 'spouse’s identity'],
  'tax-residence': ['verotusmaa', 'skatterättslig hemvist', 'tax residence'],
  'travel-insurance': ['matkavakuutus', 'reseförsäkring', 'travel insurance'],
  surveys: ['kyselyt', 'enkäter', 'surveys'],
}

const PLACE: Record<Language, 0 | 1 | 2> = { fi: 0, sv: 1, en: 2 }

/** A key as words: hyphens and underscores open, nothing else changed. */
export function openKey(key: string): string {
  return key.replaceAll(/[-_]+/g, ' ').trim() || key
}

/** The name of a product, an item of information or a promise in a language; its key in words when it has none. */
export function nameThing(key: string, language: Language): string {
  return THINGS[key]?.[PLACE[language]] ?? openKey(key)
}
