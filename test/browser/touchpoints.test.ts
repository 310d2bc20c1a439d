import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findBarriers, openScreens, type Screens } from '../setup/screens.ts'

describe('touchpoints of the demo organisation', () => {
  let screens: Screens
  beforeAll(async () => void (screens = await openScreens({ customers: 60 })), 180_000)
  afterAll(() => screens?.close())

  it('lets a lead find a touchpoint to mend, decide why, and see the decision followed', async () => {
    const { page, errors, close } = await screens.openPage('/journeys', { as: /Vetäjä/ })
    await page.getByRole('link', { name: 'Kaikki kosketuspisteet' }).click()
    await page.getByRole('heading', { level: 1, name: 'Kosketuspisteet' }).waitFor()
    await page.getByText(/^\d+ kosketuspistettä, \d+ mitattu$/).waitFor()
    expect(await findBarriers(page)).toEqual([])

    await page.getByRole('combobox', { name: 'Ehdotus' }).selectOption('mend')
    await expect.poll(() => page.url()).toContain('verdict=mend')
    await page.getByLabel('Järjestys').selectOption('friction')
    await expect.poll(() => page.url()).toContain('sort=friction')
    const rows = page.locator('[data-row]')
    await expect.poll(() => rows.count()).toBeGreaterThan(0)
    const file = page.waitForEvent('download')
    await page.getByRole('button', { name: 'CSV' }).click()
    const csv = await readFile(await (await file).path(), 'utf8')
    expect(csv.trim().split('\r\n')).toHaveLength((await rows.count()) + 1)

    // By keyboard alone: to the first row, into it, to the words of the decision.
    const name = (await rows.first().textContent())!
    await rows.first().focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name, exact: true }).waitFor()
    await page.getByText('Kitkaa on enemmän kuin muualla').waitFor()
    await page.getByLabel('Miksi').fill('Asiakas joutuu täällä kertomaan saman uudelleen.')
    await page.reload()
    expect(await page.getByLabel('Miksi').inputValue()).toBe('Asiakas joutuu täällä kertomaan saman uudelleen.')
    await page.getByRole('radio', { name: 'Korjaa' }).check()
    await page.getByRole('button', { name: 'Tallenna päätös' }).click()
    await page.getByText('Päätös on tallennettu.').waitFor()
    await page.getByRole('region', { name: 'Mitä päätöksen jälkeen on tapahtunut' }).waitFor()
    expect(await page.locator('.touchpoint-decision .moment-text').textContent()).toBe('Asiakas joutuu täällä kertomaan saman uudelleen.')
    expect(await findBarriers(page)).toEqual([])

    const link = page.locator('.touchpoint-kinds li').first()
    const count = Number((await link.locator('span').textContent())!.replace(/\D/g, ''))
    await link.getByRole('link').click()
    await expect.poll(() => page.locator('.list-rows tbody tr').count()).toBe(Math.min(50, count))

    await page.goto(`${screens.address}/touchpoints?decision=made`)
    await expect.poll(() => rows.count()).toBe(1)
    expect(errors).toEqual([])
    await close()
  })

  it('shows importance against performance, by mouse and keyboard, to whoever may only look', async () => {
    const { page, errors, close } = await screens.openPage('/touchpoints?as=picture', { colorScheme: 'dark' })
    const marks = page.locator('.picture [data-key]')
    await marks.first().waitFor()
    expect(await marks.count()).toBeGreaterThan(3)
    expect(await findBarriers(page)).toEqual([])
    await marks.first().focus()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => page.locator('.matrix-whisker').count()).toBeGreaterThan(0)
    const file = page.waitForEvent('download')
    await page.getByRole('button', { name: 'SVG' }).click()
    expect(await readFile(await (await file).path(), 'utf8')).toContain('<svg')
    await marks.first().focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Luvut' }).waitFor()
    expect(await page.getByRole('form').count()).toBe(0)
    expect(await findBarriers(page)).toEqual([])
    await page.setViewportSize({ width: 320, height: 700 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    for (const place of ['/touchpoints', '/touchpoints?as=picture']) {
      await page.goto(screens.address + place)
      await page.getByText(/kosketuspistettä näkyvissä/).waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    }
    expect(errors).toEqual([])
    await close()
  })

  it('lets a lead say whose a review is, take it back, and set up a feed', async () => {
    const { page, errors, close } = await screens.openPage('/feedback/mentions?known=false', { as: /Vetäjä/ })
    await page.getByRole('img', { name: /^Maine ajan mittaan: \d+ mainintaa/ }).waitFor()
    const rows = page.locator('[data-row]')
    await expect.poll(() => rows.count()).toBeGreaterThan(10)
    expect(await findBarriers(page)).toEqual([])
    const outward = page.locator('td a[href^="https://arviot.example/"]').first()
    expect(await outward.getAttribute('rel')).toBe('noopener noreferrer nofollow')

    await rows.first().press('Enter')
    await page.getByText('Ei tiedetä, kuka asiakas tämän kirjoitti.', { exact: false }).waitFor()
    await page.getByLabel('Mistä se tiedetään').fill('Kertoi itse puhelimessa.')
    await page.getByRole('searchbox', { name: 'Hae asiakas' }).fill('C-1001')
    await page
      .getByRole('button', { name: /^Yhdistä asiakkaaseen / })
      .first()
      .click()
    await page.getByText('yhdistetty täällä').waitFor()
    await page.getByText('Kertoi itse puhelimessa.').waitFor()
    expect(await findBarriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Poista yhteys asiakkaaseen' }).click()
    await page.getByText('Ei tiedetä, kuka asiakas tämän kirjoitti.', { exact: false }).waitFor()
    await page.getByRole('button', { name: 'Merkitse käsitellyksi' }).click()
    await page.getByText('merkitsi käsitellyksi', { exact: false }).waitFor()

    await page.goto(`${screens.address}/feedback/mentions/sources`)
    await page.getByRole('button', { name: 'Lisää lähde' }).click()
    await page.getByLabel('Lähteen nimi').fill('foorumi.example')
    await page.getByLabel('Osoite').fill('https://10.0.0.7/syote.xml')
    await page.getByRole('button', { name: 'Tallenna' }).click()
    await page.getByText('Tästä osoitteesta ei voi lukea.', { exact: false }).waitFor()
    expect(await findBarriers(page)).toEqual([])
    await page.getByLabel('Osoite').fill('https://foorumi.example/syote.xml')
    await page.getByRole('button', { name: 'Tallenna' }).click()
    await page.getByText('Ei vielä luettu.').waitFor()
    // What was refused is told by the browser, too.
    expect(errors.filter((error) => !error.includes('422'))).toEqual([])
    await page.setViewportSize({ width: 320, height: 700 })
    for (const place of ['/feedback/mentions', '/feedback/mentions?as=table', '/feedback/mentions/1', '/feedback/mentions/sources']) {
      await page.goto(screens.address + place)
      await page.getByRole('heading', { level: 1, name: 'Palaute' }).waitFor()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
    }
    await close()
  })
})
