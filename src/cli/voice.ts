import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { openVoices } from '../compose.ts'
import type { Reading } from '../domain/voice/analyse.ts'
import { EXIT, readArguments, WrongUsage, type ExitCode } from './command.ts'

export const help = `Usage: polku voice [--json] < TEXTS

Reads texts, one a line, from standard input and tells what each says: its language, how it feels and how sure that is, and
its themes. Nothing leaves this machine and nothing is kept. An empty line is a text that says nothing.

  --language fi|sv|en  the texts are in this language; default: each tells its own
  --json               one JSON line for each text: language, sentiment (−1…1), label, certainty (0…1), themes, sentences …`

const OPTIONS = { language: { type: 'string' }, json: { type: 'boolean', default: false } } as const
const LANGUAGES = ['fi', 'sv', 'en'] as const

export async function run(args: string[]): Promise<ExitCode> {
  const { values } = readArguments(args, OPTIONS, 'none')
  const language = LANGUAGES.find((each) => each === values.language)
  if (values.language !== undefined && language === undefined) {
    throw new WrongUsage(`--language must be fi, sv or en, not "${values.language}".`)
  }
  const read = openVoices()
  if (!values.json) process.stdout.write(`${HEADING}\n`)
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const reading = read(line, language)
    const told = values.json ? JSON.stringify(reading) : rowOf(reading, line)
    if (!process.stdout.write(`${told}\n`)) await once(process.stdout, 'drain')
  }
  return EXIT.done
}

// Lines come one by one, however many: columns have widths of their own instead of those of what is in them.
const HEADING = 'language  score  label     certainty  themes                          text'
const TEXT_WIDTH = 60

function rowOf({ language, sentiment, label, certainty, themes }: Reading, text: string): string {
  const named = themes.map(({ key }) => key).join(', ')
  const start = text.length > TEXT_WIDTH ? `${text.slice(0, TEXT_WIDTH - 1)}…` : text
  const score = `${sentiment > 0 ? '+' : ''}${sentiment.toFixed(2)}`
  const sure = `${Math.round(certainty * 100)} %`
  return [language.padEnd(8), score.padStart(5), label.padEnd(8), sure.padStart(9), named.padEnd(30), start].join('  ').trimEnd()
}
