import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { HttpProblem } from './problem.ts'

/** Bytes taken at most, before and after inflating. */
export const LARGEST_BODY = 5 * 1024 * 1024

// So far a sender that is over the limit is heard out, so that it gets to read why it is refused.
const PATIENCE = 4 * LARGEST_BODY

const UNZIP_ERRORS = /^Z_(DATA|BUF|STREAM|NEED)_?/

/** Reads a body of text, plain or gzip, never holding more than `most` bytes; none is an empty text. Throws problems 400, 413 and 415. */
export async function readBody(body: Readable | undefined, headers: IncomingHttpHeaders, most: number = LARGEST_BODY): Promise<string> {
  if (body === undefined) return ''
  const encoding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  if (encoding !== 'identity' && encoding !== 'gzip' && encoding !== 'x-gzip') {
    throw new HttpProblem(415, 'unsupported-media', `Content-Encoding ${encoding} is not taken here.`, {
      detail: 'Send plain or gzip.',
      headers: { 'accept-encoding': 'gzip, identity' },
    })
  }
  if (Number(headers['content-length'] ?? 0) > most) {
    await drain(body)
    throw tooLarge(most)
  }
  const bytes = await collect(body, most)
  return decode(encoding === 'identity' ? bytes : await inflate(bytes, most))
}

async function collect(body: Readable, most: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  // Going on without the body's end would close the connection before the answer is read.
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > most) {
      await drain(body)
      throw tooLarge(most)
    }
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function drain(body: Readable): Promise<void> {
  let size = 0
  for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > PATIENCE) return
  }
}

async function inflate(bytes: Buffer, most: number): Promise<Buffer> {
  const gunzip = createGunzip()
  gunzip.end(bytes)
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) {
      size += chunk.length
      if (size > most) throw tooLarge(most)
      chunks.push(chunk)
    }
  } catch (error) {
    if (!UNZIP_ERRORS.test(String((error as NodeJS.ErrnoException).code))) throw error
    throw new HttpProblem(400, 'unreadable', 'The body is not well-formed gzip.', {
      detail: 'Send it whole, or leave Content-Encoding out when it is plain.',
    })
  }
  return Buffer.concat(chunks)
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new HttpProblem(400, 'unreadable', 'The body is not UTF-8.', { detail: 'Send JSON in UTF-8.' })
  }
}

function tooLarge(most: number): HttpProblem {
  return new HttpProblem(
    413,
    'too-large',
    `The body is larger than ${most < 1024 * 1024 ? `${most / 1024} KB` : `${most / 1024 / 1024} MB`}.`,
    {
      detail: 'Send it in parts; the same encounters sent again are counted as duplicates.',
    },
  )
}
