import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { ensureBuilt } from '../bin/build.js'
import { demoOrganisation } from '../seed/demo.ts'
import { listen, loadDemo, openPolku } from '../src/compose.ts'
import { readConfig } from '../src/config.ts'
import { CHROMIUM_FLAGS, ensureChromium } from './setup/findChromium.ts'

// Takes the pictures of the handbook from the demo organisation, anew whenever screens have changed: npm run pictures [-- NAME…]

interface Picture {
  /** Where one goes; a lead of the demo is signed in. */
  address: string
  width?: number
  height?: number
  /** What is done before the picture is taken. */
  act?: (page: Page) => Promise<unknown>
}

const PICTURES: Record<string, Picture> = {
  'first-screen': { address: '/customers/crm:C-1001', height: 900 },
  overview: { address: '/overview', height: 1000 },
  customers: { address: '/customers' },
  timeline: { address: '/customers/crm:C-1001?view=list', height: 1000 },
  flow: { address: '/journeys/car-loan/flow', height: 1100 },
  stages: { address: '/journeys/online-order/stages' },
  touchpoints: { address: '/touchpoints', height: 1000 },
  editor: { address: '/journeys/car-loan/edit', height: 1000 },
  cases: { address: '/cases?whose=all' },
  case: {
    address: '/cases?whose=all',
    height: 1100,
    act: async (page) => {
      await page.locator('[data-row]').first().click()
      await page.waitForURL('**/cases/K-*')
    },
  },
  phone: { address: '/customers/crm:C-1001', width: 360, height: 780 },
}

const folder = fileURLToPath(new URL('../docs/pictures', import.meta.url))
const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(PICTURES)
const unknown = names.filter((name) => !(name in PICTURES))
if (unknown.length > 0) {
  console.error(`There is no picture called ${unknown.join(', ')}; there are ${Object.keys(PICTURES).join(', ')}.`)
  process.exit(2)
}
await ensureBuilt()
const home = mkdtempSync(join(tmpdir(), 'polku-pictures-'))
const polku = await openPolku(readConfig({ PORT: '0', POLKU_DATA: home, LOG_LEVEL: 'silent' }))
await loadDemo(polku, demoOrganisation(), () => undefined)
const serving = await listen(polku)
const browser = await chromium.launch({ executablePath: ensureChromium(), args: CHROMIUM_FLAGS })
try {
  for (const name of names) {
    await take(browser, name, PICTURES[name]!)
    console.log(`docs/pictures/${name}.png`)
  }
} finally {
  await browser.close()
  await serving.close()
  await polku.close()
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
}

async function take(within: Browser, name: string, { address, width = 1280, height = 800, act }: Picture): Promise<void> {
  const options = { locale: 'en-GB', timezoneId: 'Europe/Helsinki', viewport: { width, height }, reducedMotion: 'reduce' } as const
  const context = await within.newContext(options)
  const page = await context.newPage()
  await page.goto(`${serving.address}/sign-in`)
  await page.getByRole('button', { name: /Lead/ }).click()
  await page.locator('.places-me').waitFor()
  await page.goto(serving.address + address)
  await page.getByRole('heading', { level: 1 }).waitFor()
  await act?.(page)
  // Pictures are laid out once what they show has come.
  await page.waitForLoadState('load')
  await page.waitForTimeout(2500)
  await page.screenshot({ path: join(folder, `${name}.png`) })
  await context.close()
}
