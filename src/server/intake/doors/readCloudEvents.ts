import type { IncomingHttpHeaders } from 'node:http'
import { readItems, type Item } from '../../encounter/readItems.ts'
import { HttpProblem } from '../../http/problem.ts'
import type { Fields } from './facets.ts'
import { itemOfEvent } from './cloudEvent.ts'

const PREFIX = 'ce-'

/** The events of a request in structured, batched or binary mode, as items; `now` is ms since 1970 UTC. Throws problems 400, 413 and 415. */
export function readCloudEvents(text: string, headers: IncomingHttpHeaders, now: number): Item[] {
  const media = (headers['content-type'] ?? '').split(';', 1)[0]!.trim().toLowerCase()
  const isJson = /^application\/(cloudevents(-batch)?\+)?json$/.test(media)
  if (!media.startsWith('application/cloudevents') && headers[`${PREFIX}id`] !== undefined)
    return [itemOfEvent(binaryEvent(text, media, headers), now)]
  if (!isJson) {
    throw new HttpProblem(415, 'unsupported-media', 'This is no CloudEvent.', {
      detail: 'Send application/cloudevents+json, application/cloudevents-batch+json, or the attributes as ce- headers.',
    })
  }
  return readItems(text, 'application/json').map((item) => ('value' in item ? itemOfEvent(item.value, now) : item))
}

function binaryEvent(text: string, media: string, headers: IncomingHttpHeaders): Fields {
  const attributes = Object.entries(headers).filter(([name, value]) => name.startsWith(PREFIX) && typeof value === 'string')
  return {
    ...Object.fromEntries(attributes.map(([name, value]) => [name.slice(PREFIX.length), decode(value as string)])),
    ...(media !== '' && { datacontenttype: media }),
    ...(text !== '' && { data: /[/+]json$/.test(media) || media === '' ? jsonOf(text) : text }),
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new HttpProblem(400, 'unreadable', 'The data is not well-formed JSON.', { detail: 'Content-Type tells what the data is.' })
  }
}

/** An attribute's value out of its header: quoted or not, with everything but printable ASCII written as % and two digits. */
function decode(value: string): string {
  const plain = /^".*"$/s.test(value) ? value.slice(1, -1).replace(/\\(.)/gs, '$1') : value
  return plain.replace(/(?:%[0-9a-f]{2})+/gi, (coded) => {
    try {
      return decodeURIComponent(coded)
    } catch {
      return coded
    }
  })
}
