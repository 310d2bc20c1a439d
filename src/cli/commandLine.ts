import { isTracing, MissingFile, UnusableFile, version, WrongConfig } from '../compose.ts'
import { EXIT, Failure, WrongUsage, type ExitCode } from './command.ts'
import { COMMANDS } from './commands.ts'

function overview(): string {
  const names = Object.keys(COMMANDS)
  const width = Math.max(...names.map((name) => name.length))
  return [
    'Usage: polku COMMAND [options]',
    '',
    ...names.map((name) => `  ${name.padEnd(width)}  ${COMMANDS[name]!.does}`),
    '',
    'polku COMMAND --help tells more. polku --version prints the version.',
    'It ends with 0 when done, 1 when some items were rejected, 2 when used wrongly, 3 when it failed.',
  ].join('\n')
}

/** Runs a command line and answers the number that the program ends with; whatever goes wrong is told in readable words. */
export async function runCommandLine(args: string[]): Promise<ExitCode> {
  return dispatch(args).catch(explain)
}

async function dispatch([name, ...args]: string[]): Promise<ExitCode> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.log(overview())
    return name === undefined ? EXIT.wrongUsage : EXIT.done
  }
  if (name === '--version' || name === '-v') {
    console.log(version)
    return EXIT.done
  }
  if (!Object.hasOwn(COMMANDS, name)) {
    throw new WrongUsage(`There is no command "${name}"; there are ${Object.keys(COMMANDS).join(', ')}.`)
  }
  const command = await COMMANDS[name]!.load()
  const end = args.indexOf('--')
  if ((end < 0 ? args : args.slice(0, end)).some((arg) => arg === '--help' || arg === '-h')) {
    console.log(command.help)
    return EXIT.done
  }
  return command.run(args)
}

/** Says what went wrong in readable words; where in the program only when that is asked for. */
function explain(error: unknown): ExitCode {
  const isUsage = [WrongUsage, WrongConfig, MissingFile, UnusableFile].some((kind) => error instanceof kind)
  const message = error instanceof Error && error.message !== '' ? error.message : String(error)
  const isExpected = isUsage || error instanceof Failure
  console.error(
    isExpected ? message : `Polku could not go on: ${message.split('\n')[0]}${isTracing() ? '' : ' (LOG_LEVEL=debug shows where)'}`,
  )
  if (!isExpected && isTracing()) console.error(error)
  return isUsage ? EXIT.wrongUsage : EXIT.failed
}
