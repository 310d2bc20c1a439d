import { demoOrganisation } from '../../seed/demo.ts'
import {
  demoPeople,
  listen,
  loadConfig,
  loadDemo,
  makeFirstLink,
  needsDemo,
  needsFirstAdmin,
  openPolku,
  receiveMail,
  startAsking,
  startMail,
  startNoticing,
  startReadingMentions,
  startTelling,
  startWorker,
  type Polku,
} from '../compose.ts'
import { EXIT, Failure, readArguments, type ExitCode } from './command.ts'

export const help = [
  'Usage: polku serve [--demo]',
  '',
  'Starts Polku: its doors, its screens and the worker that watches deadlines. Ctrl-C stops it.',
  '',
  '  --demo  give a database that holds nothing a demo organisation to look at',
].join('\n')

export async function run(args: string[]): Promise<ExitCode> {
  const { values } = readArguments(args, { demo: { type: 'boolean', default: false } }, 'none')
  const config = loadConfig()
  const polku = await openPolku(config)
  const isDemo = values.demo && (await needsDemo(polku.database))
  const serving = config.roles.includes('web') ? await open(polku) : null
  if (serving) await greet(polku, serving.address, isDemo)
  else console.log('Polku works on what is due; this process has no doors (POLKU_ROLES=worker).')
  const stopped = stopSignal()
  void stopped.then(endLate)
  if (isDemo) await load(polku, stopped)
  const mail = config.roles.includes('worker')
    ? startMail(polku, (error) => console.error(`Mail could not be sent: ${reason(error)}`))
    : null
  const worker = config.roles.includes('worker')
    ? startWorker(
        polku,
        whenItChanges((error) => console.error(`What is due could not be done: ${reason(error)}`)),
      )
    : null
  const telling = config.roles.includes('worker')
    ? startTelling(polku, (error) => console.error(`Webhooks could not be told: ${reason(error)}`), console.error)
    : null
  const noticing = config.roles.includes('worker')
    ? startNoticing(polku, (error) => console.error(`Notices could not be told: ${reason(error)}`), console.error)
    : null
  const mentions = config.roles.includes('worker')
    ? startReadingMentions(polku, (error) => console.error(`Mentions could not be read: ${reason(error)}`))
    : null
  const asking = config.roles.includes('worker')
    ? startAsking(
        polku,
        whenItChanges((error) => console.error(`Customers could not be asked: ${reason(error)}`)),
      )
    : null
  const receiving = config.roles.includes('web') ? await receive(polku) : null
  await stopped
  await Promise.all([serving?.close(), receiving?.stop()])
  await Promise.all([worker?.stop(), telling?.stop(), noticing?.stop(), mentions?.stop(), asking?.stop(), mail?.stop()])
  await polku.close()
  return EXIT.done
}

async function open(polku: Polku) {
  try {
    return await listen(polku)
  } catch (error) {
    await polku.close()
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new Failure(`Port ${polku.config.port} is in use. Stop what uses it, or choose another: PORT=4001 npm start`)
  }
}

/** Without answers to mail everything else goes on. */
async function receive(polku: Polku) {
  try {
    return await receiveMail(polku, (error) => console.error(`Mail could not be received: ${reason(error)}`))
  } catch (error) {
    console.error(`Answers to mail are not received: ${reason(error)}`)
    return null
  }
}

async function greet(polku: Polku, address: string, isDemo: boolean): Promise<void> {
  console.log(`\nPolku answers at ${address}`)
  console.log(`API documentation: ${address}/api/docs`)
  if (isDemo) return console.log('The demo organisation is being loaded; its bank story shows first.')
  await tellDemoPeople(polku)
  if (!(await needsFirstAdmin(polku.database))) return
  console.log(`\nNobody can sign in yet. Make the first admin here (the link works once, and ends with the next start):`)
  console.log(`  ${polku.config.publicUrl}/welcome/${await makeFirstLink(polku.database)}`)
}

/** With whom to sign in to the demo organisation, when it is there. */
async function tellDemoPeople({ database }: Polku): Promise<void> {
  const demo = await demoPeople(database)
  if (demo === null) return
  console.log(`\nSign in as one of these, all with the password ${demo.password}`)
  for (const { email, role } of demo.people) console.log(`  ${role.padEnd(6)}  ${email}`)
  console.log('On this machine everybody may look around the demo without signing in.')
}

async function load(polku: Polku, stopped: Promise<void>): Promise<void> {
  const started = Date.now()
  let isStopped = false
  void stopped.then(() => (isStopped = true))
  const loading = loadDemo(
    polku,
    demoOrganisation(),
    () => {
      if (isStopped) throw new Failure('Stopped while the demo organisation was being loaded; the next start goes on.')
    },
    () => tellDemoPeople(polku),
  )
  try {
    await loading
    console.log(`The demo organisation is ready (${((Date.now() - started) / 1000).toFixed(1)} s).`)
  } catch (error) {
    if (!isStopped) console.error(`The demo organisation could not be loaded: ${reason(error)}`)
  }
}

/** So long may what is under way take to finish; what is not answered then was not taken. */
const PATIENCE = 15_000

function endLate(): void {
  const late = () => {
    console.error('What was under way did not finish in time; it is cut off. Nothing is lost that was answered.')
    process.exit(EXIT.failed)
  }
  setTimeout(late, PATIENCE).unref()
}

/** Tells a failure that comes again every second only once, until it is another. */
function whenItChanges(tell: (error: unknown) => void): (error: unknown) => void {
  let told: string | undefined
  return (error) => {
    if (told === reason(error)) return
    told = reason(error)
    tell(error)
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message.split('\n')[0]! : String(error)
}

function stopSignal(): Promise<void> {
  return new Promise((stop) => {
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  })
}
