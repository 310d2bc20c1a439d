import { getRebuild, postRebuild } from '../api/access.ts'
import { EXIT, Failure, readArguments, type ExitCode } from './command.ts'
import { openLocalPolku } from './localPolku.ts'
import { openProgress } from './progress.ts'

export const help = [
  'Usage: polku rebuild [--journey KEY]',
  '',
  'Derives paths, frictions and cases again from encounters and the definitions in force, while the server runs. What was begun and not',
  'finished goes on; with PostgreSQL several may run at once.',
  '',
  '  --journey KEY  only customers on this journey',
].join('\n')

export async function run(args: string[]): Promise<ExitCode> {
  const { values } = readArguments(args, { journey: { type: 'string' } }, 'none')
  const polku = await openLocalPolku()
  const progress = openProgress()
  try {
    await polku.call(postRebuild, { body: values })
    for (;;) {
      await polku.rebuild(async () => {
        const { rebuild } = await polku.call(getRebuild)
        const left = rebuild?.secondsLeft === null ? '' : `, about ${rebuild?.secondsLeft} s left`
        progress.show(`${rebuild?.doneEncounters} of ${rebuild?.encounters} encounters (${rebuild?.perSecond}/s${left})`)
      })
      const { rebuild } = await polku.call(getRebuild)
      if (rebuild === null) throw new Failure('The rebuild is gone.')
      if (rebuild.finishedAt === null) continue
      progress.end()
      console.log(
        `Derived ${rebuild.encounters} encounters of ${rebuild.customers} customers again; of ${rebuild.changed} something was different.`,
      )
      return EXIT.done
    }
  } finally {
    progress.end()
    await polku.close()
  }
}
