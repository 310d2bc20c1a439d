import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const voice = (input: string, ...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', 'voice', ...args], { cwd: root, input, encoding: 'utf8' })

describe('polku voice', () => {
  it('answers a JSON line for each line, empty ones too', () => {
    const { stdout, status } = voice('Palvelu oli surkeaa\n\nThe staff were wonderful\n', '--json')
    const readings = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { language: string; label: string; certainty: number })
    expect(readings.map(({ language, label }) => `${language} ${label}`)).toEqual(['fi negative', 'none neutral', 'en positive'])
    expect(Object.keys(readings[0]!)).toEqual(expect.arrayContaining(['language', 'sentiment', 'label', 'certainty', 'themes']))
    expect(status).toBe(0)
  })
})
