import type { caseWords as words } from '../fi/case.ts'

/** What is said of the word “case”, in English. */
export const caseWords: Readonly<Record<keyof typeof words, string>> = {
  'case.title': '{count, plural, =0 {No open cases} one {1 open case} other {# open cases}}',
  'case.none': 'Nothing to catch here: serious frictions open a case by themselves.',
  'case.team': 'First to catch it: {team}',
  'case.noTeam': 'No team defined',
  'case.since': 'Open since {date}',
}
