import type { AnswerNotice, AnswerPages, AnswerPlace, AnswerStepView, AnswerThanksView } from '../../api/answerPage.ts'
import { thanksFor, wordsIn } from '../../domain/feedback/asked.ts'
import { fieldsOf } from '../../domain/feedback/form.ts'
import { stepsOf, stepToGoOnWith } from '../../domain/feedback/steps.ts'
import type { SurveyContent } from '../../domain/feedback/survey.ts'
import { html, type Html } from '../html.ts'
import { placeOf, questionFields } from './questionFields.ts'
import { answerWordsIn, type Say } from './words.ts'

/** The pages of whoever answers a survey; whole without a script, one question a screen with it. */
export const answerPages: AnswerPages = { showStep, showThanks, showNotice }

function showStep(view: AnswerStepView): string {
  const { content, language, answers, problems, sort } = view
  const say = answerWordsIn(language)
  const steps = stepsOf(content, answers)
  const asked = view.step === null ? -1 : steps.findIndex((step) => step.some(({ key }) => key === view.step))
  const place = asked === -1 ? stepToGoOnWith(steps, answers) : asked
  const shown = steps[place] ?? []
  const here = new Set(shown.map(({ key }) => key))
  const values = { ...fieldsOfAll(content, answers), ...view.values }
  const making = { content, language, say, values, problems }
  const mayGoOn = content.questions.some(({ askedIf }) => askedIf.some(({ question }) => here.has(question)))
  const isLast = place >= steps.length - 1 && !mayGoOn
  const intro = place === 0 ? wordsIn(content.intro, language, content) : ''
  const title = wordsIn(content.title, language, content)
  const button = sort === 'preview' ? html`type="button"` : html`type="submit"`
  const body = html`<h1>${title}</h1>
    ${intro !== '' && html`<p class="text intro">${intro}</p>`}
    ${sort === 'door' && html`<p class="small" id="already" hidden>${say('already')}</p>`}
    ${problems.length > 0 && summary(problems, content, view, say)} ${progress(place, steps.length, say)}
    <form method="post" action="${addressOf(view, { lang: language })}" novalidate id="survey">
      ${view.form !== null && html`<input type="hidden" name="form" value="${view.form}" />`}
      <input type="hidden" name="step" value="${shown[0]?.key ?? ''}" />
      ${
        sort === 'door' &&
        html`<div class="apart" aria-hidden="true">
          <label>${say('website')} <input type="text" name="website" tabindex="-1" autocomplete="off" /></label>
        </div>`
      }
      ${shown.map((question) => questionFields(question, making))}
      <div class="buttons">
        ${place > 0 && html`<a class="back" href="${addressOf(view, { lang: language, step: steps[place - 1]![0]!.key })}">${say('back')}</a>`}
        <button ${button} class="first">${say(isLast ? 'send' : 'next')}</button>
      </div>
    </form>
    ${view.hasScript && sort !== 'preview' && forScript(view, here, making, say)}
    ${sort === 'ask' && html`<p class="small"><a href="${view.address}/stop?lang=${language}">${say('stop.link')}</a></p>`}`
  const heading = problems.length > 0 ? `${say('wrong.one')} – ${title}` : title
  const script = !view.hasScript || sort === 'preview' || sort === 'widget' ? null : sort === 'kiosk' ? 'kiosk.js' : 'answer.js'
  if (sort !== 'kiosk' && sort !== 'widget') return frame(heading, body, view, content.languages, script)
  const told = { ...view.told, close: say('close'), feedback: say('feedback'), closed: say('closed') }
  const thanked = html`<template id="thanked">${allThanks(view, say)}</template>`
  if (sort === 'widget') return frame(heading, html`${body}${thanked}`, view, content.languages, script, told)
  const kiosk = html`<div id="asking">${body}</div>
    ${thanked}
    <div id="thanks" class="thanks" role="status" hidden></div>
    <div id="closed" hidden>
      <h1>${say('kiosk.closed')}</h1>
      <p>${say('kiosk.closed.text')}</p>
    </div>`
  return frame(heading, kiosk, view, content.languages, script, told)
}

function fieldsOfAll(content: SurveyContent, answers: AnswerStepView['answers']): Record<string, string[]> {
  const all = content.questions.flatMap((question) => {
    const answer = answers[question.key]
    return answer === undefined ? [] : Object.entries(fieldsOf(question, answer))
  })
  return Object.fromEntries(all)
}

/** What went wrong, first of all, with ways to where it did. */
function summary(problems: AnswerStepView['problems'], content: SurveyContent, { language }: AnswerPlace, say: Say): Html {
  const [first] = problems
  const isNothing = first?.question === ''
  const heading = isNothing ? say('wrong.nothing') : say(problems.length === 1 ? 'wrong.one' : 'wrong.many', { count: problems.length })
  const titleOf = (key: string) => wordsIn(content.questions.find((question) => question.key === key)?.title, language, content)
  return html`<div class="news wrong" role="alert" id="news" tabindex="-1">
    <p>${heading}</p>
    ${
      !isNothing &&
      html`<ul>
        ${problems.map(({ question }) => html`<li><a href="#${placeOf({ key: question })}">${titleOf(question)}</a></li>`)}
      </ul>`
    }
  </div>`
}

