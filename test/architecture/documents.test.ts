import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).map((path) => `docs/${path.replaceAll('\\', '/')}`)
const documents = [...readdirSync(root), ...inDocs].filter((path) => path.endsWith('.md'))
const decisions = inDocs.filter((path) => path.startsWith('docs/decisions/'))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const links = (path: string) =>
  [...read(path).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target]) =>
    normalize(join(dirname(path), target ?? '')).replaceAll('\\', '/'),
  )

describe('documents', () => {
  it.each(documents)('%s links only to files that are there', (path) => {
    expect(links(path).filter((target) => !existsSync(join(root, target)))).toEqual([])
  })

  it('are all told of in docs/README.md', () => {
    const told = links('docs/README.md')
    const untold = inDocs.filter(
      (path) => path.endsWith('.md') && path !== 'docs/README.md' && !decisions.includes(path) && !told.includes(path),
    )
    expect(untold).toEqual([])
  })

  it('are kept short where they are decisions: a number each, and context, decision, consequences', () => {
    expect(decisions.length).toBeGreaterThan(3)
    const numbers = decisions.map((path) => /^docs\/decisions\/(\d{3})-[a-z0-9-]+\.md$/.exec(path)?.[1])
    expect(numbers).not.toContain(undefined)
    expect(new Set(numbers).size).toBe(numbers.length)
    for (const path of decisions) {
      const headings = [...read(path).matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)
      expect(headings, path).toEqual(['Context', 'Decision', 'Consequences'])
      expect(read(path).split('\n').length, path).toBeLessThanOrEqual(60)
    }
  })
})
