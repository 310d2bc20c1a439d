import type { customerWords as words } from '../fi/customer.ts'

/** What is said of the word “customer”, in English. */
export const customerWords: Readonly<Record<keyof typeof words, string>> = {
  'search.label': 'Search for a customer',
  'search.hint': 'Name, identifier or matter',
  'search.count': '{count, plural, =0 {No matches} one {# match} other {# matches}}',
  'search.none': 'Nothing found for “{text}”. Search by the beginning of a name, an identifier or a matter.',
  'search.failed': 'The search did not work. Try again in a moment.',
  'search.frictions': '{count, plural, =0 {no frictions} one {# friction} other {# frictions}}',
  'customer.since': 'Customer since {year}',
  'customer.holdings': 'Holds',
  'customer.noHoldings': 'No known products',
  'customer.open': 'Open',
  'customer.noOpen': 'No open matters',
  'customer.promised': 'Promised',
  'customer.promise': '{what}, by {due}',
  'customer.conflict': 'Identifiers contradict each other, so these have not been joined: {identifiers}',
  'customer.missing': 'There is no customer {customer}',
  'customer.missingHint':
    'Check the identifier, or search for the customer by name. If identifiers have been joined, the strongest of them finds the customer.',
  'customer.noEncounters': 'There are no encounters with this customer yet.',
  'panel.open': 'Open in Polku',
  'panel.closed': 'The panel’s link is no longer valid',
  'panel.closedHint': 'Reload the page of the system that shows the panel: it fetches a new link.',
}
