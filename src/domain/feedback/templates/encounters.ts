import { anyOf, atLeast, atMost, choice, glad, inThree, mayContact, openQuestion, SHORTLY, sorry, THANKS, WE_CALL } from './template.ts'
import type { Template } from './template.ts'

const languages = ['fi', 'sv', 'en']
const DAY = 24 * 60

const WENT_WELL = inThree('Mukava kuulla, että asia hoitui.', 'Roligt att det ordnade sig.', 'Good to hear that it went well.')

const phoneCall: Template = {
  key: 'phone-call',
  moment: 'encounter',
  name: inThree('Puhelun jälkeen', 'Efter ett telefonsamtal', 'After a phone call'),
  description: inThree(
    'Ratkesiko asia yhdellä puhelulla, ja oliko asiakas tyytyväinen.',
    'Om ett samtal räckte och om kunden var nöjd.',
    'Whether one call was enough, and whether the customer was satisfied.',
  ),
  when: inThree('Tunti puhelun jälkeen.', 'En timme efter samtalet.', 'An hour after the call.'),
  content: {
    languages,
    title: inThree('Puhelusi kanssamme', 'Ditt samtal med oss', 'Your call with us'),
    intro: SHORTLY,
    questions: [
      {
        key: 'satisfied',
        kind: 'csat',
        title: inThree('Kuinka tyytyväinen olet puheluun?', 'Hur nöjd är du med samtalet?', 'How satisfied are you with the call?'),
        required: true,
      },
      choice(
        'solved',
        inThree('Ratkesiko asiasi puhelun aikana?', 'Löstes ditt ärende under samtalet?', 'Was your matter settled during the call?'),
        [
          ['yes', 'Kyllä', 'Ja', 'Yes'],
          ['partly', 'Osittain', 'Delvis', 'Partly'],
          ['no', 'Ei', 'Nej', 'No'],
        ],
      ),
      openQuestion(
        'what-failed',
        inThree('Mitä olisi pitänyt tehdä toisin?', 'Vad borde vi ha gjort annorlunda?', 'What should we have done differently?'),
        atMost('satisfied', 3),
      ),
      openQuestion(
        'what-best',
        inThree('Mikä puhelussa oli parasta?', 'Vad var bäst med samtalet?', 'What was best about the call?'),
        atLeast('satisfied', 4),
      ),
      mayContact(atMost('satisfied', 2)),
    ],
    thanks: [WE_CALL, sorry('satisfied', 2), glad('satisfied', 4, WENT_WELL), THANKS],
  },
  plan: { trigger: { on: 'encounter', channel: 'phone' }, afterMinutes: 60, freshForHours: 48 },
}

const chat: Template = {
  key: 'chat',
  moment: 'encounter',
  name: inThree('Chatin jälkeen', 'Efter en chatt', 'After a chat'),
  description: inThree(
    'Riittikö chat, vai pitikö asiakkaan siirtyä toiseen kanavaan.',
    'Om chatten räckte eller om kunden måste byta kanal.',
    'Whether the chat was enough, or the customer had to go elsewhere.',
  ),
  when: inThree('Kymmenen minuuttia keskustelun jälkeen.', 'Tio minuter efter chatten.', 'Ten minutes after the chat.'),
  content: {
    languages,
    title: inThree('Keskustelusi chatissa', 'Din chatt med oss', 'Your chat with us'),
    intro: SHORTLY,
    questions: [
      {
        key: 'satisfied',
        kind: 'csat',
        title: inThree('Kuinka tyytyväinen olet chattiin?', 'Hur nöjd är du med chatten?', 'How satisfied are you with the chat?'),
        required: true,
      },
      choice(
        'answered',
        inThree('Saitko vastauksen kysymykseesi?', 'Fick du svar på din fråga?', 'Did you get an answer to your question?'),
        [
          ['yes', 'Kyllä', 'Ja', 'Yes'],
          ['partly', 'Osittain', 'Delvis', 'Partly'],
          ['no', 'En', 'Nej', 'No'],
        ],
      ),
      {
        ...choice('next', inThree('Mitä teet seuraavaksi?', 'Vad gör du härnäst?', 'What will you do next?'), [
          ['phone', 'Soitan teille', 'Ringer er', 'Call you'],
          ['email', 'Kirjoitan sähköpostia', 'Skriver e-post', 'Write an e-mail'],
          ['visit', 'Tulen käymään', 'Kommer på besök', 'Come and see you'],
          ['search', 'Etsin vastauksen itse', 'Letar själv efter svaret', 'Look for the answer myself'],
          ['nothing', 'Annan asian olla', 'Låter saken vara', 'Let it be'],
        ]),
        askedIf: [anyOf('answered', 'partly', 'no')],
      },
      openQuestion(
        'what-better',
        inThree('Miten chat palvelisi sinua paremmin?', 'Hur kunde chatten hjälpa dig bättre?', 'How could the chat serve you better?'),
        atMost('satisfied', 3),
      ),
      openQuestion(
        'what-best',
        inThree('Mikä chatissa toimi hyvin?', 'Vad fungerade bra i chatten?', 'What worked well in the chat?'),
        atLeast('satisfied', 4),
      ),
      mayContact(atMost('satisfied', 2)),
    ],
    thanks: [WE_CALL, sorry('satisfied', 2), glad('satisfied', 4, WENT_WELL), THANKS],
  },
  plan: { trigger: { on: 'encounter', channel: 'chat' }, afterMinutes: 10, freshForHours: 24 },
}

