import type { FrictionJson } from '../../domain/friction/frictionJson.ts'

/** What makes a friction the same friction on its customer's page: kind, evidence and subject; readable in an address. */
export function frictionAddress(friction: Pick<FrictionJson, 'kind' | 'evidence' | 'what' | 'metric' | 'occurredAt'>): string {
  const subject = friction.kind === 'broken-promise' ? [friction.what ?? '', friction.occurredAt] : [friction.metric ?? '']
  return [friction.kind, friction.evidence.map(encodeURIComponent).join('+'), ...subject.filter(Boolean).map(encodeURIComponent)].join('~')
}

/** What is open beside the picture: an encounter by id, or a friction by its address. */
export type Opened = { encounter: string } | { friction: string } | null

/** Reads what is open from an address's fragment; null when it names nothing. */
export function readOpened(fragment: string): Opened {
  const [, what, which] = /^#?(friction|encounter)=(.+)$/.exec(fragment) ?? []
  if (what === undefined || which === undefined) return null
  if (what === 'friction') return { friction: which }
  try {
    return { encounter: decodeURIComponent(which) }
  } catch {
    return null
  }
}

/** The fragment that opens something again, without its #. */
export function openedFragment(opened: Exclude<Opened, null>): string {
  return 'friction' in opened ? `friction=${opened.friction}` : `encounter=${encodeURIComponent(opened.encounter)}`
}
