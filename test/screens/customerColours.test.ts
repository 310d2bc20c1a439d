import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { DARK, LIGHT, type Roles } from '../../src/web/colours.ts'

const css = readFileSync(new URL('../../src/respond/respond.css', import.meta.url), 'utf8')
const [light = '', dark = ''] = [...css.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) => block!)

it.each([
  ['light', light, LIGHT],
  ['dark', dark, DARK],
])('the customer’s pages have the colours of the house, %s', (_scheme, block, roles) => {
  const named = [...block.matchAll(/--([\w-]+): (#\w+);/g)].map(([, name, colour]) => [name!, colour!.toLowerCase()] as const)
  expect(named.length).toBeGreaterThan(7)
  for (const [name, colour] of named) {
    const role = (name === 'on-accent' ? 'onAccent' : name) as keyof Roles
    expect(colour).toBe(roles[role].toLowerCase())
  }
})
