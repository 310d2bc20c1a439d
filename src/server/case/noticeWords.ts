import type { FrictionKind } from '../../domain/friction/friction.ts'

/** Languages in which notices are written. */
export type NoticeLanguage = 'fi' | 'sv' | 'en'

interface Words {
  locale: string
  /** What happened, by kind and detail (`kind.detail`, else `kind`). */
  happened: Readonly<Record<string, string>>
  frictions: Readonly<Record<FrictionKind, string>>
  severity: (severity: number) => string
  gathered: (count: number) => string
  several: (count: number) => string
  open: string
  openAll: string
  why: string
  settings: string
  trial: string
  trialText: (rule: string) => string
}

/** What notices say, by language. */
export const NOTICE_WORDS: Readonly<Record<NoticeLanguage, Words>> = {
  fi: {
    locale: 'fi-FI',
    happened: {
      inbox: 'Uusi koppi odottaa ottajaa',
      offered: 'Koppia tarjotaan sinulle',
      'offered.absence': 'Koppia tarjotaan sinulle, koska sen ottaja on poissa',
      'offered.inherited': 'Koppi on nyt sinulla, koska sen ottaja lähti',
      limit: 'Määräaika meni',
      'limit.caught': 'Kukaan ei ottanut koppia ajoissa',
      'limit.word': 'Asiakas ei ole kuullut meistä määräajassa',
      'limit.solved': 'Asia ei ole ratkennut määräajassa',
      customer: 'Asiakas kirjoitti',
      'customer.bounced': 'Viestimme ei mennyt asiakkaalle perille',
      reopened: 'Koppi avautui uudelleen',
      'reopened.not-yet': 'Koppi avautui uudelleen: asiakas sanoi, ettei asia ole vielä ratkennut',
      'reopened.customer-said': 'Koppi avautui uudelleen: asiakas palasi asiaan',
      'reopened.friction': 'Koppi avautui uudelleen: polulla on uusi kitka',
      solved: 'Asia on ratkaistu, asiakkaan sanaa odotetaan',
      mention: 'Sinut mainittiin muistiinpanossa',
    },
    frictions: {
      abandonment: 'Jäi kesken',
      bounce: 'Pompotus',
      'broken-promise': 'Rikottu lupaus',
      'dead-end': 'Umpikuja',
      effort: 'Liikaa vaivaa',
      'forced-channel-switch': 'Pakotettu kanavanvaihto',
      'irrelevant-offer': 'Tarjottiin jo omistettua',
      leaving: 'Lähdön merkki',
      loss: 'Menetys',
      'negative-mention': 'Kielteinen maininta',
      'poor-score': 'Heikko arvio',
      'repeat-contact': 'Joutui kysymään perään',
      'repeated-ask': 'Kysyttiin uudelleen',
      silence: 'Hiljaisuus',
    },
    severity: (severity) => `vakavuus ${severity}`,
    gathered: (count) => `Polku: ${count} ilmoitusta kopeista`,
    several: (count) => `${count} ilmoitusta kopeista`,
    open: 'Avaa koppi',
    openAll: 'Avaa kopit',
    why: 'Sait tämän, koska olet valinnut kuulla siitä. Voit muuttaa valintojasi:',
    settings: 'Omat asetukset',
    trial: 'Koeviesti Polusta',
    trialText: (rule) => `Sääntö ”${rule}” toimii: ilmoitukset kopeista tulevat tähän.`,
  },
  sv: {
    locale: 'sv-FI',
    happened: {
      inbox: 'Ett nytt ärende väntar på att fångas upp',
      offered: 'Ett ärende erbjuds dig',
      'offered.absence': 'Ett ärende erbjuds dig, eftersom den ansvariga är borta',
      'offered.inherited': 'Ärendet är nu ditt, eftersom den ansvariga har slutat',
      limit: 'En tidsfrist gick ut',
      'limit.caught': 'Ingen fångade upp ärendet i tid',
      'limit.word': 'Kunden har inte hört av oss inom tidsfristen',
      'limit.solved': 'Ärendet löstes inte inom tidsfristen',
      customer: 'Kunden skrev',
      'customer.bounced': 'Vårt meddelande nådde inte kunden',
      reopened: 'Ärendet öppnades på nytt',
      'reopened.not-yet': 'Ärendet öppnades på nytt: kunden säger att det inte är löst ännu',
      'reopened.customer-said': 'Ärendet öppnades på nytt: kunden återkom',
      'reopened.friction': 'Ärendet öppnades på nytt: ny friktion på kundresan',
      solved: 'Ärendet är löst, kundens besked väntas',
      mention: 'Du nämndes i en anteckning',
    },
    frictions: {
      abandonment: 'Avbröts',
      bounce: 'Bollad fram och tillbaka',
      'broken-promise': 'Brutet löfte',
      'dead-end': 'Återvändsgränd',
      effort: 'För mycket besvär',
      'forced-channel-switch': 'Påtvingat kanalbyte',
      'irrelevant-offer': 'Erbjöds det hen redan har',
      leaving: 'Tecken på att lämna',
      loss: 'Förlust',
      'negative-mention': 'Negativt omnämnande',
      'poor-score': 'Svagt betyg',
      'repeat-contact': 'Fick höra av sig igen',
      'repeated-ask': 'Frågade på nytt',
      silence: 'Tystnad',
    },
    severity: (severity) => `allvarlighetsgrad ${severity}`,
    gathered: (count) => `Polku: ${count} notiser om ärenden`,
    several: (count) => `${count} notiser om ärenden`,
    open: 'Öppna ärendet',
    openAll: 'Öppna ärendena',
    why: 'Du fick det här eftersom du vill få veta det. Så ändrar du dina val:',
    settings: 'Egna inställningar',
    trial: 'Provmeddelande från Polku',
    trialText: (rule) => `Regeln ”${rule}” fungerar: notiser om ärenden kommer hit.`,
  },
  en: {
    locale: 'en-GB',
    happened: {
      inbox: 'A new case waits for somebody to catch it',
      offered: 'A case is offered to you',
      'offered.absence': 'A case is offered to you, because its owner is away',
      'offered.inherited': 'The case is yours now, because its owner left',
      limit: 'A limit has passed',
      'limit.caught': 'Nobody caught the case in time',
      'limit.word': 'The customer has not heard from us in time',
      'limit.solved': 'It was not solved in time',
      customer: 'The customer wrote',
      'customer.bounced': 'Our message did not reach the customer',
      reopened: 'The case was opened again',
      'reopened.not-yet': 'The case was opened again: the customer says it is not solved yet',
      'reopened.customer-said': 'The case was opened again: the customer came back to it',
      'reopened.friction': 'The case was opened again: there is a new friction on the path',
      solved: 'It is solved; the customer’s word is awaited',
      mention: 'You were named in a note',
    },
    frictions: {
      abandonment: 'Abandoned',
      bounce: 'Bounced',
      'broken-promise': 'Broken promise',
      'dead-end': 'Dead end',
      effort: 'Too much effort',
      'forced-channel-switch': 'Forced channel switch',
      'irrelevant-offer': 'Offered what is owned',
      leaving: 'Sign of leaving',
      loss: 'Loss',
      'negative-mention': 'Negative mention',
      'poor-score': 'Poor score',
      'repeat-contact': 'Had to chase us',
      'repeated-ask': 'Asked again',
      silence: 'Silence',
    },
    severity: (severity) => `severity ${severity}`,
    gathered: (count) => `Polku: ${count} notices of cases`,
    several: (count) => `${count} notices of cases`,
    open: 'Open the case',
    openAll: 'Open the cases',
    why: 'You get this because you chose to hear of it. You can change what you chose:',
    settings: 'Your own settings',
    trial: 'A trial message from Polku',
    trialText: (rule) => `The rule “${rule}” works: notices of cases come here.`,
  },
}
