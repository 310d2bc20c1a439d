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
  type Template,
} from './template.ts'

const languages = ['fi', 'sv', 'en']
const DAY = 24 * 60

const webTask: Template = {
  key: 'web-task',
  moment: 'task',
  name: inThree('Asiointi verkossa tai sovelluksessa', 'Ärende på webben eller i appen', 'A task on the web or in the app'),
  description: inThree(
    'Saiko asiakas tehtyä sen, mitä tuli tekemään, ja oliko se helppoa.',
    'Om kunden fick gjort det hen kom för att göra, och om det var lätt.',
    'Whether customers got done what they came to do, and whether it was easy.',
  ),
  when: inThree('Heti asioinnin päätteeksi.', 'Genast när ärendet är klart.', 'As soon as the task is done.'),
  content: {
    languages,
    title: inThree('Asiointisi verkossa', 'Ditt ärende på webben', 'Your visit to our site'),
    intro: SHORTLY,
    questions: [
      {
        key: 'easy',
        kind: 'ces',
        title: inThree(
          'Asian hoitaminen täällä oli helppoa.',
          'Det var lätt att sköta ärendet här.',
          'It was easy to do what I came to do.',
        ),
        required: true,
      },
      choice('done', inThree('Saitko asiasi hoidettua?', 'Fick du ditt ärende skött?', 'Did you get it done?'), [
        ['yes', 'Kyllä', 'Ja', 'Yes'],
        ['partly', 'Osittain', 'Delvis', 'Partly'],
        ['no', 'En', 'Nej', 'No'],
      ]),
      openQuestion('where-stuck', inThree('Mihin se pysähtyi?', 'Var tog det stopp?', 'Where did it stop?'), anyOf('done', 'partly', 'no')),
      openQuestion(
        'what-hard',
        inThree('Mikä oli hankalaa?', 'Vad var besvärligt?', 'What was hard?'),
        atMost('easy', 4),
        noneOf('done', 'partly', 'no'),
      ),
      openQuestion(
        'what-best',
        inThree('Mikä toimi hyvin?', 'Vad fungerade bra?', 'What worked well?'),
        atLeast('easy', 5),
        noneOf('done', 'partly', 'no'),
      ),
      { ...mayContact(atMost('easy', 4)), contact: true },
    ],
    thanks: [
      WE_CALL,
      sorry('easy', 3),
      glad('easy', 5, inThree('Hienoa, että se sujui.', 'Fint att det gick smidigt.', 'Glad it went smoothly.')),
      THANKS,
    ],
  },
  plan: { trigger: { on: 'encounter', channel: 'web', step: 'complete' }, afterMinutes: 5, freshForHours: 24 },
}

const abandonedApplication: Template = {
  key: 'abandoned-application',
  moment: 'task',
  name: inThree('Hakemus jäi kesken', 'Ansökan avbröts', 'An application left unfinished'),
  description: inThree(
    'Miksi asiakas lopetti kesken, ja tarvitseeko hän apua.',
    'Varför kunden slutade på halva vägen och om hjälp behövs.',
    'Why the customer stopped half-way, and whether help is needed.',
  ),
  when: inThree('Vuorokausi keskeytymisen jälkeen.', 'Ett dygn efter avbrottet.', 'A day after it stopped.'),
  content: {
    languages,
    title: inThree('Hakemuksesi', 'Din ansökan', 'Your application'),
    intro: inThree(
      'Hakemuksesi jäi kesken. Se ei velvoita sinua mihinkään, mutta haluaisimme ymmärtää, mistä se johtui.',
      'Din ansökan blev inte färdig. Den förbinder dig inte till något, men vi vill gärna förstå varför.',
      'Your application was left unfinished. It binds you to nothing, but we would like to understand why.',
    ),
    questions: [
      {
        ...choice('why', inThree('Mikä oli tärkein syy?', 'Vilken var den viktigaste orsaken?', 'What was the main reason?'), [
          ['later', 'Jatkan myöhemmin', 'Jag fortsätter senare', 'I will go on later'],
          [
            'unsure',
            'Ehdot tai hinta arveluttivat',
            'Villkoren eller priset fick mig att tveka',
            'The terms or the price made me hesitate',
          ],
          ['papers', 'Tietoja tai liitteitä puuttui', 'Uppgifter eller bilagor saknades', 'I did not have all the details or papers'],
          ['hard', 'Hakeminen oli hankalaa', 'Det var besvärligt att ansöka', 'Applying was hard'],
          ['broken', 'Jokin ei toiminut', 'Något fungerade inte', 'Something did not work'],
          ['elsewhere', 'Valitsin toisen', 'Jag valde någon annan', 'I chose somebody else'],
          ['changed', 'En tarvitse sitä enää', 'Jag behöver det inte längre', 'I do not need it any more'],
        ]),
        other: true,
        required: true,
      },
      openQuestion(
        'where',
        inThree('Mihin kohtaan jäit?', 'Var stannade du?', 'Where did you stop?'),
        anyOf('why', 'papers', 'hard', 'broken'),
      ),
      openQuestion(
        'what-unsure',
        inThree('Mitä olisit halunnut tietää?', 'Vad hade du velat veta?', 'What would you have liked to know?'),
        anyOf('why', 'unsure'),
      ),
      openQuestion(
        'what-else',
        inThree('Haluatko kertoa lisää?', 'Vill du berätta mera?', 'Would you like to tell us more?'),
        noneOf('why', 'unsure', 'papers', 'hard', 'broken'),
      ),
      {
        ...mayContact(anyOf('why', 'unsure', 'papers', 'hard', 'broken')),
        title: inThree(
          'Saammeko auttaa sinua hakemuksen kanssa?',
          'Får vi hjälpa dig med ansökan?',
          'May we help you with the application?',
        ),
      },
    ],
    thanks: [
      {
        if: [anyOf('contact', 'yes')],
        title: inThree('Kiitos!', 'Tack!', 'Thank you!'),
        text: inThree('Otamme sinuun yhteyttä.', 'Vi hör av oss till dig.', 'We will be in touch with you.'),
      },
      {
        if: [anyOf('why', 'later')],
        title: inThree('Kiitos vastauksestasi!', 'Tack för ditt svar!', 'Thank you for your answer!'),
        text: inThree('Voit jatkaa silloin, kun sinulle sopii.', 'Fortsätt när det passar dig.', 'Go on whenever it suits you.'),
      },
      THANKS,
    ],
  },
  plan: { trigger: { on: 'encounter', step: 'abandon' }, afterMinutes: DAY, freshForHours: 72 },
}

