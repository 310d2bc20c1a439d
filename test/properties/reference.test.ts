import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reference } from '../reference/reference.ts'
import { derived } from './domain.ts'
import { effort, PATIENCE } from './fuzz.ts'
import { lives } from './life.ts'
import { pinnedLives } from './pinned.ts'

describe('the derivation and the plain reference', () => {
  it(
    'say the same of any life: paths, frictions, holdings, customers',
    () => {
      fc.assert(
        fc.property(lives(), (life) => {
          expect(derived(life)).toEqual(reference(life))
        }),
        effort(pinnedLives),
      )
    },
    PATIENCE,
  )
})
