import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { LookupAddress } from 'node:dns'
import { describe, expect, it, onTestFinished } from 'vitest'
import { addressPolicy, guardedLookup, readUrl } from './address.ts'
import { openSender } from './send.ts'

const strict = addressPolicy([])

function problemWith(url: string, policy = strict): string | null {
  const read = readUrl(url, policy)
  return 'problem' in read ? read.problem : null
}

describe('the address of a webhook', () => {
  it.each([
    'https://127.0.0.1/',
    'https://127.1/',
    'https://2130706433/',
    'https://0177.0.0.1/',
    'https://0x7f.0.0.1/',
    'https://0x7f000001/',
    'https://017700000001/',
    'https://127.0.0.1./',
    'https://1２7.0.0.1/',
    'https://0.0.0.0/',
    'https://0/',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://172.31.255.255/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://100.100.100.200/',
    'https://169.254.169.254/latest/meta-data',
    'https://168.63.129.16/',
    'https://192.0.0.192/',
    'https://198.18.0.1/',
    'https://224.0.0.1/',
    'https://255.255.255.255/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:7f00:1]/',
    'https://[::127.0.0.1]/',
    'https://[0:0:0:0:0:ffff:a9fe:a9fe]/',
    'https://[fe80::1]/',
    'https://[fec0::1]/',
    'https://[fc00::1]/',
    'https://[fd00:ec2::254]/',
    'https://[ff02::1]/',
    'https://[64:ff9b::7f00:1]/',
    'https://[64:ff9b:1::a00:1]/',
    'https://[2002:7f00:1::]/',
    'https://[2001:0:53aa:64c::]/',
    'https://[2001:db8::1]/',
  ])('%s is refused as private or reserved', (url) => {
    expect(problemWith(url)).toMatch(/private or reserved/)
  })

  it.each([
    ['http://crm.example/', /must begin with https/],
    ['http://8.8.8.8/', /must begin with https/],
    ['ftp://crm.example/', /begins with https/],
    ['file:///etc/passwd', /begins with https/],
    ['javascript:alert(1)', /begins with https/],
    ['https://user:word@crm.example/', /no user name or password/],
    ['https://user@crm.example/', /no user name or password/],
    ['crm.example', /an address such as/],
    ['https://', /an address such as/],
  ])('%s is refused by its form', (url, problem) => {
    expect(problemWith(url)).toMatch(problem)
  })

  it.each(['https://crm.example/polku?key=1', 'https://8.8.8.8/', 'https://172.32.0.1/', 'https://[2a00:1450:4001::1]:8443/'])(
    '%s is taken',
    (url) => {
      expect(problemWith(url)).toBeNull()
    },
  )

  it('may be private, and plain http, where the settings say so, and nowhere else', () => {
    const policy = addressPolicy(['10.20.0.0/16', 'fd12::/48', '127.0.0.1'])
    for (const url of ['http://10.20.3.4/', 'https://10.20.3.4/', 'http://[fd12::7]/', 'http://127.0.0.1:9000/', 'http://crm.internal/']) {
      expect(problemWith(url, policy)).toBeNull()
    }
    expect(problemWith('http://10.21.0.1/', policy)).toMatch(/private or reserved/)
    expect(problemWith('http://127.0.0.2/', policy)).toMatch(/private or reserved/)
    expect(problemWith('http://8.8.8.8/', policy)).toMatch(/must be https/)
  })
})

const MESSAGE = { id: 'evt_1', seconds: 1, signatures: ['v1,x'], body: '{}' }

describe('what is connected to', () => {
  it('is never this machine, although a name leads there', async () => {
    let asked = 0
    const receiver = createServer((_request, response) => {
      asked++
      response.end()
    }).listen(0, '127.0.0.1')
    onTestFinished(() => void receiver.close())
    await new Promise((resolve) => receiver.once('listening', resolve))
    const { port } = receiver.address() as AddressInfo
    // Another network is allowed, so that the form of the address alone refuses nothing.
    const sender = openSender(addressPolicy(['10.20.0.0/16']), Date.now)
    onTestFinished(sender.close)
    for (const url of [`http://localhost:${port}/`, `https://localhost:${port}/`]) {
      const sent = await sender.send({ ...MESSAGE, url }, AbortSignal.timeout(5000))
      expect(sent).toMatchObject({ status: null, problem: expect.stringMatching(/private or reserved/) })
    }
    expect(asked).toBe(0)
    const allowed = openSender(addressPolicy(['127.0.0.1', '::1']), Date.now)
    onTestFinished(allowed.close)
    expect(await allowed.send({ ...MESSAGE, url: `http://localhost:${port}/` }, AbortSignal.timeout(5000))).toMatchObject({ status: 200 })
  })

  const resolveTo = (...addresses: LookupAddress[]) =>
    new Promise((resolve) => {
      const names = ((_name: string, _options: object, done: (error: null, found: LookupAddress[]) => void) =>
        done(null, addresses)) as unknown as Parameters<typeof guardedLookup>[2]
      guardedLookup(strict, 'https:', names)('rebound.example', { all: true }, (error, found) => resolve(error?.message ?? found))
    })

  it('is an address that was looked at, even when a name has several or changes its mind', async () => {
    const open = { address: '8.8.8.8', family: 4 }
    expect(await resolveTo(open)).toEqual([open])
    expect(await resolveTo(open, { address: '10.0.0.1', family: 4 })).toMatch(/private or reserved/)
    expect(await resolveTo({ address: '::ffff:10.0.0.1', family: 6 })).toMatch(/private or reserved/)
    expect(await resolveTo({ address: 'fe80::1%eth0', family: 6 })).toMatch(/private or reserved/)
    expect(await resolveTo()).toBe('The name has no address.')
  })

  it('is not where a receiver redirects to, and long or endless answers are cut short', async () => {
    const paths: string[] = []
    const receiver = createServer((request, response) => {
      paths.push(request.url!)
      if (request.url === '/away') response.writeHead(307, { location: '/elsewhere' }).end()
      else if (request.url === '/long') response.writeHead(200).end('é\0'.repeat(100_000))
      else if (request.url === '/endless') response.writeHead(200).write('so far')
      else response.writeHead(200).end()
    }).listen(0, '127.0.0.1')
    onTestFinished(() => receiver.closeAllConnections())
    onTestFinished(() => void receiver.close())
    await new Promise((resolve) => receiver.once('listening', resolve))
    const base = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`
    const send = (path: string, timeout = 10_000) => {
      const sender = openSender(addressPolicy(['127.0.0.1']), Date.now, timeout)
      onTestFinished(sender.close)
      return sender.send({ ...MESSAGE, url: base + path }, AbortSignal.timeout(20_000))
    }
    expect(await send('/away')).toMatchObject({ status: 307, problem: 'answered 307' })
    const long = await send('/long')
    expect(long).toMatchObject({ status: 200, problem: null })
    expect(long.answer).toMatch(/^(é ?){100,150}$/)
    expect(await send('/endless', 1500)).toMatchObject({ status: 200, problem: null, answer: 'so far …' })
    expect(paths).toEqual(['/away', '/long', '/endless'])
  })
})
