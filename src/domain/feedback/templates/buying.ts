import { atLeast, atMost, choice, glad, inThree, mayContact, openQuestion, SHORTLY, sorry, THANKS, WE_CALL } from './template.ts'
import type { Template } from './template.ts'

const languages = ['fi', 'sv', 'en']
const DAY = 24 * 60

const purchase: Template = {
  key: 'purchase',
  moment: 'buying',
  name: inThree('Ostoksen tai sopimuksen jälkeen', 'Efter ett köp eller avtal', 'After a purchase or contract'),
  description: inThree(
    'Oliko ostaminen helppoa, ja tietääkö asiakas, mihin sitoutui.',
    'Om det var lätt att köpa och om kunden vet vad hen förband sig till.',
    'Whether buying was easy, and customers know what they agreed to.',
  ),
  when: inThree('Seuraavana päivänä.', 'Dagen därpå.', 'The next day.'),
  content: {
    languages,
    title: inThree('Ostoksesi', 'Ditt köp', 'Your purchase'),
    intro: SHORTLY,
    questions: [
      {
        key: 'easy',
        kind: 'ces',
        title: inThree('Ostaminen oli helppoa.', 'Det var lätt att köpa.', 'It was easy to buy.'),
        required: true,
      },
      {
        key: 'clear',
        kind: 'scale',
        metric: 'clarity',
        level: 'action',
        title: inThree(
          'Kuinka selvää sinulle on, mitä ostit ja millä ehdoilla?',
          'Hur klart är det för dig vad du köpte och på vilka villkor?',
          'How clear is it to you what you bought and on what terms?',
        ),
        from: 1,
        to: 5,
        low: inThree('Epäselvää', 'Oklart', 'Unclear'),
        high: inThree('Täysin selvää', 'Helt klart', 'Fully clear'),
      },
      openQuestion('what-unclear', inThree('Mikä jäi epäselväksi?', 'Vad blev oklart?', 'What was left unclear?'), atMost('clear', 3)),
      openQuestion(
        'what-hard',
        inThree('Mikä teki ostamisesta hankalaa?', 'Vad gjorde köpet besvärligt?', 'What made buying hard?'),
        atMost('easy', 4),
      ),
      openQuestion(
        'why-us',
        inThree('Miksi valitsit juuri meidät?', 'Varför valde du just oss?', 'Why did you choose us?'),
        atLeast('easy', 5),
      ),
      mayContact(atMost('easy', 3)),
    ],
    thanks: [
      WE_CALL,
      sorry('easy', 3),
      glad(
        'easy',
        5,
        inThree('Toivottavasti viihdyt hankintasi kanssa.', 'Vi hoppas att du får glädje av ditt köp.', 'We hope you enjoy it.'),
      ),
      THANKS,
    ],
  },
  plan: { trigger: { on: 'encounter', stage: 'acquire', step: 'complete' }, afterMinutes: DAY, freshForHours: 96 },
}

const delivery: Template = {
  key: 'delivery',
  moment: 'buying',
  name: inThree('Toimituksen jälkeen', 'Efter en leverans', 'After a delivery'),
  description: inThree(
    'Tuliko tilaus perille ajoissa ja ehjänä, ja mitä meni pieleen.',
    'Om beställningen kom fram i tid och hel, och vad som gick fel.',
    'Whether the order arrived in time and whole, and what went wrong.',
  ),
  when: inThree('Vuorokausi toimituksen jälkeen.', 'Ett dygn efter leveransen.', 'A day after the delivery.'),
  content: {
    languages,
    title: inThree('Toimituksesi', 'Din leverans', 'Your delivery'),
    intro: SHORTLY,
    questions: [
      {
        key: 'satisfied',
        kind: 'csat',
        look: 'stars',
        title: inThree(
          'Kuinka tyytyväinen olet toimitukseen?',
          'Hur nöjd är du med leveransen?',
          'How satisfied are you with the delivery?',
        ),
        required: true,
      },
      {
        ...choice('what-failed', inThree('Mikä meni pieleen?', 'Vad gick fel?', 'What went wrong?'), [
          ['late', 'Toimitus myöhästyi', 'Leveransen var försenad', 'It was late'],
          ['place', 'Paikka tai aika oli väärä', 'Fel plats eller tid', 'The place or time was wrong'],
          ['damaged', 'Tavara oli vioittunut', 'Varan var skadad', 'It was damaged'],
          ['missing', 'Jotain puuttui tai oli väärin', 'Något saknades eller var fel', 'Something was missing or wrong'],
          ['untold', 'En tiennyt, missä tilaus on', 'Jag visste inte var beställningen var', 'I did not know where it was'],
          ['courier', 'Kuljettajan toiminta', 'Chaufförens agerande', 'How the driver acted'],
        ]),
        many: true,
        other: true,
        askedIf: [atMost('satisfied', 3)],
      },
      openQuestion(
        'in-words',
        inThree('Kerro omin sanoin, mitä tapahtui.', 'Berätta med egna ord vad som hände.', 'Tell us in your own words what happened.'),
        atMost('satisfied', 3),
      ),
      openQuestion(
        'what-best',
        inThree('Mikä toimituksessa onnistui?', 'Vad var bra med leveransen?', 'What was good about the delivery?'),
        atLeast('satisfied', 4),
      ),
      mayContact(atMost('satisfied', 3)),
    ],
    thanks: [
      WE_CALL,
      sorry('satisfied', 2),
      glad(
        'satisfied',
        4,
        inThree(
          'Mukavaa, että tilaus tuli perille.',
          'Roligt att beställningen kom fram som den skulle.',
          'Good to hear that it arrived well.',
        ),
      ),
      THANKS,
    ],
  },
  plan: { trigger: { on: 'encounter', channel: 'post', stage: 'receive' }, afterMinutes: DAY, freshForHours: 120 },
}

