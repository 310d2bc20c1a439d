import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBarriers, openScreens, type Screens } from '../setup/screens.ts'

let screens: Screens

beforeAll(async () => {
  screens = await openScreens({ customers: 60 })
}, 180_000)

afterAll(() => screens?.close())

const LEAD = /Vetäjä/
const column = (page: Page, name: string) => page.locator('.define-column', { has: page.getByRole('heading', { name, exact: true }) })
const kept = (page: Page) => page.getByText('Luonnos tallessa').waitFor()

describe('the editor of definitions', () => {
  it('lets a lead move a touchpoint by keyboard, try the draft, publish it and see the version', async () => {
    const { page, errors, close } = await screens.openPage('/journeys/car-loan', { as: LEAD })
    await page.getByRole('link', { name: 'Muokkaa määrittelyä' }).click()
    await page.getByRole('heading', { level: 1, name: 'Autolaina: määrittely' }).waitFor()
    const handle = page.getByRole('button', { name: 'Siirrä: Valtakirja' })
    await handle.focus()
    await page.keyboard.press('ArrowRight')
    await column(page, 'Käsittely').getByText('Valtakirja').waitFor()
    await expect.poll(() => handle.evaluate((button) => button === document.activeElement)).toBe(true)
    await page.keyboard.press('ArrowUp')
    expect(await column(page, 'Käsittely').locator('.define-name').allTextContents()).toEqual([
      'Lisätietopyyntö',
      'Valtakirja',
      'Liitteen lähetys',
    ])
    await page.keyboard.press('Control+z')
    expect(await column(page, 'Käsittely').locator('.define-name').last().textContent()).toBe('Valtakirja')

    // What is wrong is said at its field, and neither tried nor published.
    const pause = page.getByLabel('Tauolla, kun lepoa on', { exact: true })
    await pause.fill('200')
    await page.getByText('Ei voi olla lyhyempi kuin lepo').waitFor()
    expect(await page.getByRole('button', { name: 'Kokeile' }).isDisabled()).toBe(true)
    await pause.fill('')
    await page.getByRole('region', { name: 'Palvelulupaukset' }).getByLabel('Vastaamme viimeistään', { exact: true }).fill('4')
    await kept(page)
    expect(await findBarriers(page)).toEqual([])
    await page.reload()
    await column(page, 'Käsittely').getByText('Valtakirja').waitFor()

    await page.getByRole('button', { name: 'Kokeile' }).click()
    await page.getByText(/Tämä olisi löytänyt \d+ kitkaa enemmän\./).waitFor({ timeout: 30_000 })
    const row = page.locator('.define-result tr', { hasText: 'Hiljaisuus' })
    expect(await row.textContent()).toMatch(/\+\d+/)
    expect(await row.getByRole('link').first().getAttribute('href')).toMatch(/^\/customers\/.*path=/)

    await page.getByLabel('Mitä muutettiin ja miksi').fill('Vastaamme samana päivänä')
    const changes = page.locator('.define-changes')
    expect(await changes.textContent()).toContain('Kosketuspiste: ValtakirjaVaiheHakeminen → muuttuu: Käsittely')
    await page.getByRole('button', { name: 'Julkaise versiona 2' }).click()
    await page.getByRole('heading', { level: 1, name: 'Autolaina: versiot' }).waitFor()
    expect(await page.locator('tbody tr').first().textContent()).toMatch(/^2.*Tove Ljungmark.*Vastaamme samana päivänä.*Voimassa/)
    expect(await changes.textContent()).toMatch(/Vastaamme viimeistään48 tuntia → muuttuu: 4 tuntia/)
    expect(await findBarriers(page)).toEqual([])

    await page.getByRole('button', { name: 'Tuo luonnokseksi: versio 1' }).click()
    await column(page, 'Hakeminen').getByText('Valtakirja').waitFor()
    await page.getByRole('button', { name: 'Hylkää luonnos' }).click()
    await column(page, 'Käsittely').getByText('Valtakirja').waitFor()
    expect(errors).toEqual([])
    await close()
  }, 90_000)

  it('shows two editors that they changed the same draft, and loses neither; a card is carried, on a phone to where one does not see yet; others only read', async () => {
    const first = await screens.openPage('/journeys/insurance/edit', {
      as: LEAD,
      viewport: { width: 360, height: 800 },
      colorScheme: 'dark',
    })
    const second = await screens.openPage('/journeys/insurance/edit', { as: LEAD })
    const card = second.page.getByRole('button', { name: 'Siirrä: Vakuutustarjous' })
    const target = column(second.page, 'Osto').or(column(second.page, 'Hankinta'))
    const [from, to] = [(await card.boundingBox())!, (await target.boundingBox())!]
    await second.page.mouse.move(from.x + 8, from.y + 8)
    await second.page.mouse.down()
    await second.page.mouse.move(to.x + 40, to.y + 60, { steps: 5 })
    await second.page.mouse.up()
    await target.getByText('Vakuutustarjous').waitFor()
    await kept(second.page)
    await first.page.getByLabel('Kohtaamisia enintään').fill('9')
    await first.page.getByRole('button', { name: 'Tallenna minun päälle' }).waitFor()
    expect(await findBarriers(first.page)).toEqual([])
    expect(await first.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    await first.page.getByRole('button', { name: 'Ota heidän muutoksensa' }).click()
    await column(first.page, 'Hankinta').getByText('Vakuutustarjous').waitFor()
    expect(await first.page.getByLabel('Kohtaamisia enintään').inputValue()).toBe('')
    // On a phone the stage a card goes to is out of sight: at the edge the page comes along.
    const handle = first.page.getByRole('button', { name: 'Siirrä: Vakuutustarjous' })
    await handle.evaluate((button) => button.scrollIntoView({ block: 'center' }))
    const held = (await handle.boundingBox())!
    await first.page.mouse.move(held.x + 8, held.y + 8)
    await first.page.mouse.down()
    await first.page.mouse.move(180, 20, { steps: 5 })
    await first.page.locator('.define-column').first().and(first.page.locator('[data-over="true"]')).waitFor()
    await first.page.mouse.up()
    const stage = first.page.locator('.define-column').first()
    await stage.getByText('Vakuutustarjous').click()
    // Closing what is open leaves the focus where it was opened.
    await first.page.getByRole('button', { name: 'Sulje' }).press('Enter')
    await stage.locator('.define-open:focus').waitFor()
    await first.close()
    await second.close()
    const viewer = await screens.openPage('/journeys/insurance/edit', { as: /Katja/ })
    expect(await viewer.page.getByRole('button', { name: /^Siirrä:/ }).count()).toBe(0)
    expect(await viewer.page.getByLabel('Kohtaamisia enintään').isDisabled()).toBe(true)
    expect(await viewer.page.getByRole('button', { name: /^Julkaise/ }).count()).toBe(0)
    await viewer.close()
  }, 60_000)
})
