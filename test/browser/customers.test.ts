import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createToken } from '../../src/compose.ts'
import { findBarriers, findBarriersInBoth, openScreens, type Screens } from '../setup/screens.ts'

const LONG = 10_000

let screens: Screens
let crm: Awaited<ReturnType<typeof openSite>>
let stranger: Awaited<ReturnType<typeof openSite>>
const openPage: Screens['openPage'] = (...given) => screens.openPage(...given)

beforeAll(async () => {
  crm = await openSite()
  stranger = await openSite()
  screens = await openScreens({ customers: 30, settings: { POLKU_PANEL_ANCESTORS: crm.address } })
  const { token } = await createToken(screens.polku.database, { name: 'test', scope: 'ingest' }, Date.now())
  const start = Date.parse('2024-01-01T08:00:00Z')
  const encounters = Array.from({ length: LONG }, (_, index) => ({
    id: `long-${index}`,
    occurredAt: new Date(start + index * 1_800_000).toISOString(),
    customer: { crm: 'LONG' },
    touchpoint: 'app-visit',
    channel: 'app',
    initiator: 'customer',
  }))
  for (const part of [encounters.slice(0, 5000), encounters.slice(5000)]) {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const sent = await fetch(`${screens.address}/v1/encounters`, { method: 'POST', headers, body: JSON.stringify(part) })
    if (!sent.ok) throw new Error(await sent.text())
  }
}, 180_000)

afterAll(async () => {
  await screens?.close()
  for (const site of [crm, stranger]) site?.server.close()
})

