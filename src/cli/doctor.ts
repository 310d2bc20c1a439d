import { accessSync, constants, existsSync, statfsSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, resolve } from 'node:path'
import type { z } from 'zod'
import { getRebuild } from '../api/access.ts'
import {
  findServing,
  latestRebuild,
  loadConfig,
  modelEndpoint,
  openUnmigrated,
  pendingMigrations,
  reachModel,
  screensFolder,
  version,
  WrongConfig,
  type Config,
  type Serving,
} from '../compose.ts'
import { EXIT, readArguments, type ExitCode } from './command.ts'

export const help = [
  'Usage: polku doctor',
  '',
  'Looks at the settings, the data folder, the database, the port, the screens and the model outside, if one is set, and says what is wrong and how to mend it;',
  'also whether a rebuild is under way.',
].join('\n')

/** What was looked at, how it is, and – when it is not right – how to mend it. */
interface Finding {
  what: string
  is: string
  mend?: string
}

export async function run(args: string[]): Promise<ExitCode> {
  readArguments(args, {}, 'none')
  const findings: Finding[] = [{ what: 'Polku', is: version }, lookAtNode()]
  const config = lookAtSettings(findings)
  if (config) {
    const serving = await findServing(config)
    if (config.databaseUrl === undefined) findings.push(lookAtFolder(config))
    findings.push(...(serving ? await askServer(serving) : await lookAtDatabase(config)))
    findings.push(serving ? { what: 'Server', is: `answers at ${serving.address}` } : await lookAtPort(config))
    findings.push(lookAtScreens(), await lookAtModel(config))
  }
  const width = Math.max(...findings.map((finding) => finding.what.length))
  for (const { what, is, mend } of findings) {
    console.log(`${mend === undefined ? 'ok   ' : 'WRONG'}  ${what.padEnd(width)}  ${is}`)
    if (mend !== undefined) console.log(`${' '.repeat(width + 9)}${mend}`)
  }
  return findings.some((finding) => finding.mend !== undefined) ? EXIT.failed : EXIT.done
}

function lookAtNode(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const isOld = major < 20 || (major === 20 && minor < 19)
  return { what: 'Node.js', is: process.versions.node, ...(isOld && { mend: 'Install Node.js 20.19 or newer.' }) }
}

function lookAtSettings(findings: Finding[]): Config | null {
  try {
    const config = loadConfig()
    const where = config.databaseUrl === undefined ? `embedded database in ${resolve(config.dataFolder)}` : 'PostgreSQL'
    findings.push({ what: 'Settings', is: where })
    return config
  } catch (error) {
    if (!(error instanceof WrongConfig)) throw error
    findings.push({ what: 'Settings', is: 'are not usable', mend: error.message.replaceAll('\n', ' ') })
    return null
  }
}

function lookAtFolder({ dataFolder }: Config): Finding {
  const folder = existsSync(dataFolder) ? dataFolder : dirname(resolve(dataFolder))
  try {
    accessSync(folder, constants.W_OK)
  } catch {
    return {
      what: 'Data folder',
      is: `${folder} cannot be written to`,
      mend: 'Give this user the right to write there, or name another with POLKU_DATA.',
    }
  }
  const { bavail, bsize } = statfsSync(folder)
  const free = (bavail * bsize) / 1e9
  const is = `${free.toFixed(1)} GB free`
  return { what: 'Data folder', is, ...(free < 1 && { mend: 'Make room: less than 1 GB is left.' }) }
}

async function askServer({ address, key }: Serving): Promise<Finding[]> {
  const open = { what: 'Database', is: 'open in the running server' }
  const answer = await fetch(address + getRebuild.path, { headers: { authorization: `Bearer ${key}` } })
  if (!answer.ok) return [{ ...open, mend: `The server answers ${answer.status}: see what it logs.` }]
  return [open, ...tellRebuild(((await answer.json()) as z.output<typeof getRebuild.answer>).rebuild)]
}

/** One that is finished is nothing to tell of. */
function tellRebuild(rebuild: { finishedAt: unknown; doneEncounters: number; encounters: number } | null): Finding[] {
  if (rebuild === null || rebuild.finishedAt !== null) return []
  const is = `under way: ${rebuild.doneEncounters} of ${rebuild.encounters} encounters; it goes on wherever Polku runs with the worker role`
  return [{ what: 'Rebuild', is }]
}

async function lookAtDatabase(config: Config): Promise<Finding[]> {
  if (config.databaseUrl === undefined && !existsSync(resolve(config.dataFolder, 'database'))) {
    return [{ what: 'Database', is: 'will be made at the first start' }]
  }
  try {
    const warnings: string[] = []
    const database = await openUnmigrated(config, (message) => warnings.push(message))
    try {
      if (warnings.length > 0) return [{ what: 'Database', is: 'is not safe', mend: warnings.join(' ') }]
      const pending = await pendingMigrations(database)
      const is = pending.length === 0 ? 'up to date' : `${pending.length} changes of tables to be made at the next start`
      return [{ what: 'Database', is }, ...(pending.length === 0 ? tellRebuild(await latestRebuild(database)) : [])]
    } finally {
      await database.close()
    }
  } catch (error) {
    const mend =
      config.databaseUrl === undefined
        ? 'Restore the data folder from a backup, or stop what uses it.'
        : 'Check DATABASE_URL, and that PostgreSQL runs and lets this user in.'
    return [{ what: 'Database', is: `cannot be opened: ${(error as Error).message.split('\n')[0]}`, mend }]
  }
}

function lookAtPort({ host, port }: Config): Promise<Finding> {
  return new Promise((tell) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) =>
      tell({ what: 'Port', is: `${port} is not to be had (${error.code})`, mend: `Stop what uses it, or choose another with PORT.` }),
    )
    probe.listen(port, host, () => probe.close(() => tell({ what: 'Port', is: `${port} is free` })))
  })
}

async function lookAtModel({ modelUrl, modelKey, modelName, webhookNetworks }: Config): Promise<Finding> {
  const endpoint = modelEndpoint({ url: modelUrl, key: modelKey, model: modelName }, webhookNetworks)
  if (endpoint === null) return { what: 'Model', is: 'none: what people say is read and summed up in house alone' }
  const { host } = new URL(endpoint.url)
  const problem = await reachModel(endpoint)
  if (problem === null) return { what: 'Model', is: `${endpoint.model} at ${host} answers` }
  const mend = 'Check POLKU_LLM_URL, POLKU_LLM_KEY and POLKU_LLM_MODEL; which addresses are allowed is told in docs/voice-model.md.'
  return { what: 'Model', is: `${endpoint.model} at ${host}: ${problem}`, mend }
}

function lookAtScreens(): Finding {
  if (existsSync(resolve(screensFolder, 'index.html'))) return { what: 'Screens', is: 'built' }
  return { what: 'Screens', is: 'are not built', mend: 'npm run build' }
}
