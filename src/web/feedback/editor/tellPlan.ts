import type { Plan } from '../../../domain/feedback/plan.ts'
import type { Words } from '../../i18n/words.ts'

const UNITS = [
  ['day', 1440],
  ['hour', 60],
  ['minute', 1],
] as const

/** Minutes as a length of time in the largest unit that needs no fraction. */
export function tellMinutes(minutes: number, { formats }: Words): string {
  const [unit, size] = UNITS.find(([, each]) => minutes >= each && minutes % each === 0) ?? UNITS[2]
  return new Intl.NumberFormat(formats.locale, { style: 'unit', unit, unitDisplay: 'long' }).format(minutes / size)
}

/** Minutes of the day as a clock tells them: 09:00. */
export function tellClock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** Minutes of the day from what a clock tells: 540 of 09:00. */
export function readClock(text: string): number {
  const [hour = 0, minute = 0] = text.split(':').map(Number)
  return hour * 60 + minute
}

/** How a survey is asked, in sentences. */
export function tellPlan(plan: Plan, words: Words, nameSurvey: (key: string) => string): string[] {
  const { say, formats } = words
  const percent = new Intl.NumberFormat(formats.locale, { style: 'percent', maximumFractionDigits: 1 })
  return [
    tellTrigger(plan, words, nameSurvey),
    say('plan.hours', {
      from: tellClock(plan.hours.from),
      to: tellClock(plan.hours.to),
      fresh: tellMinutes(plan.freshForHours * 60, words),
    }),
    say('plan.clocks', { person: plan.personDays, survey: plan.surveyDays }),
    plan.share < 1 ? say('plan.share', { share: percent.format(plan.share) }) : '',
    say('plan.ways', { ways: formats.list(plan.ways.map((way) => say(`plan.way.${way}`))) }),
  ].filter((sentence) => sentence !== '')
}

function tellTrigger({ trigger, afterMinutes }: Plan, words: Words, nameSurvey: (key: string) => string): string {
  const { say, formats } = words
  const after = tellMinutes(afterMinutes, words)
  switch (trigger.on) {
    case 'encounter': {
      const where = [
        trigger.touchpoint !== undefined && words.touchpoint(trigger.touchpoint),
        trigger.journey !== undefined && words.journey(trigger.journey),
        trigger.channel !== undefined && words.channel(trigger.channel),
        trigger.team !== undefined && words.team(trigger.team),
        trigger.step !== undefined && say(`plan.step.${trigger.step}`),
      ].filter((each) => each !== false)
      return say('plan.when.encounter', { after, where: where.length > 0 ? where.join(', ') : say('plan.when.anywhere') })
    }
    case 'path':
      return say('plan.when.path', { after, journey: words.journey(trigger.journey), state: say(`plan.state.${trigger.state}`) })
    case 'date':
      return say('plan.when.date', {
        date: formats.plainDate(Date.parse(`${trigger.date}T12:00:00Z`)),
        every: trigger.everyMonths === undefined ? '' : say('plan.when.every', { months: trigger.everyMonths }),
      })
    case 'response':
      return say('plan.when.response', { after, survey: nameSurvey(trigger.survey) })
    case 'hand':
      return say('plan.when.hand')
  }
}
