import type { CasePageView, CaseWord, CustomerPages } from '../../api/caseForCustomer.ts'
import { FEELINGS } from '../../domain/case/case.ts'
import { html, type Html } from '../html.ts'
import { chooseLanguage, LANGUAGES, languageOf, nameIn, tellMoment, type Language } from '../languages.ts'
import { nextForCustomer } from './nextForCustomer.ts'
import { sayIn, type Said } from './words.ts'

const OWN_NAMES: Record<Language, string> = { fi: 'Suomi', sv: 'Svenska', en: 'English' }
/** News that something could not be taken. */
const WRONG = ['empty', 'too-long', 'not-now', 'unanswered']
/** Most characters of a message. */
const MOST = 10_000

/** The customer's page of their case, and what stands where there is none; without any script. */
export const customerPages: CustomerPages = { chooseLanguage, showCase, showMissing, showRevoked }

function showCase(view: CasePageView): string {
  const language = languageOf(view.language) ?? 'en'
  const say = sayIn(language)
  const { case: each, address, news } = view
  const action = `${address}?lang=${language}`
  const about = [nameIn(each.journeyName, language), each.matter].filter((part) => part !== null).join(' ')
  const body = html`
    ${
      news !== null &&
      html`<p class="news${WRONG.includes(news) && ' wrong'}" role="${WRONG.includes(news) ? 'alert' : 'status'}" id="news">
        ${say(`news.${news}`)}
      </p>`
    }
    <h1>${say('title', { id: each.id })}</h1>
    ${about !== '' && html`<p class="about">${say('about', { what: about })}</p>`} ${state(view, language)}
    ${each.mayAnswer && recovery(view, action, language)} ${each.state === 'solved' && confirmation(view, action, language)}
    ${writing(view, action, language)}
    <section aria-labelledby="log">
      <h2 id="log">${say('log')}</h2>
      <ol class="log">
        ${each.words.map((word) => line(word, view.timeZone, language))}
      </ol>
    </section>
    ${each.state !== 'solved' && confirmation(view, action, language)}
    <p class="small">${say('private')}</p>
  `
  return frame(say('title', { id: each.id }), body, language, address)
}

function showMissing(language: string, address: string): string {
  return message('missing', 'missingHint', language, address)
}

function showRevoked(language: string, address: string): string {
  return message('revoked', 'revokedHint', language, address)
}

function message(title: Said, hint: Said, language: string, address: string): string {
  const known = languageOf(language) ?? 'en'
  const say = sayIn(known)
  return frame(
    say(title),
    html`
      <h1>${say(title)}</h1>
      <p>${say(hint)}</p>
    `,
    known,
    address,
  )
}

/** The question after the fix: whether it was solved, how they feel now, and words if they like. */
function recovery({ news, draft }: CasePageView, action: string, language: Language): Html {
  const say = sayIn(language)
  const isWrong = news === 'unanswered'
  const choice = (name: string, value: string | number, text: string) =>
    html`<label class="answer"><input type="radio" name="${name}" value="${value}" /> ${text}</label>`
  return html`<section aria-labelledby="recovery">
    <h2 id="recovery">${say('recovery')}</h2>
    <form method="post" action="${action}">
      <fieldset${isWrong && html` aria-describedby="news"`}>
        <legend>${say('recovery.solved')}</legend>
        ${choice('was', 'yes', say('recovery.yes'))} ${choice('was', 'no', say('recovery.no'))}
      </fieldset>
      <fieldset>
        <legend>${say('recovery.feeling')}</legend>
        ${FEELINGS.map((each) => choice('feeling', each, say(`feeling.${each}`)))}
      </fieldset>
      <label for="recovery-text">${say('recovery.text')}</label>
      <textarea id="recovery-text" name="text" rows="2" maxlength="${MOST}">
${isWrong && draft}</textarea>
      <p class="small">${say('recovery.once')}</p>
      <button name="do" value="answer" class="first">${say('recovery.send')}</button>
    </form>
  </section>`
}

