import '../setup/context.ts'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest'
import { buildSdk } from '../../bin/buildSdk.js'
import type { BrowserOptions, Polku, Trouble } from '../../sdk/browser.ts'
import type { Database } from '../../src/server/db/database.ts'
import { migrate } from '../../src/server/db/migrate.ts'
import { openInMemory } from '../setup/emptyDatabase.ts'
import { CHROMIUM_FLAGS } from '../setup/findChromium.ts'
import { openServer } from '../setup/openServer.ts'
import { eventually } from '../webhook/receiver.ts'

/** What the test's pages hold. */
interface Shop {
  polku: Polku
  troubles: Trouble[]
}

let database: Database
let browser: Browser
let address: string
let shop: string
let token: string

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'polku-sdk-'))
  await buildSdk(folder)
  const script = readFileSync(join(folder, 'browser.global.js'))
  rmSync(folder, { recursive: true })
  database = await openInMemory()
  await migrate(database)
  // Its clock stands still, and what lies ahead of it would wait.
  const server = await openServer(database, Date.now() + 3_600_000)
  address = await server.app.listen({ host: '127.0.0.1', port: 0 })
  token = (await server.bearer('ingest')).slice('Bearer '.length)
  // The shop is another site than Polku.
  const pages = createServer((request, response) => {
    if (request.url === '/polku.js') response.setHeader('content-type', 'text/javascript').end(script)
    else response.setHeader('content-type', 'text/html').end('<!doctype html><title>Shop</title><script src="/polku.js"></script>')
  }).listen(0, '127.0.0.1')
  await once(pages, 'listening')
  shop = `http://localhost:${(pages.address() as AddressInfo).port}`
  browser = await chromium.launch({ executablePath: inject('chromiumPath'), args: CHROMIUM_FLAGS })
  return async () => {
    await browser.close()
    pages.closeAllConnections()
    pages.close()
    await server.app.close()
    await database.close()
  }
}, 180_000)

async function openContext(): Promise<BrowserContext> {
  const context = await browser.newContext()
  onTestFinished(() => context.close())
  return context
}

/** Opens a page of the shop that has a client; `setUp` runs in it before. */
async function openShop(context: BrowserContext, options: Partial<BrowserOptions> = {}, setUp?: () => void): Promise<Page> {
  const page = await context.newPage()
  if (setUp) await page.addInitScript(setUp)
  await page.goto(shop)
  await start(page, options)
  return page
}

async function start(page: Page, options: Partial<BrowserOptions> = {}): Promise<void> {
  await page.evaluate(
    (given) => {
      const here = window as unknown as Shop & { polku: { createPolku: (options: BrowserOptions) => Polku } }
      const troubles: Trouble[] = []
      const polku = here.polku.createPolku({ ...given, onError: (trouble) => troubles.push(trouble) })
      Object.assign(here, { shop: { polku, troubles } })
    },
    { url: address, token, ...options } as BrowserOptions,
  )
}

/** Lets the page record encounters at a touchpoint; answers their ids. */
function record(page: Page, touchpoint: string, count = 1): Promise<string[]> {
  return page.evaluate(
    ([at, times]) => Array.from({ length: times }, () => (window as unknown as { shop: Shop }).shop.polku.encounter({ touchpoint: at })),
    [touchpoint, count] as const,
  )
}

const counts = (page: Page) => page.evaluate(() => (window as unknown as { shop: Shop }).shop.polku.counts())
const flush = (page: Page) => page.evaluate(() => (window as unknown as { shop: Shop }).shop.polku.flush())
const stored = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('polku:')))

const kept = async (touchpoint: string) =>
  (await database.query<{ id: string }>('SELECT id FROM encounters WHERE touchpoint = $1 ORDER BY id', [touchpoint])).map(({ id }) => id)

/** Bodies of requests that the pages of a context make to the door. */
function watch(context: BrowserContext): string[] {
  const bodies: string[] = []
  context.on('request', (request) => {
    if (request.method() === 'POST' && request.url().includes('/v1/encounters')) bodies.push(request.postData() ?? '')
  })
  return bodies
}

