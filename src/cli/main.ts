import { EXIT } from './command.ts'
import { runCommandLine } from './commandLine.ts'

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(EXIT.done)
  throw error
})

process.exitCode = await runCommandLine(process.argv.slice(2))
