import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { findPostgres } from './postgresBinaries.ts'

/** A running PostgreSQL of our own: its address as superuser `polku`, and how to end it. */
export type PostgresServer = { url: string; version: number; stop: () => Promise<void> }

type User = { uid: number; gid: number }

/** PostgreSQL refuses to run as root, so root lends it the least user there is. */
function lesserUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined
  const ask = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: ask('-u'), gid: ask('-g') }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('No free port could be found for PostgreSQL.')
  return address.port
}

function makeCluster(binaries: string, cluster: string, user: User | undefined): void {
  const initialise = (locale: string) =>
    execFileSync(join(binaries, 'initdb'), ['-D', cluster, '-U', 'polku', '-A', 'trust', '-E', 'UTF8', `--locale=${locale}`, '--no-sync'], {
      stdio: 'pipe',
      cwd: tmpdir(),
      ...user,
    })
  try {
    initialise('C.UTF-8')
  } catch {
    rmSync(cluster, { recursive: true, force: true })
    mkdirSync(cluster)
    if (user !== undefined) chownSync(cluster, user.uid, user.gid)
    initialise('C')
  }
}

async function waitUntilReady(url: string, server: ChildProcess, output: () => string): Promise<void> {
  const until = Date.now() + 60_000
  while (Date.now() < until) {
    if (server.exitCode !== null) break
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100))
    } finally {
      await client.end().catch(() => undefined)
    }
  }
  server.kill('SIGKILL')
  throw new Error(`PostgreSQL did not start:\n${output()}`)
}

/** Starts PostgreSQL on a free port, as durable as it comes, in a folder that is kept, or in a temporary one that goes with `stop`. */
export async function startPostgres(folder?: string): Promise<PostgresServer> {
  const found = findPostgres()
  const user = lesserUser()
  const home = folder ?? mkdtempSync(join(tmpdir(), 'polku-postgres-'))
  const cluster = join(home, 'cluster')
  const isNew = !existsSync(cluster)
  mkdirSync(cluster, { recursive: true })
  if (user !== undefined) {
    chownSync(home, user.uid, user.gid)
    chownSync(cluster, user.uid, user.gid)
    chmodSync(home, 0o755)
  }
  let binaries = found.folder
  if (user !== undefined && found.installation !== undefined) {
    // The lesser user may not be allowed into the folder where npm installed the package.
    cpSync(found.installation, join(home, 'installation'), { recursive: true, verbatimSymlinks: true, force: true })
    binaries = join(home, 'installation', 'bin')
  }
  if (isNew) makeCluster(binaries, cluster, user)

  const port = await freePort()
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${home}`, 'max_connections=200']
  if (process.platform === 'win32') settings.splice(2, 1)
  const server = spawn(join(binaries, 'postgres'), ['-D', cluster, ...settings.flatMap((each) => ['-c', each])], {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: home,
    ...user,
  })
  let output = ''
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-4000)
  }
  server.stdout.on('data', keep)
  server.stderr.on('data', keep)
  const abandon = () => server.kill('SIGINT')
  process.once('exit', abandon)

  const url = `postgres://polku@127.0.0.1:${port}/postgres`
  await waitUntilReady(url, server, () => output)
  return {
    url,
    version: found.version,
    stop: async () => {
      process.off('exit', abandon)
      if (server.exitCode === null) {
        server.kill('SIGINT')
        await once(server, 'exit')
      }
      if (folder === undefined) rmSync(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