function progress(place: number, of: number, say: Say): Html | false {
  if (of < 2) return html`<div class="progress" hidden><progress max="1" value="0" aria-hidden="true"></progress></div>`
  return html`<div class="progress">
    <span class="small">${say('progress', { step: place + 1, of })}</span>
    <progress max="${of}" value="${place + 1}" aria-hidden="true"></progress>
  </div>`
}

/** The other questions, and what is said without a network; nothing of it is there without a script. */
function forScript(view: AnswerStepView, here: ReadonlySet<string>, making: Parameters<typeof questionFields>[1], say: Say): Html {
  const others = view.content.questions.filter(({ key }) => !here.has(key))
  const order = view.content.questions.map(({ key }) => key).join(' ')
  const words = {
    next: say('next'),
    send: say('send'),
    back: say('back'),
    progress: say('progress', { step: '{step}', of: '{of}' }),
    required: say('wrong.required'),
    value: say('wrong.value'),
    nothing: say('wrong.nothing'),
    feeling: say('wrong.feeling'),
    option: say('wrong.one-only'),
  }
  return html`<template id="others" data-order="${order}" data-words="${JSON.stringify(words)}">
      ${others.map((question) => questionFields(question, making))}
    </template>
    <template id="kept">
      <h1 tabindex="-1">${say('kept')}</h1>
      <p role="status">${say('kept.text')}</p>
    </template>
    <p class="small" id="offline" role="status" hidden>${say('kept.part')}</p>`
}

/** Every thanks for a script to choose among, in order, the house’s own last; a kiosk leads nowhere else. */
function allThanks({ content, language, sort }: AnswerStepView, say: Say): Html[] {
  const all = content.thanks.map((thanks) => {
    const title = wordsIn(thanks.title, language, content) || say('thanks.title')
    const text = wordsIn(thanks.text, language, content)
    const { link } = thanks
    return html`<div data-if="${JSON.stringify(thanks.if)}">
      <h1 tabindex="-1">${title}</h1>
      ${text !== '' && html`<p class="text">${text}</p>`}
      ${
        link !== undefined &&
        sort === 'widget' &&
        html`<p><a class="button" href="${link.address}" rel="noopener">${wordsIn(link.text, language, content) || link.address}</a></p>`
      }
    </div>`
  })
  return [...all, html`<div data-if="[]"><h1 tabindex="-1">${say('thanks.title')}</h1></div>`]
}

function showThanks(view: AnswerThanksView): string {
  const { content, answers, language, sort } = view
  const say = answerWordsIn(language)
  const own = thanksFor(content, answers)
  const title = wordsIn(own?.title, language, content) || say('thanks.title')
  const text = own === null ? say('thanks.text') : wordsIn(own.text, language, content)
  const link = own?.link
  const body = html`<div role="status" class="thanks">
      <h1>${title}</h1>
      ${text !== '' && html`<p class="text">${text}</p>`}
    </div>
    ${link !== undefined && html`<p><a class="button" href="${link.address}" rel="noopener">${wordsIn(link.text, language, content) || link.address}</a></p>`}
    ${sort === 'ask' && html`<p class="small"><a href="${view.address}/stop?lang=${language}">${say('stop.link')}</a></p>`}`
  return frame(title, body, view, content.languages)
}

const HOUSE_LANGUAGES = ['fi', 'sv', 'en']

function showNotice(notice: AnswerNotice, place: AnswerPlace): string {
  const say = answerWordsIn(place.language)
  const body = html`<h1>${say(notice)}</h1>
    <p>${say(`${notice}.text`)}</p>
    ${
      notice === 'stop' &&
      html`<form method="post" action="${addressOf(place, { lang: place.language })}">
        <button class="first">${say('stop.button')}</button>
      </form>`
    }
    ${
      notice === 'stopped' &&
      html`<form method="post" action="${addressOf(place, { lang: place.language, again: 'yes' })}">
        <button>${say('stopped.button')}</button>
      </form>`
    }`
  return frame(say(notice), body, place, HOUSE_LANGUAGES)
}

function addressOf({ address, along }: AnswerPlace, more: Record<string, string>): string {
  return `${address}?${new URLSearchParams({ ...along, ...more })}`
}

const RIGHT_TO_LEFT = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b/

/** Which way a language is written. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.test(language) ? 'rtl' : 'ltr'
}

/** What a language calls itself. */
export function ownNameOf(language: string): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}

function frame(
  title: string,
  body: Html,
  place: AnswerPlace,
  languages: readonly string[],
  script: string | null = null,
  told: Readonly<Record<string, string>> = {},
): string {
  const { language } = place
  const choice = (each: string) =>
    html`<a href="${addressOf(place, { lang: each })}" lang="${each}" hreflang="${each}" ${each === language && html` aria-current="true"`}
      >${ownNameOf(each)}</a
    > `
  return html`<!doctype html>
    <html lang="${language}" dir="${directionOf(language)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/r/style.css" />
        ${script !== null && html`<script src="/r/${script}" defer></script>`}
      </head>
      <body${Object.entries(told).map(([name, value]) => html` data-${name}="${value}"`)}>
        <header>
          ${languages.length > 1 && html`<nav aria-label="${answerWordsIn(language)('languages')}">${languages.map(choice)}</nav>`}
        </header>
        <main>${body}</main>
      </body>
    </html>`.text
}
