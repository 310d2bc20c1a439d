import type { customerWords as words } from '../fi/customer.ts'

/** What is said of the word “customer”, in Swedish. */
export const customerWords: Readonly<Record<keyof typeof words, string>> = {
  'search.label': 'Sök kund',
  'search.hint': 'Namn, identifierare eller ärende',
  'search.count': '{count, plural, =0 {Inga träffar} one {# träff} other {# träffar}}',
  'search.none': 'Inga träffar för ”{text}”. Sök på början av ett namn, en identifierare eller ett ärende.',
  'search.failed': 'Sökningen lyckades inte. Försök igen om en stund.',
  'search.frictions': '{count, plural, =0 {inga friktioner} one {# friktion} other {# friktioner}}',
  'customer.since': 'Kund sedan {year}',
  'customer.holdings': 'Har',
  'customer.noHoldings': 'Inga kända produkter',
  'customer.open': 'Öppet',
  'customer.noOpen': 'Inga öppna kundärenden',
  'customer.promised': 'Utlovat',
  'customer.promise': '{what}, senast {due}',
  'customer.conflict': 'Identifierarna motsäger varandra, så dessa har inte slagits ihop: {identifiers}',
  'customer.missing': 'Kunden {customer} finns inte',
  'customer.missingHint':
    'Kontrollera identifieraren eller sök kunden på namn. Om identifierare har slagits ihop hittas kunden med den starkaste av dem.',
  'customer.noEncounters': 'Det finns ännu inga möten med kunden.',
  'panel.open': 'Öppna i Polku',
  'panel.closed': 'Panelens länk gäller inte längre',
  'panel.closedHint': 'Ladda om sidan i det system där panelen finns, så hämtar det en ny länk.',
}
