import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import type { Encounter } from '../../../domain/encounter/encounter.ts'
import { digestOf } from '../../encounter/registerIds.ts'
import { mapSchema, type MapInput } from './mapSchema.ts'
import { checkFiles, MissingFile, readEncounters, type FileItem } from './readEncounters.ts'

const folder = mkdtempSync(join(tmpdir(), 'polku-files-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function read(paths: string[], map?: MapInput): Promise<FileItem[]> {
  const items: FileItem[] = []
  const options = { hash: digestOf, map: map && mapSchema.parse(map) }
  for await (const batch of readEncounters(paths, options)) {
    expect(batch.length).toBeLessThanOrEqual(1000)
    items.push(...batch)
  }
  return items
}

const encounters = (items: FileItem[]): Encounter[] => items.flatMap((item) => ('encounter' in item ? [item.encounter] : []))
const kinds = (items: FileItem[]) => items.map((item) => Object.keys(item)[0])

const NATIVE = { occurredAt: '2026-03-02T18:14:00Z', customer: { crm: 'C-1' }, touchpoint: 'form' }
const line = (more: object) => `${JSON.stringify({ ...NATIVE, ...more })}\n`

describe('files of encounters', () => {
  it('refuses a row nested too deeply to be written down, and reads on', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`
    const path = file('deep.ndjson', `${line({ id: 'a' })}{"id":"b","other":${deep}}\n${line({ id: 'c' })}`)
    const items = await read([path])
    expect(encounters(items).map(({ id }) => id)).toEqual(['a', 'c'])
    expect(items[1]).toMatchObject({ rejected: { line: 2, raw: null, problems: [{ message: expect.stringContaining('100 levels') }] } })
    expect((await read([path], { customer: { crm: 'id' }, time: 'at', touchpoint: 'other' })).flatMap(Object.keys)).toContain('rejected')
  })

  it('reads NDJSON as it is: ids of its own, made ids that keep the order of lines', async () => {
    const path = file('a.ndjson', line({ id: 'own' }) + line({ touchpoint: 'b' }) + line({ touchpoint: 'a' }))
    const read1 = encounters(await read([path]))
    expect(read1.map(({ touchpoint }) => touchpoint)).toEqual(['form', 'b', 'a'])
    expect(read1[0]!.id).toBe('own')
    expect(read1[1]!.id).toMatch(/^000000000002-[0-9a-f]{16}$/)
    expect(read1[2]!.id > read1[1]!.id).toBe(true)
    expect(encounters(await read([path]))).toEqual(read1)
  })

  it('knows a format by its name, else by its first mark, and gzip by its first bytes', async () => {
    const xes = `<log><trace><string key="concept:name" value="T1"/><event><string key="concept:name" value="form"/><date key="time:timestamp" value="${NATIVE.occurredAt}"/></event></trace></log>`
    const csv = `customer.crm;occurredAt;touchpoint\nC-1;${NATIVE.occurredAt};form\n`
    const contents: [string, string | Buffer][] = [
      ['b.ndjson', line({})],
      ['b.json', `[${line({})},${line({})}]`],
      ['b.csv.gz', gzipSync(csv)],
      ['b.xes', xes],
      ['b-json', ` ${line({})}`],
      ['b-csv', csv],
      ['b-xes', gzipSync(`\n${xes}`)],
    ]
    const paths = contents.map(([name, content]) => file(name, content))
    const items = await read(paths)
    expect(kinds(items)).toEqual(Array(8).fill('encounter'))
    expect(new Set(encounters(items).map(({ at, touchpoint }) => `${at} ${touchpoint}`))).toEqual(new Set(['1772475240000 form']))
  })

  it('reads CSV without a map by the names of its columns, and keeps the rest as properties', async () => {
    const path = file(
      'c.csv',
      'id,occurredAt,customer.email,touchpoint,provides,handledBy.team,measures.nps,amount,initiator\n' +
        'x-1,2026-03-02 20:14,A@Example.com,form,income|identity,desk,9,120,customer\n',
    )
    expect(encounters(await read([path]))).toEqual([
      {
        id: 'x-1',
        at: Date.UTC(2026, 2, 2, 18, 14),
        customer: { email: 'a@example.com' },
        touchpoint: 'form',
        provides: ['income', 'identity'],
        handledBy: { team: 'desk' },
        measures: [{ metric: 'nps', score: 9 }],
        initiator: 'customer',
        properties: { amount: '120' },
      },
    ])
  })

  it('maps JSON of another shape by dotted names', async () => {
    const path = file('d.json', JSON.stringify([{ who: { id: 7 }, ts: 1772475240, act: 'form', tags: ['a', 'b'] }]))
    const map: MapInput = { customer: { crm: 'who.id' }, time: { from: 'ts', formats: 'epoch-s' }, touchpoint: 'act', asks: 'tags' }
    expect(encounters(await read([path], map))[0]).toMatchObject({ at: 1772475240000, customer: { crm: '7' }, asks: ['a', 'b'] })
  })

  it('takes the XES default: team is the group, else the resource, who is then no person as well', async () => {
    const event = (inside: string) =>
      `<event><string key="concept:name" value="form"/><date key="time:timestamp" value="2026-03-02T20:14:00.5+02:00"/>${inside}</event>`
    const path = file(
      'e.xes',
      `<log><global scope="event"><string key="org:group" value="UNKNOWN"/></global><trace><string key="concept:name" value="T1"/>` +
        event('<string key="org:group" value="G"/><string key="org:resource" value="R"/>') +
        event('<string key="org:resource" value="R"/>') +
        `${event('')}<event><string key="concept:name" value="form"/></event></trace></log>`,
    )
    const items = await read([path])
    expect(encounters(items).map(({ handledBy }) => handledBy)).toEqual([{ team: 'G', person: 'R' }, { team: 'R' }, undefined])
    expect(encounters(items).map(({ at, matter, customer, initiator }) => [at, matter, customer, initiator])[0]).toEqual([
      Date.UTC(2026, 2, 2, 18, 14, 0, 500),
      'T1',
      { case: 'T1' },
      undefined,
    ])
    expect(items[3]).toMatchObject({
      rejected: { line: 1, problems: [{ field: 'occurredAt', message: 'has no value in "time:timestamp"' }] },
    })
  })

  it('tells of each refused row its place, id and reasons, and never repeats a personal identity code', async () => {
    const path = file('f.ndjson', line({}) + line({ id: 'bad', colour: 'red' }) + line({ customer: { crm: '131052-308T' } }))
    const [, unknown, secret] = await read([path])
    expect(unknown).toEqual({
      rejected: {
        file: path,
        line: 2,
        id: 'bad',
        problems: [{ field: 'colour', message: 'is not a field of an encounter; own facts belong in properties' }],
        raw: { ...NATIVE, id: 'bad', colour: 'red' },
      },
    })
    expect(JSON.stringify(secret)).not.toContain('131052')
    expect(secret).toMatchObject({ rejected: { line: 3, raw: null } })
  })

  it('reads on with the next file where one is damaged, and keeps what came before the damage', async () => {
    const whole = gzipSync(Array.from({ length: 60_000 }, (_, index) => line({ id: `${index}` })).join(''))
    const items = await read([
      file('g.ndjson.gz', whole.subarray(0, whole.length / 2)),
      file('h.csv', 'a;b\n1;2\n'),
      file('i.ndjson', line({})),
    ])
    expect(encounters(items).length).toBeGreaterThan(20_000)
    expect(items.flatMap((item) => ('broken' in item ? [item.broken.problem] : []))).toEqual([
      expect.stringContaining('gzip data is damaged or cut short'),
      expect.stringContaining('no column "occurredAt", "touchpoint", "customer.KIND"'),
    ])
    expect(items.at(-1)).toHaveProperty('encounter')
  })

  it('reads a log of objects on where an event is not as it should be, whatever stands there', async () => {
    const odd = { toString: 'x', valueOf: 'y' }
    const event = (more: object) => ({ id: 'e', type: 'form', time: NATIVE.occurredAt, attributes: [], relationships: [], ...more })
    const related = (more: object) => ({ relationships: [{ objectId: 'C-1', qualifier: 'customer', ...more }] })
    const log = {
      objects: [{ id: odd, type: odd, attributes: [{ name: odd, value: odd }] }],
      events: [
        event({ id: odd, type: odd, time: odd }),
        event(related({ objectId: odd })),
        event(related({ qualifier: odd })),
        event(related({})),
      ],
    }
    const map: MapInput = { customer: { crm: 'related.customer' }, time: 'ocel:time', touchpoint: 'ocel:type' }
    const items = await read([file('odd.ocel.json', JSON.stringify(log))], map)
    expect(items.map((item) => Object.keys(item).includes('rejected'))).toEqual([true, false, true, false])
    expect(encounters(items).map(({ customer }) => customer)).toEqual([{ crm: JSON.stringify(odd) }, { crm: 'C-1' }])
  })

  it('tells before it begins that a file is not there', async () => {
    await expect(checkFiles([join(folder, 'nothing.csv')])).rejects.toThrow(MissingFile)
    await expect(checkFiles([folder])).rejects.toThrow('is a folder')
  })
})