const permitDecision: Template = {
  key: 'decision',
  moment: 'task',
  name: inThree('Kaupungin palvelu tai lupapäätös', 'Stadens service eller tillståndsbeslut', 'A city service or a permit decision'),
  description: inThree(
    'Oliko asiointi helppoa, ja ymmärsikö asukas, mihin päätös perustuu.',
    'Om det var lätt att sköta ärendet och om invånaren förstod vad beslutet grundar sig på.',
    'Whether it was easy, and whether the resident understood what the decision rests on.',
  ),
  when: inThree('Kaksi päivää päätöksen jälkeen.', 'Två dagar efter beslutet.', 'Two days after the decision.'),
  content: {
    languages,
    title: inThree('Asiasi käsittely', 'Behandlingen av ditt ärende', 'How your matter was handled'),
    intro: inThree(
      'Kysymme, miten asiasi hoidettiin. Vastauksesi ei vaikuta päätökseen eikä sen mahdolliseen muutoksenhakuun.',
      'Vi frågar hur ditt ärende sköttes. Ditt svar påverkar varken beslutet eller ett eventuellt överklagande.',
      'We ask how your matter was handled. Your answer affects neither the decision nor any appeal.',
    ),
    questions: [
      {
        key: 'easy',
        kind: 'ces',
        title: inThree('Asian hoitaminen oli helppoa.', 'Det var lätt att sköta ärendet.', 'It was easy to get my matter handled.'),
        required: true,
      },
      {
        key: 'clear',
        kind: 'scale',
        metric: 'clarity',
        level: 'action',
        title: inThree(
          'Kuinka hyvin ymmärrät, mihin päätös perustuu?',
          'Hur väl förstår du vad beslutet grundar sig på?',
          'How well do you understand what the decision rests on?',
        ),
        from: 1,
        to: 5,
        low: inThree('En lainkaan', 'Inte alls', 'Not at all'),
        high: inThree('Täysin', 'Helt och hållet', 'Fully'),
      },
      {
        key: 'fair',
        kind: 'meaning',
        statement: 'trust',
        title: inThree(
          'Luotan siihen, että minua kohdeltiin tasapuolisesti.',
          'Jag litar på att jag behandlades rättvist.',
          'I trust that I was treated fairly.',
        ),
      },
      openQuestion(
        'what-hard',
        inThree('Mikä teki siitä hankalaa?', 'Vad gjorde det besvärligt?', 'What made it hard?'),
        atMost('easy', 4),
      ),
      openQuestion('what-best', inThree('Mikä sujui hyvin?', 'Vad gick bra?', 'What went well?'), atLeast('easy', 5)),
      mayContact(atMost('easy', 3)),
    ],
    thanks: [WE_CALL, sorry('easy', 3), THANKS],
  },
  plan: { trigger: { on: 'encounter', stage: 'decide', step: 'complete' }, afterMinutes: 2 * DAY, freshForHours: 168 },
}

/** Templates for a task done, one left unfinished, and a decision given. */
export const TASK_TEMPLATES: readonly Template[] = [webTask, abandonedApplication, permitDecision]