const email: Template = {
  key: 'email',
  moment: 'encounter',
  name: inThree('Sähköpostin jälkeen', 'Efter ett e-postärende', 'After an e-mail'),
  description: inThree(
    'Oliko asian hoitaminen kirjoittamalla helppoa, ja tuliko vastaus ajoissa.',
    'Om det var lätt att sköta ärendet skriftligt och om svaret kom i tid.',
    'Whether settling it in writing was easy, and the answer came in time.',
  ),
  when: inThree('Vuorokausi vastauksemme jälkeen.', 'Ett dygn efter vårt svar.', 'A day after our answer.'),
  content: {
    languages,
    title: inThree('Viestisi meille', 'Ditt meddelande till oss', 'Your message to us'),
    intro: SHORTLY,
    questions: [
      {
        key: 'easy',
        kind: 'ces',
        title: inThree(
          'Asian hoitaminen sähköpostilla oli helppoa.',
          'Det var lätt att sköta ärendet per e-post.',
          'It was easy to deal with my matter by e-mail.',
        ),
        required: true,
      },
      choice('in-time', inThree('Tuliko vastaus ajoissa?', 'Kom svaret i tid?', 'Did the answer come in time?'), [
        ['yes', 'Kyllä', 'Ja', 'Yes'],
        ['late', 'Sitä sai odottaa', 'Det dröjde', 'I had to wait for it'],
        ['never', 'En ole saanut vastausta', 'Jag har inte fått något svar', 'I have had no answer'],
      ]),
      openQuestion(
        'what-hard',
        inThree('Mikä teki siitä hankalaa?', 'Vad gjorde det besvärligt?', 'What made it hard?'),
        atMost('easy', 4),
      ),
      openQuestion('what-best', inThree('Mikä sujui hyvin?', 'Vad gick bra?', 'What went well?'), atLeast('easy', 5)),
      mayContact(atMost('easy', 3)),
    ],
    thanks: [WE_CALL, sorry('easy', 3), glad('easy', 5, WENT_WELL), THANKS],
  },
  plan: { trigger: { on: 'encounter', channel: 'email' }, afterMinutes: DAY, freshForHours: 96 },
}

