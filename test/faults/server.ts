import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** A Polku in a process of its own that may be killed: where it answers and its token; `printed` is what it has said. */
export interface Victim {
  address: string
  child: ChildProcess
  printed: () => string
  /** Sends the signal and waits for the end; tells the exit code, null when the signal ended it. */
  end: (signal: NodeJS.Signals) => Promise<number | null>
}

/** Looks whether it is built and builds it when it is not. */
const PROGRAM = [fileURLToPath(new URL('../../bin/polku.js', import.meta.url))]
/** What is built, as it is: nothing is looked at first, and the engine's code is not made fast for a life of a second. */
const BUILT = ['--liftoff-only', fileURLToPath(new URL('../../dist/cli.js', import.meta.url))]

/** A command of `polku` with these settings of the environment and nothing else of ours. */
function polku(program: string[], args: string[], settings: Record<string, string>): { child: ChildProcess; printed: () => string } {
  const { DATABASE_URL: _database, POLKU_SECRET: _secret, ...environment } = process.env
  const child = spawn(process.execPath, [...program, ...args], {
    env: {
      ...environment,
      PORT: '0',
      LOG_LEVEL: 'warn',
      POLKU_INDEX_MB: '0',
      POLKU_SECRET: 'a secret of nobody but tests, long enough',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const keep = (chunk: Buffer) => (printed += chunk.toString())
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return { child, printed: () => printed }
}

/** Starts `polku serve`, built by a `run` before it; throws what it printed when it ends before it answers. */
export async function serve(settings: Record<string, string>): Promise<Victim> {
  const { child, printed } = polku(BUILT, ['serve'], settings)
  const ended = once(child, 'exit') as Promise<[number | null]>
  const address = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const told = /https?:\/\/\S+:\d+/.exec(printed())?.[0]
      if (told !== undefined) resolve(told)
    }
    child.stdout!.on('data', look)
    void ended.then(() => reject(new Error(`Polku ended before it answered:\n${printed()}`)))
  })
  return {
    address,
    child,
    printed,
    end: async (signal) => {
      child.kill(signal)
      return (await ended)[0]
    },
  }
}

/** Runs a command to its end. */
export async function run(args: string[], settings: Record<string, string>): Promise<{ code: number | null; printed: string }> {
  const { child, printed } = polku(PROGRAM, args, settings)
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, printed: printed() }
}
