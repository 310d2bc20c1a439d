import type { FacetsSeen } from './facetsSeen.ts'
import type { FrictionKind } from './friction.ts'

/** A kind of friction (or the pause of paths) that some encounters cannot tell of, and why. */
export interface NotJudged {
  kind: FrictionKind | 'pause'
  because: string
}

const NO_JOURNEY = 'No encounter belongs to a journey or a matter, so there are only relationships, which have no turn and no end.'
const NO_INITIATOR = 'No encounter says who began it (initiator), so nobody’s turn is known.'

type Reason = (seen: FacetsSeen) => string | false

const noJourney: Reason = (seen) => !seen.journey && NO_JOURNEY
const noInitiator: Reason = (seen) => !seen.initiator && NO_INITIATOR

function without(facet: keyof FacetsSeen, because: string): Reason {
  return (seen) => !seen[facet] && because
}

/** What each kind needs, the most telling lack first. */
const NEEDS: readonly (readonly [NotJudged['kind'], readonly Reason[]])[] = [
  [
    'abandonment',
    [
      noJourney,
      noInitiator,
      without('begun', 'No customer’s encounter starts a path or provides anything, so there is nothing to leave unfinished.'),
      (seen) => !seen.customerTurn && !seen.abandoned && 'No encounter leaves the turn with the customer, and none abandons a path (step).',
    ],
  ],
  ['bounce', [noJourney, without('team', 'No encounter names the team that handled it (handledBy).')]],
  ['broken-promise', [without('promised', 'No encounter carries a promise with a date (promises).')]],
  ['dead-end', [noJourney, without('failed', 'No encounter says that something failed (step).')]],
  ['effort', [noJourney, without('effortLimit', 'No journey of these paths has an effort limit (effortLimit).')]],
  [
    'forced-channel-switch',
    [
      noJourney,
      noInitiator,
      without('directed', 'No company’s encounter sends the customer to another channel (directsTo).'),
      without('digitalStart', 'No path begins in a channel known to be digital.'),
    ],
  ],
  [
    'irrelevant-offer',
    [
      without('offered', 'No encounter carries an offer (offers).'),
      without('tookUp', 'No encounter says what customers took up (takesUp), so nobody’s holdings are known.'),
    ],
  ],
  ['leaving', [without('leaving', 'No encounter carries the signal that a customer is leaving (signals).')]],
  ['loss', [without('gaveUp', 'No encounter says what customers gave up (givesUp).')]],
  [
    'negative-mention',
    [
      without('initiator', 'No encounter says who began it (initiator), so third parties are not known.'),
      without('thirdParty', 'No encounter is a third party’s (initiator).'),
      without('mention', 'No third party’s encounter carries stars or a sentiment.'),
    ],
  ],
  ['pause', [noJourney, noInitiator, without('customerTurn', 'No encounter leaves the turn with the customer.')]],
  [
    'poor-score',
    [
      without('measured', 'No encounter carries a score (measures).'),
      without('thresholded', 'No score is of a metric with a threshold (nps, csat, ces, or one defined).'),
    ],
  ],
  [
    'repeat-contact',
    [
      noJourney,
      noInitiator,
      without('customer', 'No encounter was begun by a customer (initiator).'),
      (seen) =>
        !seen.completed &&
        !(seen.companyTurn && seen.contact) &&
        'No encounter completes a path (step), and no customer’s contact meets the company’s turn.',
    ],
  ],
  [
    'repeated-ask',
    [
      without('initiator', 'No encounter says who began it (initiator), so what the company asked for is not known.'),
      without('asked', 'No company’s encounter asks for anything (asks).'),
      without('provided', 'No customer’s encounter provides anything (provides).'),
    ],
  ],
  [
    'silence',
    [
      noJourney,
      noInitiator,
      (seen) => !seen.companyTurn && !(seen.completed && seen.customer) && 'No encounter gives the company the turn.',
    ],
  ],
]

/** What cannot be judged from what was seen, by kind, each with the reason. */
export function notJudged(seen: FacetsSeen): NotJudged[] {
  const list: NotJudged[] = []
  for (const [kind, reasons] of NEEDS) {
    for (const reason of reasons) {
      const because = reason(seen)
      if (because === false) continue
      list.push({ kind, because })
      break
    }
  }
  return list
}