describe('the client in a page of another site', () => {
  it('sends what is said under one anonymous id, and joins it with who signs in', async () => {
    const page = await openShop(await openContext())
    const ids = await record(page, 'first')
    await page.evaluate(() => (window as unknown as { shop: Shop }).shop.polku.identify({ crm: 'C-1' }))
    ids.push(...(await record(page, 'first')))
    expect(await flush(page)).toBe(true)
    expect(await kept('first')).toEqual(ids.toSorted())
    const customers = await database.query(`SELECT DISTINCT customer_id FROM encounters WHERE touchpoint = 'first'`)
    expect(customers).toHaveLength(1)
    expect((await stored(page)).map((key) => key.split(':')[2])).toEqual(['id'])
  })

  it('keeps what is said while the network is cut, over a closed tab, and sends it once when it is back', async () => {
    const context = await openContext()
    const first = await openShop(context, { batch: { wait: 10 } })
    await context.setOffline(true)
    const ids = await record(first, 'offline', 30)
    await eventually(async () => (await first.evaluate(() => (window as unknown as { shop: Shop }).shop.troubles.length)) > 0)
    expect(await counts(first)).toMatchObject({ sent: 0, waiting: 30 })
    expect((await stored(first)).length).toBe(31)
    expect(await kept('offline')).toEqual([])
    await context.setOffline(false)
    await eventually(async () => (await counts(first)).waiting === 0)
    expect(await kept('offline')).toEqual(ids.toSorted())
    await context.setOffline(true)
    const later = await record(first, 'closed', 5)
    await first.close()
    await context.setOffline(false)
    await openShop(context, { batch: { wait: 10 } })
    await eventually(async () => (await kept('closed')).length === 5)
    expect(await kept('closed')).toEqual(later.toSorted())
  })

  it.each([
    ['by a request that outlives the page', undefined],
    ['by sendBeacon where browsers know no such request', () => void Reflect.deleteProperty(Request.prototype, 'keepalive')],
  ] as const)('sends what waits when the page is left, %s', async (way, setUp) => {
    const context = await openContext()
    const page = await openShop(context, { batch: { wait: 60_000 }, storage: false }, setUp)
    const touchpoint = setUp ? 'beacon' : 'kept-alive'
    const ids = await record(page, touchpoint, 20)
    expect(await kept(touchpoint)).toEqual([])
    await page.goto('about:blank')
    await eventually(async () => (await kept(touchpoint)).length === 20)
    expect([way, await kept(touchpoint)]).toEqual([way, ids.toSorted()])
  })

  it('sends what fits when the page is left, and the rest with the next page', async () => {
    const context = await openContext()
    const page = await openShop(context, { batch: { wait: 60_000, items: 5000 } })
    const ids = await page.evaluate(() =>
      Array.from({ length: 40 }, (_, index) =>
        (window as unknown as { shop: Shop }).shop.polku.encounter({ touchpoint: 'large', text: `${index} ${'ä'.repeat(2000)}` }),
      ),
    )
    await page.goto('about:blank')
    await eventually(async () => (await kept('large')).length > 0)
    expect((await kept('large')).length).toBeLessThan(16)
    await page.goto(shop)
    await start(page, { batch: { wait: 10 } })
    await eventually(async () => (await kept('large')).length === 40)
    expect(await kept('large')).toEqual(ids.toSorted())
    await eventually(async () => (await stored(page)).length === 1)
  })

  it('sends nothing twice from several tabs', async () => {
    const context = await openContext()
    const bodies = watch(context)
    const tabs = [await openShop(context, { batch: { wait: 300 } }), await openShop(context, { batch: { wait: 300 } })]
    await context.setOffline(true)
    const ids = (await Promise.all(tabs.map((tab) => record(tab, 'tabs', 10)))).flat()
    await eventually(async () => (await Promise.all(tabs.map(counts))).every(({ waiting }) => waiting === 10))
    bodies.length = 0
    await context.setOffline(false)
    const third = await openShop(context, { batch: { wait: 10 } })
    ids.push(...(await record(third, 'tabs', 10)))
    await eventually(async () => (await Promise.all([...tabs, third].map(counts))).every(({ waiting }) => waiting === 0))
    expect(await kept('tabs')).toEqual(ids.toSorted())
    const sent = bodies.flatMap((body) => (JSON.parse(body) as { id: string }[]).map(({ id }) => id))
    expect(sent.toSorted()).toEqual(ids.toSorted())
  })

  it('records, stores and sends nothing before consent, and forgets everything in every tab when it is taken back', async () => {
    const context = await openContext()
    const bodies = watch(context)
    const page = await openShop(context, { consent: false, batch: { wait: 60_000 } })
    const consent = (isGiven: boolean) => page.evaluate((given) => (window as unknown as { shop: Shop }).shop.polku.consent(given), isGiven)
    await record(page, 'consent', 3)
    expect(await flush(page)).toBe(true)
    expect([await stored(page), bodies, await counts(page)]).toEqual([[], [], { sent: 0, rejected: 0, dropped: 3, waiting: 0 }])
    await consent(true)
    const agreed = await record(page, 'consent')
    await flush(page)
    const other = await openShop(context, { batch: { wait: 60_000 } })
    await Promise.all([record(page, 'consent'), record(other, 'consent', 2)])
    // What another tab stores is seen here a moment later.
    await eventually(async () => (await stored(page)).length === 4)
    await consent(false)
    await eventually(async () => (await counts(other)).waiting === 0)
    await record(other, 'consent')
    await other.close()
    await page.goto('about:blank')
    const next = await openShop(context, { consent: false })
    expect(await stored(next)).toEqual([])
    expect(await kept('consent')).toEqual(agreed)
    expect(bodies).toHaveLength(1)
  })
})
