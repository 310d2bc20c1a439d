import {
  anyOf,
  atLeast,
  atMost,
  choice,
  glad,
  inThree,
  mayContact,
  noneOf,
  openQuestion,
  SHORTLY,
  sorry,
  THANKS,
  WE_CALL,
} from './template.ts'
import type { Template } from './template.ts'

const languages = ['fi', 'sv', 'en']
const DAY = 24 * 60

const relationship: Template = {
  key: 'relationship',
  moment: 'relationship',
  name: inThree('Asiakassuhde vuosittain (NPS)', 'Kundrelationen årligen (NPS)', 'The relationship, yearly (NPS)'),
  description: inThree(
    'Suosittelisiko asiakas meitä, luottaako hän meihin, ja mistä se johtuu.',
    'Om kunden skulle rekommendera oss, litar på oss, och varför.',
    'Whether the customer would recommend us and trusts us, and why.',
  ),
  when: inThree(
    'Kerran vuodessa niiltä, jotka on kohdattu vuoden aikana.',
    'En gång om året av dem som vi mött under året.',
    'Once a year, of those met within the year.',
  ),
  content: {
    languages,
    title: inThree('Mitä pidät meistä?', 'Vad tycker du om oss?', 'What do you think of us?'),
    intro: SHORTLY,
    questions: [
      {
        key: 'recommend',
        kind: 'nps',
        title: inThree(
          'Kuinka todennäköisesti suosittelisit meitä ystävälle tai työtoverille?',
          'Hur sannolikt är det att du skulle rekommendera oss för en vän eller kollega?',
          'How likely are you to recommend us to a friend or colleague?',
        ),
        low: inThree('En lainkaan todennäköisesti', 'Inte alls sannolikt', 'Not at all likely'),
        high: inThree('Erittäin todennäköisesti', 'Mycket sannolikt', 'Extremely likely'),
        required: true,
      },
      openQuestion(
        'what-failed',
        inThree('Mikä meidän pitäisi korjata ensin?', 'Vad borde vi rätta till först?', 'What should we put right first?'),
        atMost('recommend', 6),
      ),
      openQuestion(
        'what-missing',
        inThree('Mitä puuttuu vielä?', 'Vad saknas ännu?', 'What is still missing?'),
        atLeast('recommend', 7),
        atMost('recommend', 8),
      ),
      openQuestion(
        'what-best',
        inThree('Mikä meissä on parasta?', 'Vad är bäst med oss?', 'What is best about us?'),
        atLeast('recommend', 9),
      ),
      {
        key: 'trust',
        kind: 'meaning',
        statement: 'trust',
        title: inThree('Voin luottaa teihin.', 'Jag kan lita på er.', 'I can trust you.'),
      },
      mayContact(atMost('recommend', 6)),
    ],
    thanks: [
      WE_CALL,
      {
        ...sorry('recommend', 6),
        text: inThree(
          'Meillä on parannettavaa. Vastauksesi auttaa meitä näkemään, mistä aloittaa.',
          'Vi har saker att förbättra. Ditt svar hjälper oss att se var vi ska börja.',
          'We have work to do. Your answer helps us to see where to begin.',
        ),
      },
      glad(
        'recommend',
        9,
        inThree('Luottamuksesi merkitsee meille paljon.', 'Ditt förtroende betyder mycket för oss.', 'Your trust means a lot to us.'),
      ),
      THANKS,
    ],
  },
  plan: {
    trigger: { on: 'date', date: '2027-02-02', everyMonths: 12 },
    afterMinutes: 0,
    freshForHours: 336,
    surveyDays: 330,
    reminderDays: 7,
  },
}

const recommended: Template = {
  key: 'recommended',
  moment: 'relationship',
  name: inThree('Suosittelitko meitä?', 'Rekommenderade du oss?', 'Did you recommend us?'),
  description: inThree(
    'Tekivätkö suosittelijat, mitä sanoivat: sanottu ja tehty rinnakkain.',
    'Om de som lovade rekommendera oss också gjorde det: ord och handling sida vid sida.',
    'Whether promoters did as they said: said and did, side by side.',
  ),
  when: inThree(
    'Kaksi kuukautta sen jälkeen, kun asiakas antoi suosittelulle 9 tai 10.',
    'Två månader efter att kunden gav rekommendationen 9 eller 10.',
    'Two months after a customer gave the recommendation 9 or 10.',
  ),
  content: {
    languages,
    title: inThree('Vielä yksi asia', 'En sak till', 'One more thing'),
    intro: inThree(
      'Kerroit aiemmin, että voisit suositella meitä. Kysymme pelkkää uteliaisuuttamme: et ole meille mitään velkaa.',
      'Du berättade tidigare att du kunde rekommendera oss. Vi frågar av ren nyfikenhet: du är inte skyldig oss något.',
      'You told us a while ago that you might recommend us. We are only curious: you owe us nothing.',
    ),
    questions: [
      {
        ...choice(
          'did',
          inThree('Oletko suositellut meitä jollekin?', 'Har du rekommenderat oss för någon?', 'Have you recommended us to anybody?'),
          [
            ['many', 'Kyllä, useammalle', 'Ja, för flera', 'Yes, to several people'],
            ['one', 'Kyllä, yhdelle', 'Ja, för en', 'Yes, to one person'],
            ['not-yet', 'En vielä, mutta voisin', 'Inte ännu, men jag kunde göra det', 'Not yet, but I might'],
            ['no', 'En', 'Nej', 'No'],
          ],
        ),
        required: true,
      },
      {
        ...choice('where', inThree('Missä?', 'Var?', 'Where?'), [
          ['face', 'Jutellessa', 'I ett samtal', 'In conversation'],
          ['message', 'Viestillä', 'I ett meddelande', 'In a message'],
          ['social', 'Somessa', 'I sociala medier', 'On social media'],
          ['review', 'Arvostelussa verkossa', 'I en recension på webben', 'In an online review'],
        ]),
        many: true,
        other: true,
        askedIf: [anyOf('did', 'many', 'one')],
      },
      openQuestion(
        'what-said',
        inThree('Mitä sanoit meistä?', 'Vad sa du om oss?', 'What did you say about us?'),
        anyOf('did', 'many', 'one'),
      ),
      openQuestion(
        'why-not',
        inThree('Onko jokin saanut sinut toisiin ajatuksiin?', 'Har något fått dig på andra tankar?', 'Has anything changed your mind?'),
        anyOf('did', 'no'),
      ),
      openQuestion(
        'what-would-say',
        inThree('Mitä kertoisit meistä ystävällesi?', 'Vad skulle du berätta om oss för en vän?', 'What would you tell a friend about us?'),
        anyOf('did', 'not-yet'),
      ),
      mayContact(anyOf('did', 'no')),
    ],
    thanks: [
      WE_CALL,
      {
        if: [anyOf('did', 'many', 'one')],
        title: inThree('Kiitos!', 'Tack!', 'Thank you!'),
        text: inThree('Hyvä sana meistä on iso asia.', 'Ett gott ord om oss betyder mycket.', 'A good word for us means a lot.'),
      },
      THANKS,
    ],
  },
  plan: {
    trigger: { on: 'response', survey: 'relationship', question: 'recommend', atLeast: 9 },
    afterMinutes: 60 * DAY,
    freshForHours: 336,
    surveyDays: 330,
  },
}

