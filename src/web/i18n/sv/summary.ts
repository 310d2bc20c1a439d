/** Sammanfattningar av kundernas ord, på svenska. */
export const summaryWords = {
  'summary.title': 'Sammanfattning',
  'summary.make': 'Sammanfatta',
  'summary.making': 'Sammanfattar…',
  'summary.byModel':
    'Formulerad av modellen {model} utifrån {sent, plural, one {en text} other {# texter}} ur vilka personuppgifter togs bort före sändningen; {texts} texter är valda. Modellen kan ta fel: kontrollera källorna.',
  'summary.inHouse.off': 'Gjord i huset av {texts, plural, one {en text} other {# texter}}. Inget har sänts någon annanstans.',
  'summary.inHouse.failed':
    'Modellen gav inget användbart svar, så den här är gjord i huset av {texts, plural, one {en text} other {# texter}}.',
  'summary.inHouse.consent': 'Gjord i huset av {texts, plural, one {en text} other {# texter}}: ingen får sändas till modellen.',
  'summary.inHouse.none': 'Med den här avgränsningen finns inga texter att sammanfatta.',
  'summary.withheld': '{withheld, plural, one {En text} other {# texter}} sändes inte, eftersom kunden inte har gett sitt samtycke.',
  'summary.basedOn': 'Källor: {count, plural, one {en text} other {# texter}}',
  'summary.figures': 'I siffror, räknat i huset',
  'summary.theme': '{texts, plural, one {en text} other {# texter}}, {negative} negativa, {positive} positiva',
  'summary.bitter': 'Mest negativ:',
  'summary.glad': 'Mest positiv:',
  'summary.keywords': 'Vanligaste orden: {words}',
  'summary.sent': 'Vad som har sänts till modellen',
  'summary.sentNothing': 'Inget har sänts till modellen på 30 dagar.',
  'summary.purpose.summary': 'sammanfattning',
  'summary.purpose.theme-name': 'namn på tema',
  'summary.problem': 'Lyckades inte: {problem}',
  'summary.asSent': 'Sänt ord för ord',
  'summary.answer': 'Svar',
}