const visit: Template = {
  key: 'visit',
  moment: 'encounter',
  name: inThree('Käynnin jälkeen', 'Efter ett besök', 'After a visit'),
  description: inThree(
    'Oliko asiakas tyytyväinen käyntiin myymälässä tai toimipisteessä, ja miltä se tuntui.',
    'Om kunden var nöjd med besöket i butiken eller på kontoret, och hur det kändes.',
    'Whether the customer was satisfied with a visit to the store or branch, and how it felt.',
  ),
  when: inThree(
    'Kaksi tuntia käynnin jälkeen, tai heti ovella.',
    'Två timmar efter besöket, eller genast vid dörren.',
    'Two hours after the visit, or at once at the door.',
  ),
  content: {
    languages,
    title: inThree('Käyntisi luonamme', 'Ditt besök hos oss', 'Your visit to us'),
    intro: SHORTLY,
    questions: [
      {
        key: 'satisfied',
        kind: 'csat',
        title: inThree('Kuinka tyytyväinen olet käyntiisi?', 'Hur nöjd är du med ditt besök?', 'How satisfied are you with your visit?'),
        required: true,
      },
      {
        key: 'feeling',
        kind: 'emotion',
        title: inThree('Miltä sinusta tuntui käynnin aikana?', 'Hur kände du dig under besöket?', 'How did you feel during the visit?'),
        words: [
          { key: 'welcome', text: inThree('Tervetullut', 'Välkommen', 'Welcome') },
          { key: 'calm', text: inThree('Rauhallinen', 'Lugn', 'Calm') },
          { key: 'glad', text: inThree('Ilahtunut', 'Glad', 'Glad') },
          { key: 'hurried', text: inThree('Kiireinen', 'Stressad', 'Rushed') },
          { key: 'lost', text: inThree('Hämmentynyt', 'Förvirrad', 'Confused') },
          { key: 'unseen', text: inThree('Sivuutettu', 'Förbisedd', 'Overlooked') },
        ],
      },
      openQuestion(
        'what-failed',
        inThree('Mikä jäi harmittamaan?', 'Vad blev du besviken på?', 'What were you disappointed with?'),
        atMost('satisfied', 3),
      ),
      openQuestion(
        'what-best',
        inThree('Mikä käynnissä oli parasta?', 'Vad var bäst med besöket?', 'What was best about the visit?'),
        atLeast('satisfied', 4),
      ),
      { ...mayContact(atMost('satisfied', 2)), contact: true },
    ],
    thanks: [
      WE_CALL,
      sorry('satisfied', 2),
      glad('satisfied', 4, inThree('Tervetuloa taas!', 'Välkommen åter!', 'We hope to see you again.')),
      THANKS,
    ],
  },
  plan: { trigger: { on: 'encounter', channel: 'store' }, afterMinutes: 120, freshForHours: 48 },
}

const event: Template = {
  key: 'event',
  moment: 'encounter',
  name: inThree('Tilaisuuden tai webinaarin jälkeen', 'Efter ett evenemang eller webbinarium', 'After an event or webinar'),
  description: inThree(
    'Oliko tilaisuudesta hyötyä, ja mitä siitä jäi mieleen.',
    'Om evenemanget var till nytta och vad som blev kvar i minnet.',
    'Whether the event was of use, and what was remembered.',
  ),
  when: inThree('Seuraavana päivänä osallistujille.', 'Till deltagarna dagen därpå.', 'To those who came, the next day.'),
  content: {
    languages,
    title: inThree('Tilaisuutemme', 'Vårt evenemang', 'Our event'),
    intro: inThree(
      'Kiitos, että olit mukana! Aikaa menee alle minuutti.',
      'Tack för att du var med! Det tar mindre än en minut.',
      'Thank you for coming! This takes less than a minute.',
    ),
    questions: [
      {
        key: 'satisfied',
        kind: 'csat',
        look: 'stars',
        title: inThree('Kuinka tyytyväinen olet tilaisuuteen?', 'Hur nöjd är du med evenemanget?', 'How satisfied are you with the event?'),
        required: true,
      },
      choice(
        'use',
        inThree(
          'Saitko siitä jotain, mitä voit käyttää?',
          'Fick du med dig något som du har nytta av?',
          'Did you get something you can use?',
        ),
        [
          ['yes', 'Kyllä, paljonkin', 'Ja, mycket', 'Yes, a lot'],
          ['some', 'Jotain', 'En del', 'Something'],
          ['no', 'En oikeastaan', 'Egentligen inte', 'Not really'],
        ],
      ),
      openQuestion(
        'what-missing',
        inThree('Mitä jäit kaipaamaan?', 'Vad saknade du?', 'What would you have liked more of?'),
        atMost('satisfied', 3),
      ),
      openQuestion(
        'what-best',
        inThree('Mikä jäi parhaiten mieleen?', 'Vad minns du bäst?', 'What do you remember best?'),
        atLeast('satisfied', 4),
      ),
      openQuestion(
        'next-theme',
        inThree('Mistä haluaisit kuulla seuraavaksi?', 'Vad vill du höra om nästa gång?', 'What would you like to hear about next?'),
      ),
      mayContact(atMost('satisfied', 2)),
    ],
    thanks: [WE_CALL, sorry('satisfied', 2), glad('satisfied', 4, inThree('Nähdään taas!', 'Vi ses igen!', 'See you again!')), THANKS],
  },
  plan: { trigger: { on: 'hand' }, afterMinutes: 0, freshForHours: 168 },
}

/** Templates for after a call, a chat, an e-mail, a visit and an event. */
export const ENCOUNTER_TEMPLATES: readonly Template[] = [phoneCall, chat, email, visit, event]