function state({ case: each, timeZone, now }: CasePageView, language: Language): Html {
  const say = sayIn(language)
  const team = nameIn(each.team, language)
  const { said, by } = nextForCustomer(each, now)
  const names = { name: each.owner ?? '', team: team ?? '' }
  const who = say(each.owner === null ? (team === null ? 'nobody' : 'nobodyTeam') : team === null ? 'owner' : 'ownerTeam', names)
  return html`<dl class="state">
    <div>
      <dt>${say('who')}</dt>
      <dd>${who}</dd>
    </div>
    <div>
      <dt>${say('next')}</dt>
      <dd>${say(said, { by: by === null ? '' : tellMoment(by, language, timeZone) })}</dd>
    </div>
  </dl>`
}

function confirmation({ case: { mayConfirm, mayDeny } }: CasePageView, action: string, language: Language): Html | null {
  const say = sayIn(language)
  if (!mayConfirm && !mayDeny) return null
  return html`<section aria-labelledby="solved">
    <h2 id="solved">${say('isSolved')}</h2>
    ${
      mayConfirm &&
      html`<form method="post" action="${action}">
        <button name="do" value="solved" class="first">${say('solved')}</button>
      </form>`
    }
    ${
      mayDeny &&
      html`<form method="post" action="${action}">
        <label for="missing">${say('notYetWhy')}</label>
        <textarea id="missing" name="text" rows="2" maxlength="${MOST}"></textarea>
        <button name="do" value="not-yet">${say('notYet')}</button>
      </form>`
    }
  </section>`
}

function writing({ case: { owner }, news, draft }: CasePageView, action: string, language: Language): Html {
  const say = sayIn(language)
  const isWrong = news === 'empty' || news === 'too-long'
  return html`<section aria-labelledby="write">
    <h2 id="write">${owner === null ? say('write') : say('writeTo', { name: owner })}</h2>
    <form method="post" action="${action}">
      <label for="text">${say('text')}</label>
      <textarea id="text" name="text" rows="4" maxlength="${MOST}" required${isWrong && html` aria-invalid="true" aria-describedby="news"`}>
${draft}</textarea>
      <button name="do" value="message">${say('send')}</button>
    </form>
  </section>`
}

function line(word: CaseWord, timeZone: string, language: Language): Html {
  const say = sayIn(language)
  const at = html`<time datetime="${new Date(word.at).toISOString()}">${tellMoment(word.at, language, timeZone)}</time>`
  if (word.kind === 'said' || word.kind === 'message') {
    const isTheirs = word.kind === 'said'
    return html`<li class="${isTheirs ? 'said' : 'message'}">
      <p class="small"><strong>${isTheirs ? say('you') : (word.who ?? say('us'))}</strong> ${at}</p>
      <p class="text">${word.text}</p>
    </li>`
  }
  return html`<li>
    <p class="small">${at}</p>
    <p class="text">${deed(word, timeZone, language)}</p>
  </li>`
}

function deed(word: CaseWord, timeZone: string, language: Language): string {
  const say = sayIn(language)
  switch (word.kind) {
    case 'said':
    case 'message':
      return word.text
    case 'waiting':
      return say(`word.waiting.${word.for}`, { until: tellMoment(word.until, language, timeZone) })
    case 'solved':
      return say('word.solved', { done: word.done })
    case 'answered':
      return [say(word.solved === null ? 'word.answered' : word.solved ? 'word.answered.yes' : 'word.answered.no'), word.text]
        .filter(Boolean)
        .join(' ')
    case 'confirmed':
      return say(`word.confirmed.${word.by}`)
    default:
      return say(`word.${word.kind}`, { who: word.who ?? say('us') })
  }
}

function frame(title: string, body: Html, language: Language, address: string): string {
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="stylesheet" href="/k/style.css" />
      </head>
      <body>
        <header>
          <nav aria-label="${sayIn(language)('languages')}">${LANGUAGES.map((each) => choice(each, language, address))}</nav>
        </header>
        <main>${body}</main>
      </body>
    </html>`.text
}

function choice(each: Language, chosen: Language, address: string): Html {
  const current = each === chosen && html` aria-current="true"`
  return html`<a href="${address}?lang=${each}" lang="${each}" hreflang="${each}" ${current}>${OWN_NAMES[each]}</a> `
}
