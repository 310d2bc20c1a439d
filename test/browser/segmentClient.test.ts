import { createReadStream } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import '../setup/context.ts'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import type { Database } from '../../src/server/db/database.ts'
import { migrate } from '../../src/server/db/migrate.ts'
import { openLossyProxy, type LossyProxy } from '../doors/lossyProxy.ts'
import { openInMemory } from '../setup/emptyDatabase.ts'
import { CHROMIUM_FLAGS } from '../setup/findChromium.ts'
import { openServer, type OpenServer } from '../setup/openServer.ts'

const HOUR = 3_600_000
const bundles = fileURLToPath(new URL('../../node_modules/@segment/analytics-next/dist/umd/', import.meta.url))

/** What Segment's client offers in a page. */
interface Loaded {
  track: (event: string, properties?: object) => Promise<unknown>
  page: (name?: string) => Promise<unknown>
  identify: (user: string, traits?: object) => Promise<unknown>
}
declare global {
  interface Window {
    AnalyticsNext: { AnalyticsBrowser: { load: (settings: object, options?: object) => Promise<[Loaded, unknown]> } }
    analytics: Loaded
  }
}

let database: Database
let server: OpenServer
let proxy: LossyProxy
let browser: Browser
let writeKey: string
let site: string

beforeAll(async () => {
  database = await openInMemory()
  await migrate(database)
  // The browser's clock is three hours behind the server's.
  server = await openServer(database, Date.now() + 3 * HOUR)
  proxy = await openLossyProxy(await server.app.listen({ host: '127.0.0.1', port: 0 }), 1)
  writeKey = (await server.bearer('ingest')).slice('Bearer '.length)
  const shop = createServer((asked, answer) => {
    const name = /^\/(index|[\w.-]+bundle[\w.]*)\.js$/.exec(asked.url!)?.[0]
    if (name === undefined)
      return answer
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><title>Shop</title><script src="/index.js"></script>')
    return createReadStream(bundles + name).pipe(answer.writeHead(200, { 'content-type': 'text/javascript' }))
  })
  await new Promise<void>((done) => shop.listen(0, '127.0.0.1', done))
  site = `http://localhost:${(shop.address() as AddressInfo).port}`
  browser = await chromium.launch({ executablePath: inject('chromiumPath'), args: CHROMIUM_FLAGS })
  return async () => {
    await browser.close()
    shop.close()
    proxy.close()
  }
})
afterAll(async () => {
  await server.app.close()
  await database.close()
})

/** Opens a page of another site and loads the client there, with nothing set but the address. */
async function open(path: string, options: object = {}): Promise<{ page: Page; asked: string[]; errors: string[] }> {
  const page = await browser.newPage({ locale: 'fi-FI', timezoneId: 'Europe/Helsinki' })
  const asked: string[] = []
  const errors: string[] = []
  page.on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).host} ${new URL(request.url()).pathname}`))
  page.on('pageerror', (error) => errors.push(error.message))
  await page.goto(site + path)
  await page.evaluate(
    async ([settings, given]) => {
      ;[window.analytics] = await window.AnalyticsNext.AnalyticsBrowser.load(settings!, given)
    },
    [{ writeKey, cdnURL: proxy.address }, options] as const,
  )
  return { page, asked, errors }
}

const read = async (path: string) => (await server.read(path)).json()

async function arrived(customer: string, count: number) {
  await expect.poll(async () => (await read(`customers/${customer}`)).encounters ?? 0, { timeout: 30_000 }).toBe(count)
  return (await read(`customers/${customer}/timeline`)).items as Record<string, unknown>[]
}

it('Segment’s browser client sends from a page of another site by its host alone, over a lost answer and with a wrong clock', async () => {
  const { page, asked, errors } = await open('/loans/apply')
  const began = Date.now()
  await page.evaluate(() => window.analytics.page())
  await page.evaluate(() => window.analytics.track('Loan Application', { journey: 'car-loan', matter: 'LN-1', step: 'start' }))
  await page.evaluate(() => window.analytics.identify('C-1', { name: 'Aino Esimerkki', email: 'aino@example.com' }))
  await page.evaluate(() => window.analytics.track('Form Sent', { journey: 'car-loan', matter: 'LN-1' }))
  const items = await arrived('crm:C-1', 3)
  await expect.poll(() => proxy.counts.lost).toBe(1)
  expect(items.map(({ touchpoint }) => touchpoint)).toEqual(['form-sent', 'loan-application', 'loans-apply'])
  for (const item of items) {
    expect(item).toMatchObject({ channel: 'web', device: 'desktop', encounter: { locale: 'fi-FI', timeZone: 'Europe/Helsinki' } })
    expect(Math.abs(Date.parse(String(item['occurredAt'])) - began - 3 * HOUR)).toBeLessThan(60_000)
  }
  const customer = await read('customers/email:aino@example.com')
  expect(customer).toMatchObject({ customer: 'crm:C-1', displayName: 'Aino Esimerkki' })
  expect(customer.identifiers[2]).toMatch(/^anonymous:/)
  // Client or browser tries again what had no answer.
  await expect.poll(() => proxy.counts.asked, { timeout: 30_000 }).toBeGreaterThanOrEqual(5)
  expect((await read('customers/crm:C-1')).encounters).toBe(3)
  expect(await database.query('SELECT problems FROM quarantine')).toEqual([])
  expect(errors).toEqual([])
  const hosts = new Set(asked.map((line) => line.split(' ')[1]))
  expect(hosts).toEqual(new Set([new URL(site).host, new URL(proxy.address).host]))
  await page.close()
})

it('Segment’s browser client batches, and sends what is left when the page is left', async () => {
  const batching = { integrations: { 'Segment.io': { deliveryStrategy: { strategy: 'batching', config: { size: 3, timeout: 60_000 } } } } }
  const { page, asked } = await open('/', batching)
  await page.evaluate(async () => {
    await window.analytics.identify('C-2')
    await window.analytics.track('One')
    await window.analytics.track('Two')
    await window.analytics.track('Three')
  })
  await page.goto('about:blank')
  const items = await arrived('crm:C-2', 3)
  expect(items.map(({ touchpoint }) => touchpoint)).toEqual(['three', 'two', 'one'])
  expect(new Set(asked.filter((line) => line.startsWith('POST')).map((line) => line.split(' ')[2]))).toEqual(new Set(['/v1/b']))
  await page.close()
})
