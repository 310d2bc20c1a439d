import { describe, expect, it } from 'vitest'
import { savFile, type SavColumn } from './savFile.ts'

/** Reads a system file as its documentation says, by the names, labels and segments that stand in it. */
function readSav(file: Buffer) {
  let at = 176
  const variables: { short: string; width: number; label: string }[] = []
  const long = new Map<string, string>()
  const widths = new Map<string, number>()
  const codes: [number, string][] = []
  const int = () => file.readInt32LE((at += 4) - 4)
  const textOf = (length: number) => file.subarray(at, (at += length)).toString()
  for (let sort = int(); sort !== 999; sort = int()) {
    if (sort === 2) {
      const [width, isLabelled] = [int(), int()]
      at += 12
      const short = textOf(8).trim()
      let label = ''
      if (isLabelled === 1) {
        const length = int()
        label = textOf(length)
        at += (4 - (length % 4)) % 4
      }
      if (width >= 0) variables.push({ short, width, label })
    } else if (sort === 3) {
      for (let left = int(); left > 0; left--) {
        const value = file.readDoubleLE((at += 8) - 8)
        const length = file[at]!
        codes.push([value, file.subarray(at + 1, at + 1 + length).toString()])
        at += Math.ceil((length + 1) / 8) * 8
      }
      expect([int(), int()]).toEqual([4, 1])
      at += 4
    } else {
      expect(sort).toBe(7)
      const [subtype, size, count] = [int(), int(), int()]
      const content = textOf(size * count)
      const pairs = content.split('\t').map((pair) => pair.replace('\0', '').split('=') as [string, string])
      if (subtype === 13) pairs.forEach(([short, name]) => long.set(short, name))
      if (subtype === 14) pairs.filter(([short]) => short !== '').forEach(([short, width]) => widths.set(short, Number(width)))
    }
  }
  at += 4
  const rows: (number | string | null)[][] = []
  while (at < file.length) {
    const row: (number | string | null)[] = []
    for (let index = 0; index < variables.length; index++) {
      const { short, width } = variables[index]!
      if (width === 0) {
        const value = file.readDoubleLE((at += 8) - 8)
        row.push(value === -Number.MAX_VALUE ? null : value)
        continue
      }
      const segments = Math.ceil((widths.get(short) ?? 1) / 252)
      const parts: Buffer[] = []
      for (let part = 0; part < segments; part++) {
        const { width: wide } = variables[index + part]!
        parts.push(file.subarray(at, at + wide))
        at += Math.ceil(wide / 8) * 8
      }
      index += segments - 1
      row.push(Buffer.concat(parts).toString().trimEnd())
    }
    rows.push(row)
  }
  return { names: variables.flatMap(({ short }) => long.get(short) ?? []), labels: variables.map(({ label }) => label), codes, rows }
}

const column = (name: string, kind: SavColumn['kind'], bytes = 0, codes: SavColumn['codes'] = []): SavColumn => ({
  name,
  label: `Mitä? ${name}`,
  kind,
  codes,
  bytes,
})

describe('a file of SPSS', () => {
  it('holds numbers, moments, codes and texts of any length, in UTF-8', () => {
    const words = `${'Ääkköset ja muuta '.repeat(120)}loppu`
    const columns = [
      column('id', 'text', 3),
      column('when', 'moment'),
      column('score', 'number', 0, [{ value: 10, label: 'Varmasti' }]),
      column('why_so_long_a_name_that_it_needs_another', 'text', Buffer.byteLength(words)),
      column('none', 'text', 0),
      column('last', 'number'),
    ]
    const { head, rowOf } = savFile(columns, Date.parse('2026-03-02T18:14:00Z'))
    const at = Date.parse('2026-03-02T18:14:05Z')
    const read = readSav(Buffer.concat([head, rowOf(['r-1', at, 10, words, null, -1]), rowOf(['r-2', null, null, 'lyhyt', null, 0.5])]))
    expect(read.names).toEqual(columns.map(({ name }) => name))
    expect(read.labels.filter(Boolean)).toEqual(columns.map(({ label }) => label))
    expect(read.codes).toEqual([[10, 'Varmasti']])
    expect(read.rows).toEqual([
      ['r-1', at / 1000 + 12_219_379_200, 10, words, '', -1],
      ['r-2', null, null, 'lyhyt', '', 0.5],
    ])
  })

  it('cuts what is too long between characters', () => {
    const { head, rowOf } = savFile([column('text', 'text', 32_767)], 0)
    const [[long]] = readSav(Buffer.concat([head, rowOf(['ä'.repeat(20_000)])])).rows as [[string]]
    expect(long).toBe('ä'.repeat(16_383))
  })
})
