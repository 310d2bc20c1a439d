import type { Level } from '../measure/level.ts'
import type { FrictionKind } from './friction.ts'

/**
 * The level that each kind of friction harms: what was wanted was not done or took too much (action), how it felt as the customer said it
 * (emotion), or what we are to them – our word, whom we are for, our name, whether they stay (meaning).
 */
export const LEVEL_OF_FRICTION: Readonly<Record<FrictionKind, Level>> = {
  abandonment: 'action',
  bounce: 'action',
  'broken-promise': 'meaning',
  'dead-end': 'action',
  effort: 'action',
  'forced-channel-switch': 'action',
  'irrelevant-offer': 'meaning',
  leaving: 'meaning',
  loss: 'meaning',
  'negative-mention': 'meaning',
  'poor-score': 'emotion',
  'repeat-contact': 'action',
  'repeated-ask': 'action',
  silence: 'action',
}
