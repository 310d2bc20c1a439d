import type { Question, QuestionKind, Texts } from '../../../domain/feedback/question.ts'

const inThree = (fi: string, sv: string, en: string): Texts => ({ fi, sv, en })

/** What a new question of a kind asks until it is written otherwise. */
const TITLES: Readonly<Record<QuestionKind, Texts>> = {
  nps: inThree(
    'Kuinka todennäköisesti suosittelisit meitä ystävälle tai työtoverille?',
    'Hur sannolikt är det att du skulle rekommendera oss för en vän eller kollega?',
    'How likely are you to recommend us to a friend or colleague?',
  ),
  csat: inThree('Kuinka tyytyväinen olit?', 'Hur nöjd var du?', 'How satisfied were you?'),
  ces: inThree('Asian hoitaminen oli helppoa.', 'Det var lätt att sköta ärendet.', 'It was easy to get it done.'),
  emotion: inThree('Miltä asiointi tuntui?', 'Hur kändes det?', 'How did it feel?'),
  meaning: inThree('Olette pitäneet, mitä lupasitte.', 'Ni har hållit vad ni lovade.', 'You have kept what you promised.'),
  scale: inThree('Kuinka selkeää kaikki oli?', 'Hur tydligt var allt?', 'How clear was everything?'),
  choice: inThree('Mikä vaikutti eniten?', 'Vad påverkade mest?', 'What mattered most?'),
  text: inThree('Mitä haluaisit sanoa meille?', 'Vad vill du säga till oss?', 'What would you like to tell us?'),
  consent: inThree('Saammeko ottaa sinuun yhteyttä?', 'Får vi kontakta dig?', 'May we get in touch with you?'),
}

const STATEMENTS = {
  promise: TITLES.meaning,
  'like-me': inThree('Tämä on kaltaisilleni ihmisille.', 'Det här är för sådana som jag.', 'This is for people like me.'),
  trust: inThree('Luotan heihin.', 'Jag litar på dem.', 'I trust them.'),
}

/** What a statement of meaning says, in the languages of its survey. */
export function wordsOfStatement(statement: keyof typeof STATEMENTS, languages: readonly string[]): Texts {
  return among(STATEMENTS[statement], languages)
}

const FEELINGS: readonly (readonly [string, Texts])[] = [
  ['relieved', inThree('helpottunut', 'lättad', 'relieved')],
  ['delighted', inThree('ilahtunut', 'glad', 'delighted')],
  ['calm', inThree('rauhallinen', 'lugn', 'calm')],
  ['confused', inThree('hämmentynyt', 'förvirrad', 'confused')],
  ['frustrated', inThree('turhautunut', 'frustrerad', 'frustrated')],
  ['worried', inThree('huolestunut', 'orolig', 'worried')],
]

/** Words in the languages of a survey alone. */
function among(texts: Texts, languages: readonly string[]): Texts {
  const [first] = languages
  const kept = Object.fromEntries(Object.entries(texts).filter(([language]) => languages.includes(language)))
  return first === undefined || kept[first] !== undefined ? kept : { ...kept, [first]: texts['en'] ?? '' }
}

/** Option number `number` of a question, from 1, under a key. */
export function newOption(key: string, number: number, languages: readonly string[]) {
  return { key, text: among(inThree(`Vaihtoehto ${number}`, `Alternativ ${number}`, `Option ${number}`), languages) }
}

/** A new question of a kind under a key, in the languages of its survey; its metric is unlike those taken. */
export function newQuestion(kind: QuestionKind, key: string, languages: readonly string[], taken: ReadonlySet<string>): Question {
  const common = { key, title: among(TITLES[kind], languages), required: false, askedIf: [] }
  const metric = freeKey(kind === 'scale' ? 'clarity' : kind, taken)
  switch (kind) {
    case 'nps':
      return {
        ...common,
        kind,
        metric,
        low: among(inThree('En lainkaan todennäköisesti', 'Inte alls sannolikt', 'Not at all likely'), languages),
        high: among(inThree('Erittäin todennäköisesti', 'Mycket sannolikt', 'Extremely likely'), languages),
      }
    case 'csat':
      return { ...common, kind, metric, look: 'faces' }
    case 'ces':
      return { ...common, kind, metric }
    case 'emotion':
      return { ...common, kind, metric, words: FEELINGS.map(([word, texts]) => ({ key: word, text: among(texts, languages) })) }
    case 'meaning':
      return { ...common, kind, ...meaning(languages, taken) }
    case 'scale':
      return { ...common, kind, metric, from: 1, to: 5, better: 'high' }
    case 'choice':
      return { ...common, kind, options: [1, 2].map((each) => newOption(`option-${each}`, each, languages)), many: false, other: false }
    case 'text':
      return { ...common, kind, long: true }
    case 'consent':
      return { ...common, kind, contact: false }
  }
}

/** The first statement that is not asked of yet, in its words; when all are, one of one’s own under a metric of its own. */
function meaning(languages: readonly string[], taken: ReadonlySet<string>) {
  const statement = (['promise', 'like-me', 'trust'] as const).find((each) => !taken.has(`meaning-${each}`))
  if (statement !== undefined) return { statement, title: wordsOfStatement(statement, languages) }
  return { statement: 'own' as const, metric: freeKey('meaning-own', taken) }
}

/** A key that is not taken: the wanted one, else with a number. */
export function freeKey(wanted: string, taken: ReadonlySet<string>): string {
  if (!taken.has(wanted)) return wanted
  let number = 2
  while (taken.has(`${wanted}-${number}`)) number++
  return `${wanted}-${number}`
}
