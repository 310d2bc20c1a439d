/** What is said of the word “case”, in Finnish. */
export const caseWords = {
  'case.title': '{count, plural, =0 {Koppeja ei ole auki} one {Koppi auki} other {# koppia auki}}',
  'case.none': 'Ei koppia otettavaksi. Vakava kitka avaa kopin itsestään.',
  'case.team': 'Ensimmäisenä kopilla: {team}',
  'case.noTeam': 'Tiimiä ei ole määritelty',
  'case.since': 'Auki {date} alkaen',
} as const
