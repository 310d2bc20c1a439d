import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fastifyStatic from '@fastify/static'
import Fastify from 'fastify'
import { describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const lockfile = readFileSync(`${root}/package-lock.json`, 'utf8')
const manifest = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as Record<string, Record<string, unknown>>
type Package = {
  version?: string
  optionalDependencies?: Record<string, string>
  engines?: { node?: string }
  hasInstallScript?: boolean
  optional?: boolean
}
const packages = Object.entries((JSON.parse(lockfile) as { packages: Record<string, Package> }).packages).filter(([path]) => path !== '')

/** Says whether a range of Node versions admits 20.19, for the few forms that package authors use. */
export function admitsNode20(range: string): boolean {
  return range.split('||').some((part) =>
    part
      .replace(/(>=|<=|[<>^~=])\s+/g, '$1')
      .trim()
      .split(/\s+/)
      .every((each) => {
        const [, sign = '', major = '0', minor = '0'] = /^([<>^~=]*)v?(\d+|\*)(?:\.(\d+|x|\*))?/.exec(each) ?? []
        if (major === '*') return true
        const at = Number(major) * 1000 + (Number(minor) || 0)
        if (sign === '>=' || sign === '>') return 20_019 >= at
        if (sign === '<' || sign === '<=') return 20_019 < at
        return Number(major) === 20 && 20_019 >= at
      }),
  )
}

describe('packages', () => {
  it.each([
    ['>=18', true],
    ['^20.19.0 || >=22.12.0', true],
    ['^20.12||^22||>=24', true],
    ['>=22', false],
    ['^18 || >=22.12', false],
    ['>= 0.8', true],
    ['18 || 20 || >=22', true],
    ['>=16 <20', false],
    ['*', true],
  ])('with the range %s: %s on Node 20.19', (range, admits) => {
    expect(admitsNode20(range)).toBe(admits)
  })

  it('all run on Node 20.19', () => {
    const asking = packages.filter(([, { engines }]) => engines?.node !== undefined)
    expect(asking.length).toBeGreaterThan(100)
    expect(asking.filter(([, { engines }]) => !admitsNode20(engines?.node ?? '*')).map(([path]) => path)).toEqual([])
  })

  it('are all in the lockfile, those for other platforms too', () => {
    const known = new Set(packages.map(([path]) => path))
    const isKnown = (name: string, from: string): boolean => {
      if (known.has(`${from}node_modules/${name}`)) return true
      return from !== '' && isKnown(name, from.slice(0, from.lastIndexOf('node_modules/', from.length - 2)))
    }
    const asked = packages.flatMap(([path, each]) => Object.keys(each.optionalDependencies ?? {}).map((name) => ({ path, name })))
    expect(asked.length).toBeGreaterThan(20)
    expect(asked.filter(({ path, name }) => !isKnown(name, `${path}/`))).toEqual([])
  })

  it('are pinned to one version each', () => {
    const versions = Object.entries({ ...manifest['dependencies'], ...manifest['devDependencies'] })
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(String(version)))).toEqual([])
  })

  it('come from whichever registry is set up where they are installed', () => {
    expect(lockfile).not.toMatch(/"resolved": "https?:/)
  })

  it('run a script when installed only when named for it', () => {
    const named = Object.keys(manifest['allowScripts'] ?? {})
    const scripted = packages.filter(([, each]) => each.hasInstallScript === true).map(([path]) => path.replace(/^.*node_modules\//, ''))
    expect(scripted.filter((name) => !named.includes(name))).toEqual([])
  })
})

it('serves files and answers `inject` with the replaced packages', async () => {
  const app = Fastify()
  await app.register(fastifyStatic, { root })
  app.get('/download', (_request, reply) => reply.download('LICENSE', 'lupa.txt'))
  app.get('/echo', (request, reply) => reply.header('set-cookie', 'kept=1; Path=/; HttpOnly').send(request.headers.cookie))
  const file = await app.inject('/LICENSE')
  const download = await app.inject('/download')
  const echo = await app.inject({ url: '/echo', cookies: { asked: 'a b' } })
  await app.close()
  expect(file.body).toContain('Apache License')
  expect(download.headers['content-disposition']).toBe('attachment; filename=lupa.txt')
  expect(echo.body).toBe('asked=a%20b')
  expect(echo.cookies).toMatchObject([{ name: 'kept', value: '1', httpOnly: true }])
})
