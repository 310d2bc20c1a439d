import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { runCommandLine } from './commandLine.ts'

const folder = mkdtempSync(join(tmpdir(), 'polku-drivers-'))
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 3 }))

/** Runs `polku drivers` in this process and catches what it prints. */
async function drivers(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const printed = { out: '', err: '' }
  const catchInto = (stream: 'out' | 'err', end: string) => (text: unknown) => {
    printed[stream] += `${String(text)}${end}`
    return true
  }
  const spies = [
    vi.spyOn(console, 'error').mockImplementation(catchInto('err', '\n')),
    vi.spyOn(process.stdout, 'write').mockImplementation(catchInto('out', '')),
  ]
  try {
    return { code: await runCommandLine(['drivers', ...args]), ...printed }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** Forty answers in which speed weighs three times what price does, told in two halves; colour is a word and floor is the same. */
const rows = Array.from({ length: 40 }, (_, row) => {
  const [speed, price] = [(row % 5) - 2, (Math.floor(row / 5) % 4) - 1.5]
  return [3 * speed + price, speed, price - 1, price + 1, ['red', 'blue'][row % 2], 7]
})
const header = ['score', 'speed', 'price1', 'price2', 'colour', 'floor']
const answers = file('answers.csv', [header, ...rows].map((row) => row.join(',')).join('\n'))

describe('polku drivers', () => {
  it('tells shares of explained variance, most first, as JSON of exactly four keys', async () => {
    const { code, out, err } = await drivers(answers, '--outcome', 'score', '--columns', 'price=price*,speed', '--json')
    expect(code).toBe(0)
    expect(err).toBe('')
    const list = JSON.parse(out) as { driver: string; importance: number; low: number; high: number }[]
    // Speed spreads by 2 and counts three times, price by 1.25: 18 parts to 1.25.
    expect(list.map(({ driver, importance }) => [driver, Number(importance.toFixed(6))])).toEqual([
      ['speed', Number((18 / 19.25).toFixed(6))],
      ['price', Number((1.25 / 19.25).toFixed(6))],
    ])
    expect(list.every((each) => Object.keys(each).join() === 'driver,importance,low,high')).toBe(true)
  })

  it('tells people how many answers it rests on, and what it left out', async () => {
    const { code, out, err } = await drivers(answers, '--outcome', 'score', '--columns', 'speed,price1,floor')
    expect(code).toBe(0)
    expect(out).toMatch(/^What moves score: 40 answers, R² 1\.000, Shapley\n {2}driver +importance % +95 % interval/)
    expect(err).toBe(`${answers}: always the same, so left out: floor.\n`)
    expect((await drivers(answers, '--outcome', 'score')).err).toContain('no numbers in colour: passed over.')
  })

  it('reads what Finnish Excel writes, names rows that cannot be read, and counts incomplete ones', async () => {
    const spoilt = rows.map(([score, speed], row) => `${String(score).replace('.', ',')};${row === 4 ? 'soon' : row === 7 ? '' : speed}`)
    const excel = file('excel.csv', `\ufeffTyytyväisyys;Nopeus\r\n${spoilt.join('\r\n')}\r\n1;2;3\r\n`)
    const { code, out, err } = await drivers(excel, '--outcome', 'Tyytyväisyys', '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toEqual([{ driver: 'Nopeus', importance: 1, low: 1, high: 1 }])
    expect(err.split('\n')).toEqual([
      `${excel}:6: rejected: Nopeus is "soon", not a number`,
      `${excel}:42: rejected: has 3 columns where the header has 2`,
      `${excel}: 1 row with an empty cell left out.`,
      '',
    ])
  })

  it('warns of few answers and of chance, and answers all the same: the file is one’s own', async () => {
    const few = file('few.csv', [header, ...rows.slice(0, 12)].map((row) => row.join(',')).join('\n'))
    const told = await drivers(few, '--outcome', 'score', '--columns', 'speed,price1', '--json')
    expect(told.code).toBe(0)
    expect(JSON.parse(told.out)).toHaveLength(2)
    expect(told.err).toContain('12 answers are few for 2 drivers (30 would be enough)')
    const chance = await drivers(answers, '--outcome', 'price1', '--columns', 'speed')
    expect(chance.err).toContain('nothing that differs goes with the outcome')
    expect(chance).toMatchObject({ code: 3, out: '' })
  })

  it.each([
    [[], 'Name a CSV file.'],
    [[answers], 'Name the column of the outcome with --outcome COLUMN.'],
    [[answers, '--outcome', 'mood'], 'there is no column "mood"; there are colour, floor, price1, price2, score, speed.'],
    [[answers, '--outcome', 'colour'], 'column "colour" holds no numbers: line 2 says "red".'],
    [[answers, '--outcome', 'score', '--columns', 'speed,colour'], 'column "colour" holds no numbers: line 2 says "red".'],
    [[answers, '--outcome', 'score', '--columns', 'speed,score'], 'column "score" cannot be the outcome and a driver of it.'],
    [[answers, '--outcome', 'score', '--columns', 'a=speed,a=price*'], 'two drivers are called "a".'],
    [[answers, answers, '--outcome', 'score'], 'One file at a time'],
    [[join(folder, 'gone.csv'), '--outcome', 'score'], 'there is no such file'],
  ])('says in one line what it expects: %j', async (args, message) => {
    const { code, out, err } = await drivers(...args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toContain(message)
    expect(err.trim().split('\n')).toHaveLength(1)
  })

  it('fails on a file that cannot be read on', async () => {
    const broken = file('broken.csv', 'score,speed\n"1,2\n')
    expect(await drivers(broken, '--outcome', 'score')).toMatchObject({ code: 3, out: '' })
  })
})

const real = fileURLToPath(new URL('../../../shared/data/', import.meta.url))

describe.skipIf(!existsSync(real))('polku drivers on real answers (skipped: ../shared/data is absent)', () => {
  const first = (out: string) => (JSON.parse(out) as { driver: string; importance: number }[])[0]!

  it('finds perceived quality strongest in satisfaction of mobile phone customers, as published', async () => {
    const blocks = 'image=IMAG*,expectations=CUEX*,quality=PERQ*,value=PERV*'
    const { code, out, err } = await drivers(
      join(real, 'ecsi_mobi/mobi.csv'),
      '--outcome',
      'satisfaction=CUSA*',
      '--columns',
      blocks,
      '--json',
    )
    expect({ code, err }).toEqual({ code: 0, err: '' })
    // Worked out besides with numpy, over all sets of drivers.
    expect(first(out)).toMatchObject({ driver: 'quality', importance: expect.closeTo(0.441314, 5) })
  })

  it('puts complaints first among thirty departments, and warns that thirty are few', async () => {
    const { code, out, err } = await drivers(join(real, 'r_attitude/attitude.csv'), '--outcome', 'rating', '--json')
    expect(code).toBe(0)
    expect(first(out)).toMatchObject({ driver: 'complaints', importance: expect.closeTo(0.506163, 5) })
    expect(err).toContain('30 answers are few for 6 drivers')
  })
})
