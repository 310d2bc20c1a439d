import type { listWords as words } from '../fi/list.ts'

/** What is said of lists, in English. */
export const listWords: Readonly<Record<keyof typeof words, string>> = {
  'list.chosen': '{count, plural, one {# chosen} other {# chosen}}',
  'list.none': 'Choose none',
  'list.saveChosen': 'Save the chosen',
  'list.saveShown': 'Save what is shown',
  'list.all': 'Choose all shown',
  'list.choose': 'Choose {what}',
  'list.columns': 'Columns',
  'list.keys': 'Arrows move, Enter opens, Space chooses, Shift and an arrow choose several, Ctrl A all.',
  'list.state': 'State',
  'list.when': 'When',
  'list.kind': 'Friction',
  'list.severity': 'Severity',
  'list.begun': 'Began',
  'list.last': 'Last',
  'list.path': 'Path',
}
