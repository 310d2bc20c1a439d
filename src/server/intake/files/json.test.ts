import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BrokenFile, type ReadRow } from './fileRow.ts'
import { fieldsOfJson, readJson } from './json.ts'

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let start = 0; start < text.length; start += size) yield text.slice(start, start + size)
}

async function collect(text: string, size: number): Promise<ReadRow[]> {
  const rows: ReadRow[] = []
  for await (const batch of readJson(pieces(text, size))) rows.push(...batch)
  return rows
}

const items = fc.array(fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 2 }), { maxKeys: 4 }), { maxLength: 6 })

describe('JSON', () => {
  it('gives back the items of an array or of lines, in whatever pieces they come', async () => {
    await fc.assert(
      fc.asyncProperty(
        items,
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom(0, 2),
        fc.boolean(),
        async (given, size, indent, isArray) => {
          const text = isArray ? ` ${JSON.stringify(given, null, indent)}\n` : given.map((item) => JSON.stringify(item)).join('\n')
          const read = await collect(text, size)
          expect(read.map(({ raw }) => JSON.stringify(raw))).toEqual(given.map((item) => JSON.stringify(item)))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('tells lines and numbers', async () => {
    const inArray = await collect('[\n  {"a": 1},\n  {"a":\n 2}, {"a": 3}\n]', 4)
    expect(inArray.map((row) => [row.line, 'number' in row ? row.number : 0])).toEqual([
      [2, 1],
      [3, 2],
      [4, 3],
    ])
    const inLines = await collect('{"a":1}\n\n{"a":2}', 3)
    expect(inLines.map((row) => row.line)).toEqual([1, 3])
  })

  it('refuses a line that is not JSON and reads on', async () => {
    const read = await collect('{"a":1}\n{"a":\n{"a":3}\n', 6)
    expect(read.map((row) => ('problem' in row ? 'refused' : row.raw))).toEqual([{ a: 1 }, 'refused', { a: 3 }])
  })

  it.each([
    ['does not end', '[\n{"a":1},\n{"a":2}', 1, 3],
    ['has an item that is not JSON', '[\n{"a":1},\n {"a":},{"a":3}]', 1, 3],
    ['is followed by something', '[{"a":1}]\n x', 1, 2],
  ])('keeps what came before where an array %s', async (_, text, kept, line) => {
    const rows: ReadRow[] = []
    const reading = (async () => {
      for await (const batch of readJson(pieces(text, 9))) rows.push(...batch)
    })()
    await expect(reading).rejects.toBeInstanceOf(BrokenFile)
    await expect(reading).rejects.toMatchObject({ line })
    expect(rows).toHaveLength(kept)
  })

  it('names nested fields with dots', () => {
    expect({ ...fieldsOfJson({ a: { b: { c: 1 }, d: ['x', 2] }, e: null, f: false }) }).toEqual({ 'a.b.c': 1, 'a.d': ['x', '2'], f: false })
  })
})
