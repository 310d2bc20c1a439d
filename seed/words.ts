import type { Random } from './random.ts'
import { FINNISH, FINNISH_QUESTIONS } from './wordsFinnish.ts'
import { SWEDISH, SWEDISH_QUESTIONS } from './wordsSwedish.ts'

/** What customers talk about. */
export type Theme = 'loan' | 'insurance' | 'claim' | 'kitchen' | 'order' | 'return' | 'warranty' | 'card' | 'moving' | 'joining' | 'general'
/** How it went for them. */
export type Mood = 'good' | 'fair' | 'bad'
/** Sentences by theme and mood. */
export type Sayings = Readonly<Record<Theme, Readonly<Record<Mood, readonly string[]>>>>

const ENGLISH: Readonly<Record<Mood, readonly string[]>> = {
  good: ['Quick and friendly, thank you.', 'Everything worked on the first try.'],
  fair: ['Fine in the end, a bit slow.', 'It works, but most letters come only in Finnish.'],
  bad: ['Nobody told me what happens next.', 'I had to explain the same thing three times.', 'They promised to call back and never did.'],
}
const ENGLISH_QUESTIONS = ['Is there any news about my case?', 'Could someone please call me back?']

/** A sentence in the customer's language about a theme, as the mood has it. */
export function drawWords(random: Random, language: string, theme: Theme, mood: Mood): string {
  if (language === 'en') return random.pick(ENGLISH[mood])
  return random.pick((language === 'sv' ? SWEDISH : FINNISH)[theme][mood])
}

/** What a customer asks when nothing has been heard. */
export function drawQuestion(random: Random, language: string, theme: Theme): string {
  if (language === 'en') return random.pick(ENGLISH_QUESTIONS)
  const questions = language === 'sv' ? SWEDISH_QUESTIONS : FINNISH_QUESTIONS
  return random.pick(questions[theme] ?? questions.general!)
}
