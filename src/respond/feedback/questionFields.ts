import { wordsIn } from '../../domain/feedback/asked.ts'
import type { AnswerProblem } from '../../domain/feedback/answer.ts'
import { type Question, scoreOf } from '../../domain/feedback/question.ts'
import type { SurveyContent } from '../../domain/feedback/survey.ts'
import { html, type Html } from '../html.ts'
import { face, star } from './faces.ts'
import type { AnswerWord, Say } from './words.ts'

/** What fields of questions are made with. */
export interface FieldMaking {
  content: Pick<SurveyContent, 'languages'>
  language: string
  say: Say
  values: Readonly<Record<string, readonly string[]>>
  problems: readonly AnswerProblem[]
}

type Of<Kind extends Question['kind']> = Extract<Question, { kind: Kind }>

/** Id of the element that a problem with a question leads to. */
export function placeOf({ key }: Pick<Question, 'key'>): string {
  return `q-${key}`
}

/** A question with its fields; what a script needs to know of it stands in its data attributes. */
export function questionFields(question: Question, making: FieldMaking): Html {
  const { content, language, say, problems } = making
  const { key, kind, required, askedIf } = question
  const id = placeOf(question)
  const problem = problems.find((each) => each.question === key)
  const help = wordsIn(question.help, language, content)
  const title = html`<span class="title">${wordsIn(question.title, language, content)}</span>
    ${!required && kind !== 'consent' && html`<span class="small">(${say('optional')})</span>`}`
  const said = html`${help !== '' && html`<p class="small" id="${id}-help">${help}</p>`}
  ${problem !== undefined && html`<p class="problem" id="${id}-problem">${say(saidOf(problem.expected))}</p>`}`
  const by = [help !== '' && `${id}-help`, problem !== undefined && `${id}-problem`].filter((each) => each !== false).join(' ')
  const told = by !== '' && html` aria-describedby="${by}"`
  const about = html`class="question" data-key="${key}" data-kind="${kind}"
  data-if="${JSON.stringify(askedIf)}"${required && html` data-required`}`
  if (kind === 'text') {
    return html`<div ${about}>
      <label for="${id}">${title}</label>
      ${said} ${writing(question, making, told, problem !== undefined)}
    </div>`
  }
  return html`<fieldset ${about} id="${id}" tabindex="-1" ${told}${problem !== undefined && html` data-wrong`}>
    <legend>${title}</legend>
    ${said} ${fields(question, making)}
  </fieldset>`
}

function saidOf(expected: AnswerProblem['expected']): AnswerWord {
  const own: Partial<Record<AnswerProblem['expected'], AnswerWord>> = {
    required: 'wrong.required',
    option: 'wrong.one-only',
    feeling: 'wrong.feeling',
  }
  return own[expected] ?? 'wrong.value'
}

function writing(question: Of<'text'>, { values }: FieldMaking, told: Html | false, isWrong: boolean): Html {
  const { key, long } = question
  const written = values[key]?.[0] ?? ''
  const common = html`id="${placeOf(question)}" name="${key}" maxlength="10000"${told}${isWrong && html` aria-invalid="true"`}`
  if (!long) return html`<input type="text" ${common} value="${written}" autocomplete="off" />`
  return html`<textarea rows="4" ${common}>${written}</textarea>`
}

function fields(question: Exclude<Question, Of<'text'>>, making: FieldMaking): Html {
  const { content, language, say } = making
  const words = (texts: Parameters<typeof wordsIn>[0], other: string) => wordsIn(texts, language, content) || other
  switch (question.kind) {
    case 'nps':
      return row(question, making, words(question.low, say('nps.low')), words(question.high, say('nps.high')))
    case 'ces':
    case 'meaning':
      return row(question, making, say('agree.low'), say('agree.high'))
    case 'scale':
      return row(question, making, words(question.low, ''), words(question.high, ''))
    case 'csat':
      return satisfaction(question, making)
    case 'emotion':
      return feeling(question, making)
    case 'choice':
      return choices(question, making)
    case 'consent':
      return consent(question, making)
  }
}

/** A radio button or tick box with its words. */
function answer({ values }: FieldMaking, type: 'radio' | 'checkbox', name: string, value: string, words: Html | string): Html {
  const isChosen = values[name]?.includes(value) === true
  return html`<label class="answer"><input type="${type}" name="${name}" value="${value}" ${isChosen && html` checked`} /> ${words}</label>`
}

