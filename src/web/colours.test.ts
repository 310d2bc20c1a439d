import { describe, expect, it } from 'vitest'
import { contrast, DARK, LIGHT, type Roles } from './colours.ts'

const WRITTEN: (keyof Roles)[] = ['ink', 'faint', 'spruce', 'lingonberry', 'lake']
const DRAWN: (keyof Roles)[] = ['ink', 'spruce', 'lingonberry', 'amber', 'lake', 'edge']
const GROUNDS: (keyof Roles)[] = ['paper', 'sheet', 'shade']

it('counts contrast as WCAG does', () => {
  expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21)
  expect(contrast('#777777', '#FFFFFF')).toBeCloseTo(4.48, 2)
})

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
])('%s colours', (_name, roles) => {
  const pairs = (colours: (keyof Roles)[]) => colours.flatMap((colour) => GROUNDS.map((ground) => [colour, ground] as const))

  it.each(pairs(WRITTEN))('%s can be read on %s', (colour, ground) => {
    expect(contrast(roles[colour], roles[ground])).toBeGreaterThanOrEqual(4.5)
  })

  it.each(pairs(DRAWN))('%s can be seen on %s', (colour, ground) => {
    expect(contrast(roles[colour], roles[ground])).toBeGreaterThanOrEqual(3)
  })

  it('words on the accent can be read', () => {
    expect(contrast(roles.onAccent, roles.spruce)).toBeGreaterThanOrEqual(4.5)
  })
})
