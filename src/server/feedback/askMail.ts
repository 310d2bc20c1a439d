import { questionsFor, wordsIn } from '../../domain/feedback/asked.ts'
import { type Question, scoreOf } from '../../domain/feedback/question.ts'
import type { SurveyContent } from '../../domain/feedback/survey.ts'
import { askAddress, declineAddress } from './askAddress.ts'

/** What a mail that asks a survey is made from. */
export interface AskMail {
  content: SurveyContent
  /** A language of the survey. */
  language: string
  token: string
  publicUrl: string
  isReminder: boolean
}

interface Words {
  answer: string
  press: string
  reminder: string
  decline: string
  why: string
}

const WORDS: Readonly<Record<string, Words>> = {
  fi: {
    answer: 'Vastaa',
    press: 'Valinta avaa sivun, jolla vahvistat vastauksesi.',
    reminder: 'Tämä on ainoa muistutuksemme. Jos olet jo vastannut, kiitos!',
    decline: 'En halua enää kyselyjä',
    why: 'Saat tämän viestin, koska olet asiakkaamme.',
  },
  sv: {
    answer: 'Svara',
    press: 'Ditt val öppnar en sida där du bekräftar svaret.',
    reminder: 'Det här är vår enda påminnelse. Har du redan svarat, tack!',
    decline: 'Jag vill inte få fler enkäter',
    why: 'Du får det här meddelandet för att du är kund hos oss.',
  },
  en: {
    answer: 'Answer',
    press: 'Your choice opens a page where you confirm the answer.',
    reminder: 'This is our only reminder. If you have answered already, thank you!',
    decline: 'I do not want any more surveys',
    why: 'You get this mail because you are our customer.',
  },
}

/** Ends of scales that the house itself has words for: least and most. */
const ENDS: Readonly<Record<string, Partial<Record<Question['kind'], readonly [string, string]>>>> = {
  fi: {
    nps: ['en suosittele', 'suosittelen'],
    csat: ['tyytymätön', 'tyytyväinen'],
    ces: ['eri mieltä', 'samaa mieltä'],
    meaning: ['eri mieltä', 'samaa mieltä'],
  },
  sv: {
    nps: ['rekommenderar inte', 'rekommenderar'],
    csat: ['missnöjd', 'nöjd'],
    ces: ['instämmer inte', 'instämmer'],
    meaning: ['instämmer inte', 'instämmer'],
  },
  en: {
    nps: ['not likely', 'very likely'],
    csat: ['dissatisfied', 'satisfied'],
    ces: ['disagree', 'agree'],
    meaning: ['disagree', 'agree'],
  },
}

const FACES = ['😞', '🙁', '😐', '🙂', '😀']
/** Scores that fit into a mail as links. */
const MOST_SCORES = 11
const RIGHT_TO_LEFT = new Set(['ar', 'he', 'fa', 'ur', 'yi', 'dv', 'ps'])

/** A score that can be chosen in the mail: how it looks, how it is read aloud, and where it leads. */
interface Choice {
  score: number
  look: string
  address: string
}

/** The first question with its scores as links, where they are few enough. */
interface First {
  title: string
  choices: readonly Choice[]
  ends: readonly [string, string] | null
  most: number
}

/** Subject, text and HTML of a mail that asks a survey, its first question inside. Its links only choose: a page that they open records. */
export function askMail({ content, language, token, publicUrl, isReminder }: AskMail): { subject: string; text: string; html: string } {
  const base = language.split('-', 1)[0]!
  const words = WORDS[base] ?? WORDS['en']!
  const say = (texts: Parameters<typeof wordsIn>[0]) => wordsIn(texts, language, content)
  const address = askAddress(publicUrl, token)
  const decline = declineAddress(publicUrl, token)
  const first = firstOf(content, language, (question, score) => askAddress(publicUrl, token, { question, score }))
  const subject = say(content.title)
  const opening = [isReminder ? words.reminder : '', say(content.intro)].filter((part) => part !== '')
  return {
    subject,
    text: [
      ...opening,
      ...(first === null ? [] : [first.title, ...(first.choices.length > 0 ? [plainChoices(first)] : [])]),
      `${words.answer}: ${address}`,
      ...(first !== null && first.choices.length > 0 ? [words.press] : []),
      `-- \n${words.why}\n${words.decline}: ${decline}\n`,
    ].join('\n\n'),
    html: page({ language, subject, opening, first, words, address, decline, isRightToLeft: RIGHT_TO_LEFT.has(base) }),
  }
}