/** Numbers in a row with what its ends mean; each end is told to who hears the page, too. */
function row(question: Of<'nps' | 'ces' | 'meaning' | 'scale'>, { values }: FieldMaking, low: string, high: string): Html {
  const { from, to } = scoreOf(question)!
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  const name = question.key
  const pick = (number: number) => {
    const end = number === from ? low : number === to ? high : ''
    const isChosen = values[name]?.includes(String(number)) === true
    return html`<label class="pick"
      ><input type="radio" name="${name}" value="${number}" ${isChosen && html` checked`} /><span
        >${number}${end !== '' && html`<span class="heard"> ${end}</span>`}</span
      ></label
    >`
  }
  return html`<div class="picks${numbers.length > 11 ? ' many' : numbers.length > 7 && ' wide'}" dir="ltr">${numbers.map(pick)}</div>
    ${(low !== '' || high !== '') && html`<p class="ends small" dir="ltr" aria-hidden="true">${endOf(from, low)} ${endOf(to, high)}</p>`}`
}

/** What an end of a row means, with its number: a row may stand in two on a phone. */
function endOf(number: number, words: string): Html {
  return html`<span dir="auto">${words !== '' && html`<bdi>${number}</bdi> = ${words}`}</span>`
}

function satisfaction({ key, look }: Of<'csat'>, making: FieldMaking): Html {
  const { say } = making
  const level = (score: 1 | 2 | 3 | 4 | 5) => {
    const picture = look === 'faces' ? face(score) : look === 'stars' ? star(score) : html`<b>${score}</b>`
    return answer(making, 'radio', key, String(score), html`${picture} <span>${say(`csat.${score}`)}</span>`)
  }
  return html`<div class="answers levels ${look}">${([1, 2, 3, 4, 5] as const).map(level)}</div>`
}

const STEPS = [1, 2, 3, 4, 5] as const

/** Two groups one after the other; a script puts the grid in their place. */
function feeling(question: Of<'emotion'>, making: FieldMaking): Html {
  const { content, language, say, values } = making
  const { key, words } = question
  const group = (name: 'pleasant' | 'stirred') =>
    html`<fieldset>
      <legend>${say(name)}</legend>
      ${STEPS.map((step) => answer(making, 'radio', `${key}.${name}`, String(step), say(`${name}.${step}`)))}
    </fieldset>`
  const square = (pleasant: 1 | 2 | 3 | 4 | 5, stirred: 1 | 2 | 3 | 4 | 5) => {
    const value = `${pleasant}-${stirred}`
    const isChosen = values[`${key}.grid`]?.includes(value) === true
    const told = `${say(`pleasant.${pleasant}`)}, ${say(`stirred.${stirred}`).toLocaleLowerCase(language)}`
    return html`<label class="square"
      ><input type="radio" name="${key}.grid" value="${value}" aria-label="${told}" ${isChosen && html` checked`} /><span></span
    ></label>`
  }
  return html`<div data-plain>${group('pleasant')} ${group('stirred')}</div>
    <template data-grid>
      <p class="small">${say('grid.hint')} <span class="keys">${say('grid.keys')}</span></p>
      <div class="grid" dir="ltr">
        <p class="small up" aria-hidden="true">${say('stirred.5')}</p>
        <div class="squares">${STEPS.toReversed().map((stirred) => STEPS.map((pleasant) => square(pleasant, stirred)))}</div>
        <p class="small down" aria-hidden="true">${say('stirred.1')}</p>
        <p class="ends small" aria-hidden="true"><span>${say('pleasant.1')}</span> <span>${say('pleasant.5')}</span></p>
      </div>
      <p class="small told" role="status"></p>
    </template>
    ${
      words.length > 0 &&
      html`<fieldset>
        <legend>${say('feeling.words')}</legend>
        <div class="answers words">
          ${words.map((each) => answer(making, 'checkbox', `${key}.words`, each.key, wordsIn(each.text, language, content)))}
        </div>
      </fieldset>`
    }`
}

function choices(question: Of<'choice'>, making: FieldMaking): Html {
  const { content, language, say, values } = making
  const { key, many, options, other } = question
  return html`${many && html`<p class="small">${say('many')}</p>`}
    <div class="answers">
      ${options.map((each) => answer(making, many ? 'checkbox' : 'radio', key, each.key, wordsIn(each.text, language, content)))}
      ${other && !many && answer(making, 'radio', key, '', say('other'))}
      ${
        other &&
        html`<label class="written"
          >${many ? say('other') : html`<span class="heard">${say('other')}</span>`}
          <input type="text" name="${key}.other" maxlength="300" value="${values[`${key}.other`]?.[0] ?? ''}" autocomplete="off"
        /></label>`
      }
    </div>`
}

function consent({ key, contact }: Of<'consent'>, making: FieldMaking): Html {
  const { say, values } = making
  return html`<div class="answers consent">
    ${answer(making, 'radio', key, 'yes', say('consent.yes'))} ${answer(making, 'radio', key, 'no', say('consent.no'))}
    ${
      contact &&
      html`<label class="written"
        >${say('contact')}
        <input type="text" name="${key}.contact" maxlength="300" value="${values[`${key}.contact`]?.[0] ?? ''}" autocomplete="email"
      /></label>`
    }
  </div>`
}
