import type { caseWords as words } from '../fi/case.ts'

/** What is said of the word “case”, in Swedish. */
export const caseWords: Readonly<Record<keyof typeof words, string>> = {
  'case.title': '{count, plural, =0 {Inga öppna ärenden hos oss} one {1 öppet ärende hos oss} other {# öppna ärenden hos oss}}',
  'case.none': 'Inget att fånga upp: allvarliga friktioner öppnar ett ärende av sig själva.',
  'case.team': 'Först att fånga upp: {team}',
  'case.noTeam': 'Inget team har angetts',
  'case.since': 'Öppet sedan {date}',
}
