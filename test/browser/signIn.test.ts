import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { makeFirstLink } from '../../src/compose.ts'
import { findBarriers, findBarriersInBoth, openScreens, type Screens } from '../setup/screens.ts'

const PASSWORD = 'kolme sanaa riittää'

describe('signing in on an organisation of one’s own', () => {
  let screens: Screens
  beforeAll(async () => void (screens = await openScreens()), 180_000)
  afterAll(() => screens?.close())

  async function fill(page: Page, fields: Record<string, string>): Promise<void> {
    for (const [label, value] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(value)
  }

  it('begins with the first admin, who invites another, who signs in', async () => {
    const { page, errors, close } = await screens.openPage('/journeys')
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Kirjaudu Polkuun')
    expect(await page.getByText('Kukaan ei voi vielä kirjautua').isVisible()).toBe(true)
    expect(await findBarriers(page)).toEqual([])

    await page.goto(`${screens.address}/welcome/${await makeFirstLink(screens.polku.database)}`)
    await fill(page, { Nimi: 'Helmi Ylläpitäjä', Sähköposti: 'helmi@example.com', 'Uusi salasana': 'lyhyt' })
    await page.getByRole('button', { name: 'Tallenna ja kirjaudu' }).click()
    expect(await page.getByRole('alert').textContent()).toBe('Salasanassa pitää olla vähintään 12 merkkiä.')
    expect(await findBarriers(page)).toEqual([])
    await fill(page, { 'Uusi salasana': PASSWORD })
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Helmi Ylläpitäjä, omat asetukset' }).click()

    await page.getByRole('link', { name: 'Tiimit' }).click()
    await fill(page, { Avain: 'lainapalvelu', Nimi: 'Lainapalvelu' })
    await page.getByRole('button', { name: 'Tee tiimi' }).click()
    await page.getByRole('rowheader', { name: 'Lainapalvelu' }).waitFor()
    await page.getByLabel('Vetäjä: Lainapalvelu').selectOption({ label: 'Helmi Ylläpitäjä' })
    await expect.poll(() => page.getByLabel('Vetäjä: Lainapalvelu').inputValue()).toBe('1')
    expect(await findBarriers(page)).toEqual([])

    await page.getByRole('link', { name: 'Henkilöt' }).click()
    await page.getByText('Kutsu uusi henkilö').click()
    await fill(page, { Nimi: 'Aino Agentti', Sähköposti: 'aino@example.com' })
    await page.getByLabel('Tiimi', { exact: true }).selectOption('lainapalvelu')
    await page.getByRole('button', { name: 'Tee kutsu' }).click()
    const link = await page.locator('.command code').textContent()
    await page.setViewportSize({ width: 320, height: 700 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    await page.setViewportSize({ width: 1280, height: 900 })
    expect(link).toMatch(/\/welcome\/\w{64}$/)
    expect(await findBarriers(page)).toEqual([])

    const other = await screens.openPage(new URL(link!).pathname)
    expect(await other.page.getByRole('heading', { level: 1 }).textContent()).toBe('Tervetuloa, Aino Agentti')
    await fill(other.page, { 'Uusi salasana': PASSWORD })
    await other.page.keyboard.press('Enter')
    await other.page.getByRole('link', { name: 'Aino Agentti, omat asetukset' }).click()
    await other.page.getByText('aino@example.com · Asiakaspalvelija · Lainapalvelu').waitFor()
    expect(await other.page.getByRole('link', { name: 'Henkilöt' }).count()).toBe(0)
    expect(await findBarriers(other.page)).toEqual([])

    // Access that is taken away ends what is open: the next thing asked for leads to the sign-in.
    await page
      .getByRole('row', { name: /Aino Agentti/ })
      .getByRole('button', { name: 'Poista pääsy' })
      .click()
    await page
      .getByRole('row', { name: /Aino Agentti/ })
      .getByText('Lähtenyt')
      .waitFor()
    await other.page.getByRole('link', { name: 'Polut' }).click()
    await other.page.getByRole('heading', { name: 'Kirjaudu Polkuun' }).waitFor()
    await fill(other.page, { Sähköposti: 'aino@example.com', Salasana: PASSWORD })
    await other.page.keyboard.press('Enter')
    await other.page.getByText('Osoite ja salasana eivät kuulu yhteen.').waitFor()
    await other.close()
    expect(errors.filter((error) => !error.includes('401'))).toEqual([])
    await close()
  })
})

describe('the overview of the demo organisation', () => {
  let screens: Screens
  beforeAll(async () => void (screens = await openScreens({ customers: 120 })), 180_000)
  afterAll(() => screens?.close())

  it('tells a lead how things go, and opens what is behind a number', async () => {
    const { page, errors, close } = await screens.openPage('/sign-in')
    await page.getByRole('button', { name: /Vetäjä/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Tilanne' }).waitFor()
    await page.getByRole('heading', { name: 'Palvelulupaukset' }).waitFor()
    expect(await page.getByRole('heading', { name: 'Sinun koppisi' }).isVisible()).toBe(true)
    expect(await findBarriersInBoth(page)).toEqual([])
    const begun = page.getByRole('link', { name: /Alkoi/ })
    const count = Number(/\d+/.exec((await begun.locator('strong').textContent())!)![0])
    await begun.click()
    await page.getByRole('heading', { level: 1, name: 'Alkoi' }).waitFor()
    expect(await page.title()).toBe('Alkoi – Polku')
    await expect.poll(() => page.locator('.list-rows tbody tr').count()).toBe(Math.min(50, count))
    expect(await findBarriersInBoth(page)).toEqual([])
    await page.locator('.list-rows [data-row]').first().focus()
    await page.keyboard.press('Enter')
    await page.locator('.picture').first().waitFor()
    expect(errors).toEqual([])
    await close()
  })

  it('lets a guest look, and fits a phone', async () => {
    const { page, errors, close } = await screens.openPage('/overview', { viewport: { width: 320, height: 700 } })
    await page.getByRole('heading', { name: 'Palvelulupaukset' }).waitFor()
    expect(await page.getByRole('heading', { name: 'Sinun koppisi' }).count()).toBe(0)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    // What an address says besides, or says wrongly, is passed over.
    await page.goto(`${screens.address}/frictions?kind=broken-promise&since=2025-01-01&until=eilen&journey=1&utm_source=mail`)
    await page.getByRole('heading', { level: 1, name: 'Rikottu lupaus' }).waitFor()
    await page.locator('.list-rows tbody tr').first().waitFor()
    await page.goto(`${screens.address}/sign-in`)
    await page.getByRole('button', { name: /Asiakaspalvelija/ }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    expect(errors).toEqual([])
    await close()
  })
})