const onboarding: Template = {
  key: 'onboarding',
  moment: 'buying',
  name: inThree('Ensimmäisen kuukauden jälkeen', 'Efter den första månaden', 'After the first month'),
  description: inThree(
    'Onko uusi asiakas päässyt alkuun, ja vastaako palvelu sitä, mitä luvattiin.',
    'Om den nya kunden har kommit i gång och om tjänsten motsvarar det som lovades.',
    'Whether a new customer has got going, and the service is what was promised.',
  ),
  when: inThree('30 päivää asiakkuuden alusta.', '30 dagar efter att kundförhållandet började.', '30 days after they became a customer.'),
  content: {
    languages,
    title: inThree('Ensimmäinen kuukausi', 'Den första månaden', 'Your first month'),
    intro: inThree(
      'Olet ollut asiakkaamme noin kuukauden. Miten on mennyt?',
      'Du har varit kund hos oss i ungefär en månad. Hur har det gått?',
      'You have been with us for about a month. How has it been?',
    ),
    questions: [
      {
        key: 'satisfied',
        kind: 'csat',
        title: inThree('Kuinka tyytyväinen olet ollut?', 'Hur nöjd har du varit?', 'How satisfied have you been?'),
        required: true,
      },
      {
        key: 'promise',
        kind: 'meaning',
        statement: 'promise',
        title: inThree('Olen saanut sen, mitä luvattiin.', 'Jag har fått det som lovades.', 'I have got what was promised.'),
      },
      {
        ...choice('unclear', inThree('Onko jokin vielä epäselvää?', 'Är något fortfarande oklart?', 'Is anything still unclear?'), [
          ['use', 'Palvelun käyttö', 'Hur tjänsten används', 'How to use the service'],
          ['bill', 'Laskutus', 'Faktureringen', 'Billing'],
          ['included', 'Mitä sopimukseen kuuluu', 'Vad som ingår i avtalet', 'What the contract includes'],
          ['whom', 'Kehen voin ottaa yhteyttä', 'Vem jag kan kontakta', 'Whom to contact'],
        ]),
        many: true,
        other: true,
      },
      openQuestion(
        'what-missing',
        inThree(
          'Mikä on ollut toisin kuin odotit?',
          'Vad har varit annorlunda än du väntade dig?',
          'What has been different from what you expected?',
        ),
        atMost('satisfied', 3),
      ),
      openQuestion('what-best', inThree('Mikä on ollut parasta?', 'Vad har varit bäst?', 'What has been best?'), atLeast('satisfied', 4)),
      mayContact(atMost('satisfied', 3)),
    ],
    thanks: [
      WE_CALL,
      sorry('satisfied', 2),
      glad(
        'satisfied',
        4,
        inThree('Mukavaa, että olet asiakkaamme.', 'Roligt att du är kund hos oss.', 'We are glad to have you with us.'),
      ),
      THANKS,
    ],
  },
  plan: { trigger: { on: 'encounter', stage: 'welcome' }, afterMinutes: 30 * DAY, freshForHours: 168 },
}

const renewal: Template = {
  key: 'renewal',
  moment: 'buying',
  name: inThree('Sopimuksen uusiminen', 'När avtalet förnyas', 'A renewal'),
  description: inThree(
    'Miksi asiakas jatkaa, ja mikä saisi hänet lähtemään.',
    'Varför kunden fortsätter och vad som skulle få hen att byta.',
    'Why the customer stays, and what might make them leave.',
  ),
  when: inThree('Viikko uusimisen jälkeen.', 'En vecka efter förnyelsen.', 'A week after the renewal.'),
  content: {
    languages,
    title: inThree('Sopimuksesi jatkuu', 'Ditt avtal fortsätter', 'Your contract goes on'),
    intro: SHORTLY,
    questions: [
      {
        key: 'satisfied',
        kind: 'csat',
        title: inThree(
          'Kuinka tyytyväinen olet ollut meihin sopimuskauden aikana?',
          'Hur nöjd har du varit med oss under avtalsperioden?',
          'How satisfied have you been with us during your contract?',
        ),
        required: true,
      },
      {
        key: 'promise',
        kind: 'meaning',
        statement: 'promise',
        title: inThree('Olette pitäneet, mitä lupasitte.', 'Ni har hållit vad ni lovade.', 'You have kept what you promised.'),
      },
      openQuestion('what-change', inThree('Minkä pitäisi muuttua?', 'Vad borde förändras?', 'What should change?'), atMost('satisfied', 3)),
      openQuestion(
        'why-stay',
        inThree('Miksi jatkat kanssamme?', 'Varför fortsätter du hos oss?', 'Why do you stay with us?'),
        atLeast('satisfied', 4),
      ),
      mayContact(atMost('satisfied', 3)),
    ],
    thanks: [
      WE_CALL,
      sorry('satisfied', 2),
      glad('satisfied', 4, inThree('Mukavaa, että jatkat kanssamme.', 'Roligt att du stannar hos oss.', 'We are glad that you stay.')),
      THANKS,
    ],
  },
  plan: { trigger: { on: 'hand' }, afterMinutes: 0, freshForHours: 336 },
}

/** Templates for a purchase, a delivery, the first month and a renewal. */
export const BUYING_TEMPLATES: readonly Template[] = [purchase, delivery, onboarding, renewal]