/** A system of somebody else that frames what its address names. */
async function openSite(): Promise<{ server: Server; address: string }> {
  const server = createServer((request, answer) => {
    const framed = new URL(request.url!, 'http://localhost').searchParams.get('framed') ?? ''
    answer.setHeader('content-type', 'text/html')
    answer.end(
      `<!doctype html><html lang="en"><title>CRM</title><h1>CRM</h1><iframe title="Polku" src="${framed}" width="360" height="700">`,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

describe('an agent who meets a customer', () => {
  it('finds them by words in any order without their dots, and reads what not to ask or offer', async () => {
    const { page, errors, close } = await openPage('/customers')
    await page.getByRole('combobox', { name: 'Hae asiakasta' }).fill('metsala ai')
    await page.getByRole('option', { name: /Aino Metsälä/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Aino Metsälä' }).waitFor()
    const brief = await page.locator('.brief').textContent()
    for (const words of ['älä kysy uudelleen', 'Passi ja puolison henkilöllisyys', 'älä tarjoa näitä', '11 kitkaa tähän mennessä'])
      expect(brief).toContain(words)
    await page
      .locator('.brief')
      .getByRole('button', { name: /Menetys/ })
      .click()
    await page.locator('.evidence').waitFor()
    expect(errors).toEqual([])
    await close()
  })

  it('goes on when the server goes away and returns: what was read and written stays, and is saved then', async () => {
    const { page, close } = await openPage('/customers/crm:C-1001?view=list', { as: /Asiakaspalvelija/ })
    await page.getByText('Päivittyy heti').waitFor()
    await page.locator('.moment').first().waitFor()
    const shown = await page.locator('.moment').count()
    const comeBack = await screens.goAway()
    try {
      await page.getByText('Yhteys poikki, yritetään uudelleen').waitFor()
      await page.getByRole('textbox', { name: 'Muistiinpano asiakkaasta' }).fill('Palvelin oli poissa.')
      await page.getByRole('button', { name: 'Tallenna' }).click()
      await page.getByText('Teksti on tallessa; yritä uudelleen.').waitFor()
      expect(await page.locator('.moment').count()).toBeGreaterThanOrEqual(shown)
    } finally {
      await comeBack()
    }
    await page.getByText('Päivittyy heti').waitFor({ timeout: 20_000 })
    await page.getByRole('button', { name: 'Tallenna' }).click()
    await page.locator('.moment', { hasText: 'Palvelin oli poissa.' }).waitFor()
    await close()
  })

  it('writes a note for whoever is next, and only they can delete it', async () => {
    const { page, close } = await openPage('/customers/crm:C-1001?view=list', { as: /Asiakaspalvelija/ })
    await page.getByRole('textbox', { name: 'Muistiinpano asiakkaasta' }).fill('Soittakaa vasta iltapäivällä.')
    await page.reload()
    await page.getByRole('button', { name: 'Tallenna' }).click()
    await page.locator('.moment', { hasText: 'Soittakaa vasta iltapäivällä.' }).waitFor()
    const lead = await openPage('/customers/crm:C-1001?view=list&only=notes', { as: /Vetäjä/ })
    const seen = lead.page.locator('.moment', { hasText: 'Soittakaa' })
    await seen.waitFor()
    expect(await seen.getByRole('button', { name: 'Poista' }).count()).toBe(0)
    await page.locator('.moment', { hasText: 'Soittakaa' }).getByRole('button', { name: 'Poista' }).click()
    await page.locator('.moment', { hasText: 'Soittakaa' }).waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Kumoa' }).click()
    await page.locator('.moment', { hasText: 'Soittakaa' }).waitFor()
    expect(await page.getByRole('button', { name: 'Kumoa' }).count()).toBe(0)
    await lead.close()
    await close()
  })
})

describe('somebody who works in another system', () => {
  it('reads the brief there, where the setting lets it be framed', async () => {
    const { token } = await createToken(screens.polku.database, { name: 'crm', scope: 'read' }, Date.now())
    const made = await fetch(`${screens.address}/api/v1/customers/crm:C-1001/panel-link`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
    })
    const { address } = (await made.json()) as { address: string }
    const link = encodeURIComponent(screens.address + address.slice(new URL(address).origin.length))
    const { page, errors, close } = await openPage(`/sign-in`)
    await page.goto(`${crm.address}/?framed=${link}%26lang=sv`)
    const panel = page.frameLocator('iframe')
    await panel.getByRole('heading', { level: 1, name: 'Aino Metsälä' }).waitFor()
    await panel.getByText('fråga inte igen').waitFor()
    expect(await panel.locator('html').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0)
    const opened = page.waitForEvent('popup')
    await panel.getByRole('link', { name: 'Öppna i Polku' }).click()
    expect(new URL((await opened).url()).pathname).toBe('/customers/crm%3AC-1001')
    expect(errors).toEqual([])

    await page.goto(`${stranger.address}/?framed=${link}`)
    await expect.poll(() => errors.join()).toContain('frame-ancestors')
    expect(await panel.getByRole('heading').count()).toBe(0)
    await page.goto(`${crm.address}/?framed=${encodeURIComponent(`${screens.address}/customers/crm:C-1001`)}`)
    await expect.poll(() => errors.length).toBeGreaterThan(1)
    expect(await panel.getByRole('heading').count()).toBe(0)

    await page.goto(`${screens.address}/panel/customers/crm:C-1001?key=x`)
    await page.getByRole('heading', { name: 'Paneelin linkki ei ole enää voimassa' }).waitFor()
    expect(await findBarriers(page)).toEqual([])
    await close()
  })
})

describe('ten thousand encounters', () => {
  it('scroll with few of them in the page, by wheel and by keyboard', async () => {
    const { page, errors, close } = await openPage('/customers/crm:LONG?view=list')
    const rows = page.locator('.moment')
    await rows.first().waitFor()
    await rows.first().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('PageDown')
    const place = () => page.evaluate(() => document.activeElement?.getAttribute('aria-posinset'))
    await expect.poll(place).toBe('12')
    for (let times = 0; times < 3; times++) {
      const before = Number(await place())
      await page.keyboard.press('End')
      await expect.poll(async () => Number(await place())).toBeGreaterThan(before)
      await page.waitForTimeout(300)
    }
    expect(Number(await place())).toBeGreaterThan(200)
    expect(await rows.count()).toBeLessThan(60)
    await page.keyboard.press('Enter')
    await page.locator('.evidence').waitFor()
    expect(errors).toEqual([])
    await close()
  })

  it('open at a date, and one by its own link however far back it is', async () => {
    const { page, close } = await openPage('/customers/crm:LONG?view=list&until=2024-01-02#encounter=long-3')
    await page.locator('.evidence').getByText('ma 1.1.2024 klo 11.30').waitFor()
    expect(await page.locator('.moment').first().locator('time').textContent()).toBe('ti 2.1.2024 23.30')
    expect(await page.locator('.moments > [role="status"]').textContent()).toContain('Kaikki 76 riviä')
    await close()
  })
})

describe('a lead', () => {
  it('filters the list, and keeps the filter under a name', async () => {
    const { page, close } = await openPage('/customers', { as: /Vetäjä/ })
    await page.getByLabel('Vakavuus vähintään').selectOption('5')
    await page.locator('.list-rows').getByRole('link', { name: 'Aino Metsälä' }).waitFor()
    expect(new URL(page.url()).search).toContain('severity=')
    await page.getByRole('button', { name: 'Tallenna näkymä' }).click()
    await page.getByLabel('Näkymän nimi').fill('Pahimmat')
    await page.getByRole('button', { name: 'Tallenna', exact: true }).click()
    await page.getByRole('button', { name: 'Pahimmat', exact: true }).waitFor()
    await page.goto(`${screens.address}/customers`)
    await page.getByRole('button', { name: 'Pahimmat', exact: true }).click()
    await expect.poll(() => new URL(page.url()).search).toContain('severity=')
    await page.getByRole('button', { name: 'Poista näkymä Pahimmat' }).click()
    await page.getByRole('button', { name: 'Pahimmat', exact: true }).waitFor({ state: 'detached' })
    expect(await page.getByRole('link', { name: 'Kaikki osumat CSV:nä' }).getAttribute('href')).toMatch(/^\/api\/v1\/customers\.csv/)
    await close()
  })

  it('chooses rows with the keyboard, leaves a column out, and saves what was chosen for Excel', async () => {
    const { page, errors, close } = await openPage('/customers', { as: /Vetäjä/ })
    await page.locator('.list-rows [data-row]').nth(1).focus()
    for (const key of ['Space', 'Shift+ArrowDown', 'Shift+ArrowDown']) await page.keyboard.press(key)
    await page.getByText('3 valittua').waitFor()
    await page.getByRole('checkbox', { name: /^Valitse .*LONG/ }).click()
    await page.getByText(/^[24] valittua/).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('.list-columns summary').click()
    await page.getByRole('checkbox', { name: 'Koppeja' }).click()
    await page.reload()
    await page.locator('.list-rows [data-row]').first().waitFor()
    expect(await page.getByRole('columnheader').allTextContents()).toEqual(['Asiakas', 'Viimeksi', 'Avoinna', 'Kitkoja'])
    await page.locator('.list-rows [data-row]').first().focus()
    await page.keyboard.press('Control+a')
    const shown = await page.locator('.list-rows tbody tr').count()
    await page.getByText(`${shown} valittua`).waitFor()
    const waiting = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Excel' }).click()
    const file = await waiting
    expect(file.suggestedFilename()).toBe('polku-customers.xlsx')
    const parts = unzipSync(readFileSync(await file.path()))
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml']!)
    expect(sheet.match(/<row /g)).toHaveLength(shown + 1)
    expect(strFromU8(parts['xl/sharedStrings.xml']!)).toContain('Kitkoja')
    expect(errors).toEqual([])
    await close()
  })

  it('goes anywhere from the keyboard: Ctrl K, a few letters, Enter', async () => {
    const { page, errors, close } = await openPage('/overview', { as: /Vetäjä/ })
    const go = async (letters: string) => {
      await page.keyboard.press('Control+k')
      await page.keyboard.type(letters)
      await page.keyboard.press('Enter')
    }
    await go('kop')
    await page.getByRole('heading', { level: 1, name: 'Kopit' }).waitFor()
    // The focus goes along, and Escape brings it back to where it was.
    const focused = () => page.evaluate(() => document.activeElement?.id)
    await expect.poll(focused).toBe('content')
    await page.keyboard.press('Control+k')
    expect(await focused()).not.toBe('content')
    await page.keyboard.press('Escape')
    expect(await focused()).toBe('content')
    await go('autol')
    await page.waitForURL('**/journeys/car-loan**')
    await go('svenska')
    await page.getByRole('link', { name: 'Kunder' }).waitFor()
    await page.getByText('Hämtar', { exact: true }).waitFor({ state: 'detached' })
    await page.keyboard.press('Control+k')
    expect(await page.locator('.search-results [role=option]').count()).toBe(8)
    expect(await findBarriers(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.locator('.search-field').fill('aino mets')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Aino Metsälä' }).waitFor()
    expect(errors).toEqual([])
    await close()
  })

  it('joins two customers by hand, sees it before it is done, and takes it back', async () => {
    const { page, close } = await openPage('/customers/crm:LONG', { as: /Vetäjä/ })
    await page.getByText('Kuka tämä on: 1 tunniste').click()
    await page.getByRole('button', { name: 'Yhdistä toinen asiakas tähän' }).click()
    await page.getByLabel('Toisen asiakkaan tunniste').fill('crm:C-3003')
    await page.getByLabel('Miksi: mistä tämä tiedetään').fill('sama ihminen, kaksi numeroa')
    await page.getByRole('button', { name: 'Katso, mitä tapahtuisi' }).click()
    await page
      .getByText(/crm:C-3003, crm:LONG|crm:LONG, crm:C-3003/)
      .first()
      .waitFor()
    await page.getByRole('button', { name: 'Tee näin' }).click()
    await page.getByText('Kuka tämä on: 2 tunnistetta').waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Ota päätös takaisin' }).click()
    await page.getByLabel('Miksi: mistä tämä tiedetään').fill('eivät olleetkaan')
    await page.getByRole('button', { name: 'Katso, mitä tapahtuisi' }).click()
    await page.getByRole('button', { name: 'Tee näin' }).click()
    await page.getByText('Kuka tämä on: 1 tunniste').waitFor({ timeout: 60_000 })
    await page.getByText(/Peruttu: Tove/).waitFor()
    expect(await page.getByRole('button', { name: 'Ota päätös takaisin' }).count()).toBe(0)
    await close()
  }, 120_000)
})

it.each(['/customers?severity=3', '/customers/crm:C-1001?view=list'])(
  '%s has no barriers in light or dark, and nothing is cut off at 320 px',
  async (path) => {
    const { page, close } = await openPage(path, { as: /Vetäjä/ })
    await page.locator('.moment, .list-rows').first().waitFor()
    expect(await findBarriersInBoth(page)).toEqual([])
    await page.setViewportSize({ width: 320, height: 700 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    await close()
  },
)
