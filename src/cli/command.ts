import { parseArgs, type ParseArgsConfig } from 'node:util'

/** How a command ends: done, some items were rejected, used wrongly, or failed. */
export const EXIT = { done: 0, rejected: 1, wrongUsage: 2, failed: 3 } as const
/** A number that a command ends with. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** A command of `polku`; each lies in a file of its own and is loaded only when it is called. */
export interface Command {
  /** What `polku COMMAND --help` prints. */
  help: string
  run: (args: string[]) => Promise<ExitCode>
}

/** The command was called in a way that it does not understand; the message says what it expects. */
export class WrongUsage extends Error {}

/** Something went wrong that more words than these would not make clearer. */
export class Failure extends Error {}

type Options = NonNullable<ParseArgsConfig['options']>

/** Reads options and file names (or what else a command names: `wanted` says so); what is not understood is `WrongUsage`. */
export function readArguments<const Given extends Options>(
  args: string[],
  options: Given,
  files: 'some' | 'none' | 'any',
  wanted = 'at least one file',
) {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true, strict: true })
    if (files === 'some' && positionals.length === 0) throw new WrongUsage(`Name ${wanted}.`)
    if (files === 'none' && positionals.length > 0) throw new WrongUsage(`"${positionals[0]}" is not expected here.`)
    return { values, files: positionals }
  } catch (error) {
    if (error instanceof WrongUsage) throw error
    if (String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')) {
      throw new WrongUsage((error as Error).message.split(/\. To specify|\n/)[0]!)
    }
    throw error
  }
}
