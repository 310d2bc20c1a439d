import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reference } from '../reference/reference.ts'
import { derived } from './domain.ts'
import { lives, type Life } from './life.ts'

const runs = Number(process.env.RUNS ?? 300)

describe('the derivation and the plain reference', () => {
  it('say the same of any life', () => {
    fc.assert(
      fc.property(lives(), (life: Life) => {
        expect(derived(life)).toEqual(reference(life))
      }),
      { numRuns: runs, seed: process.env.SEED ? Number(process.env.SEED) : undefined },
    )
  })
})
