import type { listWords as words } from '../fi/list.ts'

/** What is said of lists, in Swedish. */
export const listWords: Readonly<Record<keyof typeof words, string>> = {
  'list.chosen': '{count, plural, one {# vald} other {# valda}}',
  'list.none': 'Ta bort valet',
  'list.saveChosen': 'Spara de valda',
  'list.saveShown': 'Spara de synliga',
  'list.all': 'Välj alla synliga',
  'list.choose': 'Välj {what}',
  'list.columns': 'Kolumner',
  'list.keys': 'Pilarna flyttar, Enter öppnar, mellanslag väljer, Skift och pil väljer flera, Ctrl A alla.',
  'list.state': 'Läge',
  'list.when': 'När',
  'list.kind': 'Friktion',
  'list.severity': 'Allvar',
  'list.begun': 'Började',
  'list.last': 'Senast',
  'list.path': 'Väg',
}
