import { REVIEW_SOURCES, TALK_SOURCE } from './mentions.ts'
import { deviceIn, isFarFrom, Route, wasSpoiled } from './route.ts'
import { drawWords, drawQuestion, type Mood, type Theme } from './words.ts'

const SCORES: Readonly<Record<string, Readonly<Record<Mood, readonly (readonly [number, number])[]>>>> = {
  nps: {
    good: [
      [10, 34],
      [9, 32],
      [8, 20],
      [7, 9],
      [6, 3],
      [5, 2],
    ],
    fair: [
      [9, 8],
      [8, 30],
      [7, 36],
      [6, 16],
      [5, 10],
    ],
    bad: [
      [0, 10],
      [1, 6],
      [2, 10],
      [3, 14],
      [4, 14],
      [5, 16],
      [6, 14],
      [7, 10],
      [8, 6],
    ],
  },
  csat: {
    good: [
      [5, 62],
      [4, 32],
      [3, 5],
      [2, 1],
    ],
    fair: [
      [5, 10],
      [4, 44],
      [3, 40],
      [2, 6],
    ],
    bad: [
      [1, 30],
      [2, 36],
      [3, 24],
      [4, 10],
    ],
  },
  ces: {
    good: [
      [7, 48],
      [6, 34],
      [5, 15],
      [3, 3],
    ],
    fair: [
      [6, 20],
      [5, 42],
      [4, 30],
      [3, 8],
    ],
    bad: [
      [1, 24],
      [2, 30],
      [3, 28],
      [4, 12],
      [5, 6],
    ],
  },
  emotion: {
    good: [
      [5, 50],
      [4, 42],
      [3, 8],
    ],
    fair: [
      [4, 38],
      [3, 50],
      [2, 12],
    ],
    bad: [
      [1, 34],
      [2, 42],
      [3, 20],
      [4, 4],
    ],
  },
  meaning: {
    good: [
      [5, 36],
      [4, 48],
      [3, 16],
    ],
    fair: [
      [4, 28],
      [3, 54],
      [2, 18],
    ],
    bad: [
      [1, 26],
      [2, 40],
      [3, 30],
      [4, 4],
    ],
  },
}

const SCALES: Readonly<Record<string, string>> = { nps: '0-10', csat: '1-5', ces: '1-7', emotion: '1-5', meaning: '1-5' }

/** How it went for the customer lately: well after nothing wrong, else badly. */
export function moodOf(route: Route, days = 40): Mood {
  if (wasSpoiled(route.customer, route.at, days)) return route.random.chance(0.72) ? 'bad' : 'fair'
  return route.random.chance(0.86) ? 'good' : 'fair'
}

/** Some answer when asked how it was: never twice within thirty days, the metric by what was asked. */
export function mayAnswer(route: Route, theme: Theme, metrics: readonly string[], share: number): void {
  const { customer, random } = route
  if (!customer.crm || !customer.consents.surveys || !random.chance(share) || !isFarFrom(route.at, customer.asked, 30)) return
  customer.asked.push(route.at)
  const after = new Route(customer, route.told, route.at, route.journey, route.matter)
  const mood = moodOf(route)
  const channel = random.chance(0.7) ? 'email' : 'app'
  after.days(0, 2, channel)
  const text = random.chance(mood === 'bad' ? 0.7 : 0.4) ? drawWords(random, customer.language, theme, mood) : undefined
  after.asks('survey', channel, {
    device: deviceIn(channel, after.device),
    measures: metrics.map((metric) => ({ metric, score: random.weighted(SCORES[metric]![mood]), scale: SCALES[metric]! })),
    ...(text && { text, locale: customer.language }),
  })
}

/** Some tell others: a review with stars, or a post that somebody else hears. */
export function mayReview(route: Route, theme: Theme, share: number): void {
  const { customer, random } = route
  const mood = moodOf(route)
  if (!random.chance(mood === 'bad' ? share * 2.5 : share)) return
  const after = new Route(customer, route.told, route.at, route.journey, route.matter)
  if (after.knownBy === 'anonymous') return
  after.days(1, 6, 'web')
  const stars = random.weighted(mood === 'good' ? STARS_GOOD : mood === 'fair' ? STARS_FAIR : STARS_BAD)
  const text = drawWords(random, customer.language, theme, mood)
  if (random.chance(0.75)) {
    const measures = [{ metric: 'stars', score: stars, scale: '1-5' }]
    const properties = { source: REVIEW_SOURCES[customer.language] }
    after.isMentioned('review-site', { measures, text, locale: customer.language, properties })
  } else {
    const sentiment = mood === 'good' ? 'positive' : mood === 'fair' ? 'neutral' : 'negative'
    after.isMentioned('social-post', { text, locale: customer.language, sentiment, properties: { source: TALK_SOURCE } })
  }
}

const STARS_GOOD = [
  [5, 70],
  [4, 27],
  [3, 3],
] as const
const STARS_FAIR = [
  [4, 30],
  [3, 70],
] as const
const STARS_BAD = [
  [1, 55],
  [2, 35],
  [3, 10],
] as const

/** The customer asks whether anything has happened; the organisation answers, mostly at once. */
export function asksForNews(route: Route, theme: Theme, team: string): void {
  const { customer, random } = route
  const channel = random.weighted([
    ['phone', 55],
    ['chat', 30],
    ['email', 15],
  ] as const)
  route.days(0, 1, channel)
  const touchpoint = channel === 'chat' ? 'chat' : 'customer-service'
  route.asks(touchpoint, channel, {
    text: drawQuestion(random, customer.language, theme),
    locale: customer.language,
    ...(random.chance(0.15) && { signals: ['complaint'] as const }),
  })
  route.spoiled()
  route.minutes(3, 15)
  if (channel === 'email') route.workdays(0, 1, 'email')
  route.serves(channel === 'email' ? 'email-answer' : touchpoint, channel, team)
}
