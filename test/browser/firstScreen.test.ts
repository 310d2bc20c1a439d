import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createToken } from '../../src/compose.ts'
import { findBarriersInBoth, openScreens, type Screens } from '../setup/screens.ts'

let screens: Screens
const openPage: Screens['openPage'] = (...given) => screens.openPage(...given)

beforeAll(async () => {
  screens = await openScreens({ customers: 60 })
}, 180_000)

afterAll(() => screens?.close())

const frictionsIn = (page: Page) => page.locator('.picture [data-key*="~"]')

describe('the first screen', () => {
  it('opens with the bank story: path, eleven frictions, loss and the days there were', async () => {
    const { page, errors, close } = await openPage()
    await page.locator('.picture').waitFor()
    expect(new URL(page.url()).pathname).toBe('/customers/crm:C-1001')
    expect(await page.title()).toMatch(/– Polku$/)
    expect(await frictionsIn(page).count()).toBe(11)
    expect(await page.locator('.picture [data-key^="b-"]').count()).toBe(10)
    const text = await page.locator('.picture').textContent()
    for (const words of ['25 päivää aikaa toimia', 'Menetys', 'Kysyttiin uudelleen', 'Autolaina LN-1', 'Oulun konttori', '4 siirtoa'])
      expect(text).toContain(words)
    expect(await page.getByRole('button', { name: 'Aiemmin 2014, 2015: 2 kohtaamista' }).isVisible()).toBe(true)
    expect(await page.locator('.case').count()).toBe(2)
    expect(errors).toEqual([])
    await close()
  })

  it.each(['/', '/overview'])('loads at most 250 kB of scripts and styles, as gzip, at %s', async (path) => {
    const context = await screens.openContext()
    const page = await context.newPage()
    const loaded: Promise<Buffer>[] = []
    page.on('response', (response) => {
      if (['script', 'stylesheet', 'document'].includes(response.request().resourceType())) loaded.push(response.body())
    })
    await page.goto(screens.address + path)
    await page.getByRole('heading', { level: 1 }).waitFor()
    // The live stream never ends, so the network is never idle.
    await page.waitForTimeout(2000)
    const bodies = await Promise.all(loaded)
    expect(bodies.length).toBeGreaterThan(5)
    expect(bodies.reduce((sum, body) => sum + gzipSync(body).length, 0)).toBeLessThan(250_000)
    await context.close()
  })

  it('shows the evidence of a friction by click, with a link that opens it again', async () => {
    const { page, close } = await openPage()
    await page.locator('.picture [data-key="repeated-ask~b-04+b-08"]').click()
    const panel = page.locator('.evidence')
    await panel.getByText('Pyysimme uudelleen: puolison henkilöllisyys. Asiakas oli antanut sen jo 2.3. klo 20.41.').waitFor()
    expect(await panel.locator('.facts').count()).toBe(2)
    expect(new URL(page.url()).hash).toBe('#friction=repeated-ask~b-04+b-08')
    await page.reload()
    await panel.getByRole('heading', { name: 'Kysyttiin uudelleen' }).waitFor()
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    await close()
  })

  it('is walked with the keyboard: arrows along the path, Enter opens, Escape returns', async () => {
    const { page, close } = await openPage()
    await page.locator('.picture [data-key="b-03"]').focus()
    for (let step = 0; step < 6; step++) await page.keyboard.press('ArrowRight')
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-key'))
    expect(await focused()).toBe('b-07')
    await page.keyboard.press('Enter')
    const panel = page.locator('.evidence')
    await panel.getByText('Nämä vakuutukset minulla on jo teillä.').waitFor()
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('evidence')
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    expect(await focused()).toBe('b-07')
    await page.keyboard.press('End')
    expect(await focused()).toBe('loss~b-12')
    await close()
  })

  it('finds another customer by what one types, from anywhere by /', async () => {
    const { page, close } = await openPage()
    await page.locator('.picture').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('W-9')
    await page.getByRole('option').first().waitFor()
    expect(await page.getByRole('combobox', { name: 'Hae asiakasta' }).getAttribute('aria-activedescendant')).not.toBeNull()
    await page.keyboard.press('Enter')
    await page.waitForURL(/\/customers\/crm:C-3003$/)
    await page.locator('.picture').waitFor()
    await close()
  })

  it('opens by Enter what is written, not what was found for what was written before', async () => {
    const { page, close } = await openPage()
    await page.locator('.picture').waitFor()
    await page.route('**/api/v1/customers?q=**', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 400))
      await route.continue()
    })
    const field = page.getByRole('combobox', { name: 'Hae asiakasta' })
    await field.fill('Aino')
    await page.getByRole('option').first().waitFor()
    await field.fill('W-9')
    await field.press('Enter')
    await page.waitForURL((address) => !address.pathname.endsWith('C-1001'))
    expect(new URL(page.url()).pathname).toBe('/customers/crm:C-3003')
    await close()
  })

  it('keeps what was read when the server no longer answers', async () => {
    const { page, close } = await openPage()
    await page.getByText('Päivittyy heti').waitFor()
    const { token } = await createToken(screens.polku.database, { name: 'test', scope: 'ingest' }, Date.now())
    let refused = 0
    await page.route('**/api/v1/customers/**', (route) => {
      refused += 1
      return route.abort()
    })
    await fetch(`${screens.address}/v1/encounters`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        id: 'away-1',
        occurredAt: new Date().toISOString(),
        customer: { crm: 'C-9002' },
        touchpoint: 'chat',
        journey: 'insurance',
        signals: ['leaving'],
      }),
    })
    await page.getByText('crm:C-9002').waitFor()
    await expect.poll(() => refused, { timeout: 15_000 }).toBeGreaterThanOrEqual(6)
    await page.waitForTimeout(300)
    expect(await frictionsIn(page).count()).toBe(11)
    await close()
  })

  it('breaks names however long, and runs nothing that is in them', async () => {
    const { token } = await createToken(screens.polku.database, { name: 'test', scope: 'ingest' }, Date.now())
    const name = `<script>alert(1)</script>${'x'.repeat(100)}`
    const encounter = {
      id: 'long-1',
      occurredAt: new Date().toISOString(),
      customer: { crm: name },
      touchpoint: 'y'.repeat(90),
      matter: 'M'.repeat(100),
      text: 'W'.repeat(400),
    }
    const answer = await fetch(`${screens.address}/v1/encounters`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...encounter, journey: 'insurance', initiator: 'customer', signals: ['leaving'] }),
    })
    expect(answer.status).toBe(202)
    for (const width of [1280, 320]) {
      const { page, errors, close } = await openPage(`/customers/${encodeURIComponent(`crm:${name}`)}#encounter=long-1`, {
        viewport: { width, height: 900 },
      })
      await page.locator('.evidence blockquote').waitFor()
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(`crm:${name}`)
      const beside = await page
        .locator('main, .evidence, .card')
        .evaluateAll((all) => all.map((each) => each.scrollWidth - each.clientWidth))
      expect(Math.max(...beside)).toBeLessThanOrEqual(0)
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
      expect(errors).toEqual([])
      await close()
    }
  })

  it('tells the same as a table, and saves it', async () => {
    const { page, close } = await openPage()
    await page.getByText('Taulukko', { exact: true }).click()
    expect(await page.locator('.table tbody tr').count()).toBe(21)
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: 'CSV' }).click()
    expect((await saved).suggestedFilename()).toBe('polku-crm-C-1001.csv')
    await page.getByText('Kuva', { exact: true }).click()
    const drawn = page.waitForEvent('download')
    await page.getByRole('button', { name: 'PNG' }).click()
    expect((await drawn).suggestedFilename()).toBe('polku-crm-C-1001.png')
    await close()
  })

  it('shows a friction as it is found, without reload', async () => {
    const { page, errors, close } = await openPage()
    const list = await openPage('/customers')
    await page.getByText('Päivittyy heti').waitFor()
    const { token } = await createToken(screens.polku.database, { name: 'test', scope: 'ingest' }, Date.now())
    const answer = await fetch(`${screens.address}/v1/encounters`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        id: 'live-1',
        occurredAt: new Date().toISOString(),
        customer: { crm: 'C-9001' },
        touchpoint: 'chat',
        initiator: 'customer',
        journey: 'insurance',
        signals: ['leaving'],
      }),
    })
    expect(answer.status).toBe(202)
    const added = page.locator('.newest-added')
    await added.waitFor()
    expect(await added.textContent()).toContain('Lähdön merkki')
    expect(await added.textContent()).toContain('Uusi')
    await list.page.getByRole('link', { name: 'crm:C-9001' }).waitFor()
    await list.close()
    await added.getByRole('link').click()
    await page.locator('.evidence').getByText('Asiakas antoi merkin siitä, että aikoo lähteä.').waitFor()
    expect(errors).toEqual([])
    await close()
  })

  it('moves nothing for those who want no motion', async () => {
    const { page, close } = await openPage('/', { reducedMotion: 'reduce' })
    await page.locator('.newest-item').first().waitFor()
    const animation = await page.evaluate(() => {
      const row = document.querySelector('.newest-list li')!
      row.classList.add('newest-added')
      return getComputedStyle(row).animationName
    })
    expect(animation).toBe('none')
    await close()
  })

  it('speaks three languages and remembers the one chosen', async () => {
    const { page, close } = await openPage('/', { locale: 'en-GB' })
    await page.getByRole('heading', { name: 'Newest frictions' }).waitFor()
    await page.getByLabel('Language').selectOption('sv')
    await page.getByRole('heading', { name: 'Senaste friktioner' }).waitFor()
    expect(await page.getAttribute('html', 'lang')).toBe('sv')
    expect(await page.locator('.picture').textContent()).toContain('25 dagar på oss att agera')
    await page.reload()
    await page.getByRole('heading', { name: 'Senaste friktioner' }).waitFor()
    await close()
  })

  it('says so when there is no such customer', async () => {
    const { page, close } = await openPage('/customers/crm:nobody')
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Asiakasta crm:nobody ei ole')
    await close()
  })
})

it.each([1280, 360, 320])('has no barriers in light or dark, and nothing beside the page, at %i pixels', async (width) => {
  const { page, errors, close } = await openPage('/customers/crm:C-1001#friction=loss~b-12', { viewport: { width, height: 900 } })
  await page.locator('.evidence').waitFor()
  await page.locator('.newest-item').first().waitFor()
  expect(await page.locator(width < 600 ? '.list' : '.picture').isVisible()).toBe(true)
  expect(await findBarriersInBoth(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
  expect(errors).toEqual([])
  await close()
})
