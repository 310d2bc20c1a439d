import { describe, expect, it } from 'vitest'
import { BrokenFile, type FileRow } from './fileRow.ts'
import { readXes } from './xes.ts'

async function* pieces(text: string, size: number): AsyncGenerator<string> {
  for (let start = 0; start < text.length; start += size) yield text.slice(start, start + size)
}

async function read(text: string, size = 50): Promise<Record<string, unknown>[]> {
  const rows: FileRow[] = []
  for await (const batch of readXes(pieces(text, size))) rows.push(...(batch as FileRow[]))
  return rows.map(({ fields }) => {
    const all: Record<string, unknown> = {}
    for (const key in fields) all[key] = fields[key]
    return all
  })
}

const log = (inside: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0" xmlns="http://www.xes-standard.org/">${inside}</log>`

describe('XES', () => {
  it('reads attributes of every kind, nested ones, lists and containers', async () => {
    const text = log(`<trace><string key="concept:name" value="T &amp; 1"/><event>
      <string key="concept:name" value="apply"><string key="why" value="loan"><int key="times" value="2"/></string></string>
      <date key="time:timestamp" value="2026-03-02T18:14:00.000+02:00"/>
      <int key="amount" value="20000"/><int key="number" value="007"/><int key="big" value="9007199254740993"/>
      <float key="rate" value="4.50"/><boolean key="urgent" value="true"/><id key="uid" value="a-1"/>
      <list key="papers"><values><string key="" value="income"/><string key="" value="identity"/></values></list>
      <list key="old"><string key="one" value="1"/></list>
      <container key="box"><string key="in" value="side"/></container>
    </event></trace>`)
    for (const size of [1, 17, 4096]) {
      expect(await read(text, size)).toEqual([
        {
          'concept:name': 'apply',
          'concept:name.why': 'loan',
          'concept:name.why.times': 2,
          'time:timestamp': '2026-03-02T18:14:00.000+02:00',
          amount: 20000,
          number: '007',
          big: '9007199254740993',
          rate: 4.5,
          urgent: true,
          uid: 'a-1',
          papers: ['income', 'identity'],
          'old.one': '1',
          'box.in': 'side',
          'trace.concept:name': 'T & 1',
        },
      ])
    }
  })

  it('gives events the attributes of their trace even when these follow, and of no other trace', async () => {
    const text = log(`
      <trace><event><string key="concept:name" value="a"/></event><string key="concept:name" value="T1"/><string key="channel" value="Desk"/></trace>
      <trace><string key="concept:name" value="T2"/><event><string key="concept:name" value="b"/></event></trace>
      <event><string key="concept:name" value="loose"/></event>`)
    expect(await read(text)).toEqual([
      { 'concept:name': 'a', 'trace.concept:name': 'T1', 'trace.channel': 'Desk' },
      { 'concept:name': 'b', 'trace.concept:name': 'T2' },
      { 'concept:name': 'loose' },
    ])
  })

  it('leaves out what is no event: globals, extensions, classifiers, attributes of the log', async () => {
    const text = log(`<extension name="Time" prefix="time" uri="u"/>
      <global scope="event"><string key="org:group" value="UNKNOWN"/><date key="time:timestamp" value="1970-01-01T00:00:00Z"/></global>
      <classifier name="A" keys="concept:name"/><string key="creator" value="x"><string key="event" value="y"/></string>
      <trace><event><string key="concept:name" value="a"/></event></trace>`)
    expect(await read(text)).toEqual([{ 'concept:name': 'a' }])
  })

  it('reads tags with a prefix, and names that JavaScript knows', async () => {
    const text = `<x:log xmlns:x="http://www.xes-standard.org/"><x:trace><x:event><x:string key="__proto__" value="1"/><x:string key="constructor" value="2"/></x:event></x:trace></x:log>`
    const [event] = await read(text)
    expect(Object.entries(event!)).toContainEqual(['constructor', '2'])
  })

  it('tells the line of each event', async () => {
    const rows: FileRow[] = []
    const text = log('\n<trace>\n<event>\n</event>\n\n<event/>\n</trace>')
    for await (const batch of readXes(pieces(text, 5))) rows.push(...(batch as FileRow[]))
    expect(rows.map(({ line, number }) => [line, number])).toEqual([
      [4, 1],
      [7, 2],
    ])
  })

  it.each([
    ['cut short', '<log>\n<trace>\n<event><string key="a" value="1"/></event>\n<event><str', 4],
    ['cut short after an event', '<log>\n<trace>\n<event><string key="a" value="1"/></event>', 3],
    ['no longer XML', '<log>\n<trace>\n<event><string key="a" value="1"/></event>\n<event></trace>', 4],
  ])('keeps the events before the place where the file is %s', async (_, text, line) => {
    const kept: unknown[] = []
    const reading = (async () => {
      for await (const batch of readXes(pieces(text, 8))) kept.push(...batch)
    })()
    const error = await reading.then(
      () => null,
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(BrokenFile)
    expect(error).toMatchObject({ line })
    expect((error as BrokenFile).column).toBeGreaterThan(0)
    expect(kept).toHaveLength(1)
  })

  it('says so when the file is another kind of XML, or empty', async () => {
    await expect(read('<html><body/></html>')).rejects.toThrow('it is no XES')
    await expect(read('')).rejects.toThrow(BrokenFile)
  })

  it('lets a very long trace through without holding it all, and refuses what its attributes say after that', async () => {
    const events = '<event><string key="concept:name" value="a"/></event>\n'.repeat(10_500)
    const kept: unknown[] = []
    const reading = (async () => {
      for await (const batch of readXes(pieces(log(`<trace>${events}<string key="late" value="1"/></trace>`), 65_536))) kept.push(...batch)
    })()
    await expect(reading).rejects.toThrow('the trace attribute "late" comes after 10000 events of its trace')
    expect(kept).toHaveLength(10_500)
  })
})