function firstOf(content: SurveyContent, language: string, addressOf: (question: string, score: number) => string): First | null {
  const [question] = questionsFor(content, {})
  if (question === undefined) return null
  const title = wordsIn(question.title, language, content)
  const scale = question.kind === 'emotion' ? null : scoreOf(question)
  if (scale === null || scale.to - scale.from >= MOST_SCORES) return { title, choices: [], ends: null, most: 0 }
  const scores = Array.from({ length: scale.to - scale.from + 1 }, (_, index) => scale.from + index)
  const own = 'low' in question && [wordsIn(question.low, language, content), wordsIn(question.high, language, content)]
  const house = (ENDS[language.split('-', 1)[0]!] ?? ENDS['en']!)[question.kind]
  return {
    title,
    choices: scores.map((score) => ({ score, look: lookOf(question, score), address: addressOf(question.key, score) })),
    ends: own && own[0] && own[1] ? [own[0], own[1]] : (house ?? null),
    most: scale.to,
  }
}

function lookOf(question: Question, score: number): string {
  if (question.kind !== 'csat' || question.look === 'numbers') return String(score)
  return question.look === 'faces' ? FACES[score - 1]! : `${score} ★`
}

function plainChoices({ choices, ends }: First): string {
  const last = choices.length - 1
  return choices
    .map(({ score, address }, index) => {
      const end = ends === null ? '' : index === 0 ? ` (${ends[0]})` : index === last ? ` (${ends[1]})` : ''
      return `${score}${end}: ${address}`
    })
    .join('\n')
}

const STYLE = `body{margin:0;background:#f4f5f6;color:#1b1f23}
main{max-width:34rem;margin:0 auto;padding:24px;background:#ffffff;font:16px/1.5 -apple-system,'Segoe UI',Roboto,Arial,sans-serif}
h1{font-size:20px;line-height:1.3;margin:0 0 12px}a{color:#0b5cad}.ends{font-size:14px;color:#4a5157}
.score{display:inline-block;min-width:28px;margin:0 6px 8px 0;padding:9px 7px;border:1px solid #6b747c;border-radius:6px;text-align:center;text-decoration:none;color:#1b1f23}
.go{display:inline-block;padding:11px 22px;border-radius:6px;background:#0b5cad;color:#ffffff;text-decoration:none}
footer{margin-top:28px;padding-top:12px;border-top:1px solid #d0d5d9;font-size:14px;color:#4a5157}
@media (prefers-color-scheme:dark){body{background:#121416;color:#eceff1}main{background:#1c1f22}a{color:#8cc4ff}.score{color:#eceff1;border-color:#98a1a9}
.go{background:#8cc4ff;color:#10161c}.ends,footer{color:#b9c0c6}footer{border-color:#3a4046}}`

function page({
  language,
  subject,
  opening,
  first,
  words,
  address,
  decline,
  isRightToLeft,
}: {
  language: string
  subject: string
  opening: readonly string[]
  first: First | null
  words: Words
  address: string
  decline: string
  isRightToLeft: boolean
}): string {
  const paragraphs = opening
    .flatMap((part) => part.split(/\n{2,}/))
    .map((part) => `<p dir="auto">${escape(part).replaceAll('\n', '<br>')}</p>`)
  const scores = (first?.choices ?? []).map(
    (choice) => `<a class="score" href="${escape(choice.address)}" aria-label="${choice.score}/${first!.most}">${escape(choice.look)}</a>`,
  )
  const ends =
    first?.ends && scores.length > 0
      ? `<p class="ends" dir="auto">${[first.choices[0]!, first.choices.at(-1)!].map(({ look }, end) => `${escape(look)} = ${escape(first.ends![end]!)}`).join('<br>')}</p>`
      : ''
  const press = scores.length > 0 ? `<p class="ends" dir="auto">${escape(words.press)}</p>` : ''
  return `<!doctype html><html lang="${escape(language)}" dir="${isRightToLeft ? 'rtl' : 'ltr'}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escape(subject)}</title><style>${STYLE}</style></head><body><main>${paragraphs.join('')}${
    first === null ? '' : `<h1>${escape(first.title)}</h1>`
  }${scores.length > 0 ? `<p>${scores.join(' ')}</p>` : ''}${ends}<p><a class="go" href="${escape(address)}">${escape(words.answer)}</a></p>${press}<footer dir="auto">${escape(words.why)}<br><a href="${escape(decline)}">${escape(words.decline)}</a></footer></main></body></html>`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