const leaving: Template = {
  key: 'leaving',
  moment: 'leaving',
  name: inThree('Asiakas lähtee', 'Kunden slutar', 'A customer leaves'),
  description: inThree(
    'Miksi asiakas lähti, oliko lähteminen helppoa, ja voisiko hän palata.',
    'Varför kunden slutade, om det var lätt, och om hen kunde komma tillbaka.',
    'Why the customer left, whether leaving was easy, and whether they might come back.',
  ),
  when: inThree('Kolme päivää irtisanomisen jälkeen.', 'Tre dagar efter uppsägningen.', 'Three days after the cancellation.'),
  content: {
    languages,
    title: inThree('Kiitos yhteisestä ajasta', 'Tack för tiden med oss', 'Thank you for your time with us'),
    intro: inThree(
      'Sopimuksesi on irtisanottu, eikä sinun tarvitse tehdä enää mitään. Kertoisitko kuitenkin, miksi lähdit?',
      'Ditt avtal är uppsagt och du behöver inte göra något mer. Vill du ändå berätta varför du slutade?',
      'Your contract has been cancelled and you need not do anything more. Would you still tell us why you left?',
    ),
    questions: [
      {
        ...choice('why', inThree('Mikä oli tärkein syy?', 'Vilken var den viktigaste orsaken?', 'What was the main reason?'), [
          ['need', 'Tarve loppui', 'Behovet upphörde', 'I no longer need it'],
          ['price', 'Hinta', 'Priset', 'The price'],
          ['offer', 'Sain muualta paremman', 'Jag fick något bättre på annat håll', 'I found something better'],
          ['service', 'Palvelu', 'Betjäningen', 'The service'],
          ['quality', 'Laatu tai viat', 'Kvaliteten eller fel', 'Quality or faults'],
          ['trust', 'Luottamus meni', 'Förtroendet tog slut', 'I lost trust'],
        ]),
        other: true,
        required: true,
      },
      {
        key: 'easy',
        kind: 'ces',
        title: inThree('Lähteminen oli helppoa.', 'Det var lätt att säga upp avtalet.', 'It was easy to leave.'),
      },
      openQuestion('what-failed', inThree('Mitä tapahtui?', 'Vad hände?', 'What happened?'), anyOf('why', 'service', 'quality', 'trust')),
      openQuestion(
        'what-else',
        inThree('Mitä olisimme voineet tehdä toisin?', 'Vad kunde vi ha gjort annorlunda?', 'What could we have done differently?'),
        noneOf('why', 'service', 'quality', 'trust'),
      ),
      choice('back', inThree('Voisitko joskus palata?', 'Kunde du tänka dig att komma tillbaka?', 'Might you come back one day?'), [
        ['yes', 'Kyllä', 'Ja', 'Yes'],
        ['maybe', 'Ehkä', 'Kanske', 'Maybe'],
        ['no', 'En', 'Nej', 'No'],
      ]),
      mayContact(anyOf('why', 'service', 'quality', 'trust')),
    ],
    thanks: [
      WE_CALL,
      {
        title: inThree('Kiitos, että olit asiakkaamme.', 'Tack för att du var kund hos oss.', 'Thank you for having been with us.'),
        text: inThree('Kaikkea hyvää!', 'Allt gott!', 'We wish you well.'),
      },
    ],
  },
  plan: { trigger: { on: 'encounter', stage: 'leave', step: 'complete' }, afterMinutes: 3 * DAY, freshForHours: 168, personDays: 7 },
}

/** Templates for the relationship, for whether they recommended us, and for leaving. */
export const RELATIONSHIP_TEMPLATES: readonly Template[] = [relationship, recommended, leaving]
