import { canonicalJson } from '../../../domain/kernel/canonical.ts'
import { digestOf } from '../../encounter/registerIds.ts'
import { isFields, splitFacets, type Fields } from './facets.ts'
import { readContext } from './segmentContext.ts'
import { identifiersOf, isGiven } from './segmentPerson.ts'
import { keyOfName, keyOfPath } from './touchpointKey.ts'

/** Reads `track`, `page` or `screen` as an item of `POST /v1/encounters`; `at` is its time as RFC 3339. */
export function encounterOf(type: string, message: Fields, context: Fields, at: unknown): Fields {
  const properties = isFields(message['properties']) ? message['properties'] : {}
  const traits = isFields(context['traits']) ? context['traits'] : {}
  const { facets, rest } = splitFacets(properties)
  const touchpoint = facets['touchpoint'] ?? touchpointOf(type, message, context, properties)
  const id = isGiven(message['messageId']) ? message['messageId'] : contentId(type, message)
  return {
    ...(id !== undefined && { id }),
    occurredAt: at,
    customer: identifiersOf(message, traits),
    ...readContext(context, type),
    ...facets,
    ...(touchpoint !== undefined && { touchpoint }),
    properties: rest,
  }
}

function touchpointOf(type: string, { event, name }: Fields, { page }: Fields, properties: Fields): string | undefined {
  if (type === 'track') return isText(event) ? keyOfName(event) : undefined
  const called = isText(name) ? name : properties['name']
  if (isText(called)) return keyOfName(called)
  const place = isFields(page) && isText(page['path']) ? page['path'] : (properties['path'] ?? properties['url'])
  return type === 'page' && isText(place) ? keyOfPath(place) : type
}

/** Without a message id, what was said and when it was said to have happened tell a message sent twice; what is sent anew each time does not. */
function contentId(type: string, { sentAt: _sent, receivedAt: _received, writeKey: _key, _metadata, ...said }: Fields): string | undefined {
  return isGiven(said['timestamp']) ? digestOf(canonicalJson({ ...said, type })) : undefined
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}
