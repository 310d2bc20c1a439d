import { setImmediate as tick } from 'node:timers/promises'
import { AsyncLocalStorage } from 'node:async_hooks'
import { expect, it } from 'vitest'
import { Turns } from './turns.ts'

function recording() {
  const turns = new Turns()
  const done: string[] = []
  let inside = 0
  let most = 0
  const work = (name: string) => async () => {
    most = Math.max(most, ++inside)
    await tick()
    inside--
    done.push(name)
    return name
  }
  return { turns, done, work, most: () => most }
}

it('lets short and long work take turns, and long work alone', async () => {
  const { turns, done, work, most } = recording()
  const first = turns.long(work('first'))
  const waiting = [turns.long(work('second')), turns.long(work('third')), turns.short(work('a')), turns.short(work('b'))]
  await first
  waiting.push(turns.short(work('c')))
  expect(await Promise.all(waiting)).toEqual(['second', 'third', 'a', 'b', 'c'])
  expect(done).toEqual(['first', 'a', 'b', 'second', 'c', 'third'])
  expect(most()).toBe(2)
})

it('does not let a stream of short work keep long work waiting', async () => {
  const { turns, done, work } = recording()
  let isOver = false
  const stream = async () => {
    while (!isOver) await turns.short(work('short'))
  }
  const streams = [stream(), stream()]
  await turns.long(work('long'))
  isOver = true
  await Promise.all(streams)
  expect(done.indexOf('long')).toBeLessThan(5)
})

it('goes on after work that failed, and tells when all is done', async () => {
  const { turns, done, work } = recording()
  await turns.done()
  const failing = turns.long(async () => {
    throw new Error('storm')
  })
  const after = turns.short(work('after'))
  await expect(failing).rejects.toThrow('storm')
  await turns.done()
  expect(done).toEqual(['after'])
  await after
})

it('runs work in the context of whoever gave it', async () => {
  const { turns } = recording()
  const context = new AsyncLocalStorage<string>()
  const given = ['a', 'b', 'c'].map((name) => context.run(name, () => turns.long(async () => (await tick(), context.getStore()))))
  expect(await Promise.all(given)).toEqual(['a', 'b', 'c'])
})
