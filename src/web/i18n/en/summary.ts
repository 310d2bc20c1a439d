/** Summaries of customers' words, in English. */
export const summaryWords = {
  'summary.title': 'Summary',
  'summary.make': 'Summarise',
  'summary.making': 'Summing up…',
  'summary.byModel':
    'In the words of the model {model}, from {sent, plural, one {one text} other {# texts}} with personal data taken out before sending; {texts} are chosen. Models err: check the sources.',
  'summary.inHouse.off': 'Made in house from {texts, plural, one {one text} other {# texts}}. Nothing was sent elsewhere.',
  'summary.inHouse.failed':
    'The model gave no usable answer, so this was made in house from {texts, plural, one {one text} other {# texts}}.',
  'summary.inHouse.consent': 'Made in house from {texts, plural, one {one text} other {# texts}}: none may be sent to the model.',
  'summary.inHouse.none': 'With these filters there are no texts to sum up.',
  'summary.withheld': '{withheld, plural, one {One text was} other {# texts were}} not sent, as the customer has not consented.',
  'summary.basedOn': 'Sources: {count, plural, one {one text} other {# texts}}',
  'summary.figures': 'In figures, counted in house',
  'summary.theme': '{texts, plural, one {one text} other {# texts}}, {negative} negative, {positive} positive',
  'summary.bitter': 'Most negative:',
  'summary.glad': 'Most positive:',
  'summary.keywords': 'Commonest words: {words}',
  'summary.sent': 'What was sent to the model',
  'summary.sentNothing': 'Nothing was sent to the model in 30 days.',
  'summary.purpose.summary': 'summary',
  'summary.purpose.theme-name': 'name of a theme',
  'summary.problem': 'Failed: {problem}',
  'summary.asSent': 'As it was sent, word for word',
  'summary.answer': 'Answer',
}
