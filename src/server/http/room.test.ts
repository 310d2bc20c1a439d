import { EventEmitter } from 'node:events'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { expect, it } from 'vitest'
import type { HttpProblem } from './problem.ts'
import { openRoom } from './room.ts'

const KB = 1024

/** Asks for room for a request with these headers; tells how to end it, or what it was refused with. */
function ask(takeRoom: ReturnType<typeof openRoom>, headers: IncomingHttpHeaders): (() => void) | HttpProblem {
  const response = new EventEmitter()
  try {
    takeRoom({ headers } as IncomingMessage, response as ServerResponse)
    return () => void response.emit('close')
  } catch (error) {
    return error as HttpProblem
  }
}

const json = (bytes: number): IncomingHttpHeaders => ({ 'content-length': String(bytes) })
const refused = expect.objectContaining({
  status: 503,
  sort: 'busy',
  more: expect.objectContaining({ headers: { 'retry-after': '2', connection: 'close' } }),
})

it('gives room until it is full, and again when a request has ended, answered or broken off', () => {
  const takeRoom = openRoom(100 * KB)
  const first = ask(takeRoom, json(60 * KB)) as () => void
  expect(ask(takeRoom, json(40 * KB))).toBeTypeOf('function')
  expect(ask(takeRoom, json(1))).toEqual(refused)
  first()
  expect(ask(takeRoom, json(60 * KB))).toBeTypeOf('function')
  expect(ask(takeRoom, json(1))).toEqual(refused)
})

it('lets a request take 16 kB at least, and ten times its length when it is compressed', () => {
  const many = openRoom(48 * KB)
  expect([1, 2, 3].map(() => typeof ask(many, json(10)))).toEqual(['function', 'function', 'function'])
  expect(ask(many, json(10))).toEqual(refused)
  const compressed = openRoom(100 * KB)
  ask(compressed, { ...json(8 * KB), 'content-encoding': 'gzip' })
  expect(ask(compressed, json(21 * KB))).toEqual(refused)
  expect(ask(compressed, { ...json(20 * KB), 'content-encoding': 'identity' })).toBeTypeOf('function')
})

it('counts a body of unknown length as half a megabyte, and one without a body not at all', () => {
  const takeRoom = openRoom(600 * KB)
  expect(ask(takeRoom, { 'transfer-encoding': 'chunked' })).toBeTypeOf('function')
  expect(ask(takeRoom, { 'transfer-encoding': 'chunked' })).toEqual(refused)
  for (let question = 0; question < 100; question++) expect(ask(takeRoom, question % 2 === 0 ? {} : json(0))).toBeTypeOf('function')
})

it('takes one request alone, however large', () => {
  const takeRoom = openRoom(10 * KB)
  expect(ask(takeRoom, json(500 * KB))).toBeTypeOf('function')
  expect(ask(takeRoom, json(1))).toEqual(refused)
})
