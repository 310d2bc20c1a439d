import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBarriersInBoth, openScreens, type Screens } from '../setup/screens.ts'

let screens: Screens
const openPage: Screens['openPage'] = (...given) => screens.openPage(...given)

beforeAll(async () => {
  screens = await openScreens({ customers: 120 })
}, 180_000)

afterAll(() => screens?.close())

const picture = (page: Page) => page.locator('svg.picture').first()
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('data-key'))

describe('journeys', () => {
  it('are listed with their paths by state, and open', async () => {
    const { page, errors, close } = await openPage('/journeys')
    const loan = page.locator('.journey-row', { hasText: 'Autolaina' })
    await loan.waitFor()
    expect(await loan.textContent()).toMatch(/\d+ polku.*Valmis \d+.*valmiita.*versio 1/)
    await loan.getByRole('link', { name: 'Autolaina' }).click()
    await page.waitForURL(/\/journeys\/car-loan$/)
    await page.locator('.flow-node').first().waitFor()
    expect(await page.title()).toBe('Autolaina: polut – Polku')
    expect(errors).toEqual([])
    await close()
  })

  it('show each view as a picture as wide as its place, and as a table', async () => {
    const { page, errors, close } = await openPage('/journeys/online-order')
    for (const [tab, mark] of [
      ['Vaiheet', '.grid-cell'],
      ['Kellonajat', '.grid-cell'],
      ['Tauot ja paluut', '.bar-mark'],
      ['Eteneminen', '.bar-mark'],
      ['Reitit', '.variant-chip'],
      ['Aiottu ja todellinen', '.bar-mark'],
    ] as const) {
      await page.getByRole('navigation', { name: 'Näkymät' }).getByRole('link', { name: tab, exact: true }).click()
      await page.locator(mark).first().waitFor()
      expect((await picture(page).boundingBox())!.width, tab).toBeGreaterThan(300)
      await page.getByText('Taulukko', { exact: true }).first().click()
      await page.locator('.chart .table tbody tr').first().waitFor()
      expect(new URL(page.url()).searchParams.get('as'), tab).toBe('table')
    }
    expect(errors).toEqual([])
    await close()
  })

  it('are walked with the keyboard: a mark opens the paths behind it, Escape closes them, and the address keeps them', async () => {
    const { page, errors, close } = await openPage('/journeys/car-loan')
    const start = page.locator('.flow-node[data-key="start"]')
    await start.focus()
    await page.keyboard.press('ArrowRight')
    expect(await focused(page)).toMatch(/^at /)
    await page.keyboard.press('End')
    const last = await focused(page)
    expect(last).toContain(' > ')
    await page.keyboard.press('Enter')
    const panel = page.locator('.behind')
    await panel.locator('.behind-path').first().waitFor()
    expect(await page.evaluate(() => document.activeElement?.classList.contains('behind'))).toBe(true)
    const title = await panel.locator('.evidence-kind').textContent()
    expect(title).not.toBe('')
    await page.reload()
    await panel.locator('.behind-path').first().waitFor()
    expect(await panel.locator('.evidence-kind').textContent()).toBe(title)
    await panel.focus()
    await page.keyboard.press('Escape')
    await panel.waitFor({ state: 'detached' })
    expect(errors).toEqual([])
    await close()
  })

  it('are filtered and compared by the address, which a chip changes back', async () => {
    const { page, errors, close } = await openPage('/journeys/online-order/stages')
    await page.locator('.grid-cell').first().waitFor()
    await page.getByLabel('Ajanjakso').selectOption('90d')
    await page.getByLabel('Vertailu').selectOption('before')
    await page.getByLabel('Kanava', { exact: true }).selectOption('web')
    await expect.poll(() => new URL(page.url()).search).toBe('?period=90d&compare=before&channel=web')
    await page.getByText(/aiemmin \d+ \([+−-]?\d+/).waitFor()
    await page.locator('.chart[aria-busy="false"]').waitFor()
    const cells = () => page.locator('.grid-cell').count()
    const few = await cells()
    await page.reload()
    await page.locator('.grid-cell').first().waitFor()
    expect(await cells()).toBe(few)
    await page.getByRole('button', { name: 'Poista rajaus: Verkko' }).click()
    await expect.poll(() => new URL(page.url()).search).toBe('?period=90d&compare=before')
    await expect.poll(cells).toBeGreaterThan(few)
    expect(errors).toEqual([])
    await close()
  })

  it('lead from a mark to a path on its customer’s page, which replays step by step', async () => {
    const { page, errors, close } = await openPage('/journeys/car-loan/variants')
    await page.locator('[data-key="0"]').first().click()
    await page.locator('.behind-path').first().click()
    await page.waitForURL(/\/customers\/.*path=/)
    await page.goto(`${screens.address}/customers/crm:C-1001?path=car-loan%2FLN-1`)
    const replay = page.getByRole('toolbar', { name: 'Toista polku askel kerrallaan' })
    await replay.getByRole('button', { name: 'Seuraava' }).click()
    expect(await replay.locator('.replay-step').textContent()).toContain('1/8 Lainahakemus · Verkko · Asiakas')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    expect(await replay.locator('.replay-step').textContent()).toContain('3/8 Puhelu asiakkaalle')
    expect(await page.locator('.reached').count()).toBe(1)
    await replay.getByRole('button', { name: 'Toista', exact: true }).click()
    await replay.getByText('4/8', { exact: false }).waitFor({ timeout: 8000 })
    await replay.getByRole('button', { name: 'Näytä koko polku' }).click()
    expect(await page.locator('.reached').count()).toBe(0)
    expect(errors).toEqual([])
    await close()
  })

  it('are saved as a picture and as rows', async () => {
    const { page, close } = await openPage('/journeys/car-loan/funnel')
    await page.locator('.bar-mark').first().waitFor()
    for (const ending of ['PNG', 'CSV']) {
      const saved = page.waitForEvent('download')
      await page.getByRole('button', { name: ending, exact: true }).first().click()
      expect((await saved).suggestedFilename()).toMatch(new RegExp(`^polku-car-loan-.*\\.${ending.toLowerCase()}$`))
    }
    await close()
  })

  it('say so when there is no such journey, and when the server does not answer', async () => {
    const missing = await openPage('/journeys/nowhere')
    expect(await missing.page.getByRole('heading', { level: 1 }).textContent()).toBe('Asiakaspolkua nowhere ei ole')
    await missing.close()
    const { page, close } = await openPage('/journeys/car-loan/stages')
    await page.locator('.grid-cell').first().waitFor()
    await page.route('**/api/v1/journeys/car-loan/hours**', (route) => route.abort())
    await page.getByRole('navigation', { name: 'Näkymät' }).getByRole('link', { name: 'Kellonajat' }).click()
    const failed = page.locator('.chart-failed')
    await failed.waitFor({ timeout: 15_000 })
    await page.unroute('**/api/v1/journeys/car-loan/hours**')
    await failed.getByRole('button', { name: 'Yritä uudelleen' }).click()
    await page.locator('.grid-cell').first().waitFor()
    await close()
  })
})

it('every view is without barriers, and nothing stands beside the page', async () => {
  const { page, errors, close } = await openPage('/journeys', { viewport: { width: 1280, height: 900 } })
  await page.locator('.journey-row').first().waitFor()
  const wrong = await findBarriersInBoth(page)
  const views = [
    'flow?behind=%7B"step"%3A1%7D',
    'flow?by=steps',
    'stages?period=90d',
    'hours',
    'returns',
    'funnel',
    'variants',
    'meant?as=table',
  ]
  for (const view of views) {
    await page.goto(`${screens.address}/journeys/kitchen-order/${view}`)
    await page
      .locator(view.includes('table') ? '.chart .table' : '.chart svg.picture')
      .first()
      .waitFor()
    await page.setViewportSize({ width: 1280, height: 900 })
    wrong.push(...(await findBarriersInBoth(page)).map((barrier) => `${view} ${barrier}`))
    await page.setViewportSize({ width: 360, height: 900 })
    // Pictures are drawn anew for their new width.
    const fits = await page
      .waitForFunction(() => document.documentElement.scrollWidth <= window.innerWidth, null, { timeout: 5000 })
      .catch(() => null)
    if (fits === null) wrong.push(`${view}: something stands beside the page`)
  }
  expect(wrong).toEqual([])
  expect(errors).toEqual([])
  await close()
})
