import './context.ts'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import axe from 'axe-core'
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core'
import { inject } from 'vitest'
import { ensureBuilt } from '../../bin/build.js'
import { demoOrganisation } from '../../seed/demo.ts'
import { demoPeople, listen, loadDemo, openPolku, type Polku } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import { prepareHome } from './emptyDatabase.ts'
import { CHROMIUM_FLAGS } from './findChromium.ts'

const VIEWPORT = { width: 1280, height: 900 }
const ROLES = { admin: 'Ylläpitäjä', lead: 'Vetäjä', agent: 'Asiakaspalvelija', viewer: 'Katselija' }

/** The built screens of a Polku of its own, in a real browser. */
export interface Screens {
  polku: Polku
  address: string
  /** A browser of somebody's own, in Finnish. */
  openContext: (options?: BrowserContextOptions) => Promise<BrowserContext>
  /**
   * A page in a browser that nobody else uses and that remembers nothing, at an address, and what went wrong on it; it has a heading when
   * it comes. `as` signs in first, as the person of the demo with this role (in Finnish) or name.
   */
  openPage: (
    path?: string,
    options?: BrowserContextOptions & { as?: RegExp },
  ) => Promise<{ page: Page; errors: string[]; close: () => Promise<void> }>
  /** The server goes away; answers how it comes back at the same address. */
  goAway: () => Promise<() => Promise<void>>
  close: () => Promise<void>
}

/** Opens the screens, with a demo organisation of so many customers when told; `settings` are of the environment. */
export async function openScreens(given: { customers?: number; settings?: Record<string, string> } = {}): Promise<Screens> {
  await ensureBuilt()
  const folder = mkdtempSync(join(tmpdir(), 'polku-screens-'))
  const home = given.customers === undefined ? prepareHome(folder) : await copyDemo(given.customers, folder)
  const polku = await openPolku(homeAt(home, given.settings))
  let serving = await listen(polku)
  const browser: Browser = await chromium.launch({ executablePath: inject('chromiumPath'), args: CHROMIUM_FLAGS })
  const openContext = (options: BrowserContextOptions = {}) =>
    browser.newContext({ locale: 'fi-FI', timezoneId: 'Europe/Helsinki', viewport: VIEWPORT, ...options })
  // A browser of one's own loads and compiles all scripts again, which takes a second: those that are done with are handed on, emptied.
  const idle: BrowserContext[] = []
  return {
    polku,
    address: serving.address,
    openContext,
    openPage: async (path = '/', { as, viewport = VIEWPORT, colorScheme = 'light', reducedMotion = 'no-preference', ...options } = {}) => {
      const isUsual = Object.keys(options).length === 0
      const context = (isUsual ? idle.pop() : undefined) ?? (await openContext(options))
      const page = await context.newPage()
      if (viewport !== null) await page.setViewportSize(viewport)
      await page.emulateMedia({ colorScheme, reducedMotion })
      const errors: string[] = []
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
      page.on('pageerror', (error) => errors.push(String(error)))
      if (as) {
        const { people, password } = (await demoPeople(polku.database))!
        const { email } = people.find(({ role, name }) => as.test(`${ROLES[role]} ${name}`))!
        const signedIn = await context.request.post(`${serving.address}/api/v1/session`, { data: { email, password } })
        if (!signedIn.ok()) throw new Error(await signedIn.text())
      }
      await page.goto(serving.address + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      const close = async () => {
        if (isUsual && (await forget(context, page))) idle.push(context)
        else await context.close()
      }
      return { page, errors, close }
    },
    goAway: async () => {
      const { address } = serving
      await serving.close()
      return async () => void (serving = await listen({ ...polku, config: { ...polku.config, port: Number(new URL(address).port) } }))
    },
    close: async () => {
      await browser.close()
      await serving.close()
      await polku.close()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

const homeAt = (home: string, settings?: Record<string, string>) =>
  readConfig({ PORT: '0', POLKU_DATA: home, LOG_LEVEL: 'silent', ...settings })

// Loading takes longer than copying what was loaded for the file before.
const demos = new Map<number, Promise<string>>()

/** A home in a folder with a demo organisation of so many customers. */
async function copyDemo(customers: number, folder: string): Promise<string> {
  if (!demos.has(customers)) demos.set(customers, makeDemo(customers))
  const home = join(folder, 'home')
  cpSync(await demos.get(customers)!, home, { recursive: true })
  return home
}

async function makeDemo(customers: number): Promise<string> {
  const folder = mkdtempSync(join(inject('keptFolder'), 'demo-'))
  const home = prepareHome(folder)
  const polku = await openPolku(homeAt(home))
  await loadDemo(polku, demoOrganisation({ customers }), () => undefined)
  await polku.close()
  return home
}

/** Empties a browser of what its pages left; false if it can't be told to be empty. */
async function forget(context: BrowserContext, page: Page): Promise<boolean> {
  try {
    await page.evaluate(() => {
      localStorage.clear()
      sessionStorage.clear()
    })
    await Promise.all(context.pages().map((each) => each.close()))
    await context.clearCookies()
    return true
  } catch {
    return false
  }
}

/** What axe finds wrong on a page in light and in dark. Only colours differ between them. */
export async function findBarriersInBoth(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.evaluate(comeToRest)
    const barriers = await findBarriers(page, colorScheme === 'dark' ? COLOURS : ALL)
    found.push(...barriers.map((barrier) => `${colorScheme} ${barrier}`))
  }
  return found
}

/** WCAG 2.2 AA and what is good besides. */
const ALL = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] } as const
const COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } as const

/** In the page: waits until what fades from colour to colour has arrived, however slow the machine; what moves for ever is not waited for. */
async function comeToRest(): Promise<void> {
  for (;;) {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    const moving = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity)
    if (moving.length === 0) return
    await Promise.allSettled(moving.map((each) => each.finished))
  }
}

/** What axe finds wrong by WCAG 2.2 AA, as `rule: element`. */
export async function findBarriers(page: Page, rules: typeof ALL | typeof COLOURS = ALL): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async (runOnly) => {
    const inPage = window as unknown as {
      axe: { run: (root: Document, options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> }
    }
    const { violations } = await inPage.axe.run(document, { runOnly, resultTypes: ['violations'] })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  }, rules)
}
