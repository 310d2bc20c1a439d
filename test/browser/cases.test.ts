import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Role } from '../../src/domain/employee/employee.ts'
import { demoPeople } from '../../src/compose.ts'
import { openCase } from '../../src/domain/case/decideCase.ts'
import { defaultLimits } from '../../src/domain/case/limits.ts'
import { insertCases } from '../../src/server/case/saveCases.ts'
import { openCalendar } from '../../src/server/organisation/calendar.ts'
import { findBarriers, findBarriersInBoth, openScreens, type Screens } from '../setup/screens.ts'

let screens: Screens

beforeAll(async () => {
  screens = await openScreens({ customers: 60 })
}, 180_000)

afterAll(() => screens?.close())

/** A browser of somebody's own, signed in as the demo's employee of a role. */
async function enter(role: Role | null, options: BrowserContextOptions = {}) {
  const context = await screens.openContext(options)
  const { people, password } = (await demoPeople(screens.polku.database))!
  const who = people.find((person) => person.role === role)
  if (who !== undefined) {
    const signedIn = await context.request.post(`${screens.address}/api/v1/session`, { data: { email: who.email, password } })
    expect(signedIn.status()).toBe(200)
  }
  const page = await context.newPage()
  const open = async (path: string) => {
    await page.goto(path.startsWith('/') ? screens.address + path : path)
    await page.getByRole('heading', { level: 1 }).waitFor()
  }
  return { page, name: who?.name ?? '', open, close: () => context.close() }
}

/** Presses Tab until what has the focus fits; the keyboard alone must reach everything. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) return
  }
  throw new Error(`Tab does not reach ${selector}.`)
}

let customerPage = ''

it('an agent catches a case of the bank story and writes to the customer, by the keyboard alone', async () => {
  const { page, open, close } = await enter('agent')
  await open('/cases?whose=inbox&q=Metsälä')
  await page.getByRole('link', { name: 'Aino Metsälä' }).waitFor()
  await tabTo(page, '[data-row]')
  await page.keyboard.press('o')
  const told = page.getByRole('status').filter({ hasText: 'on nyt sinulla' })
  await told.waitFor()
  await open('/cases?q=Metsälä')
  await tabTo(page, '[data-row]')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { level: 1, name: /Aino Metsälä/ }).waitFor()
  await page.getByText('Koppi on sinulla. Asiakas ei ole vielä kuullut sinusta.').waitFor()
  await tabTo(page, '#case-write')
  await page.keyboard.type('Hei Aino, otin asiasi hoitaakseni.')
  // What is being written survives a reload.
  await page.reload()
  await page.getByRole('heading', { level: 1 }).waitFor()
  expect(await page.locator('#case-write').inputValue()).toBe('Hei Aino, otin asiasi hoitaakseni.')
  await tabTo(page, '#case-write')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.locator('.case-line-ours').filter({ hasText: 'otin asiasi' }).waitFor()
  await page.getByText('Viesti on kirjattu.').waitFor()
  await page.locator('.case-write button:enabled').waitFor()
  // Who works by keyboard goes on where they were.
  expect(await page.evaluate(() => document.activeElement?.closest('.case-write') !== null)).toBe(true)
  expect(await page.locator('#case-write').inputValue()).toBe('')
  customerPage = (await page.getByRole('link', { name: 'Katso sivua' }).getAttribute('href'))!
  await close()
})

it('hands it over to another, who accepts and solves it; each sees what the other does', async () => {
  const [agent, lead] = [await enter('agent'), await enter('lead')]
  await agent.open('/cases?q=Metsälä')
  await agent.page.getByRole('link', { name: 'Aino Metsälä' }).click()
  await agent.page.getByText('Siirrä toiselle').click()
  await agent.page.getByLabel('Kenelle').selectOption({ label: lead.name })
  await agent.page.getByRole('button', { name: 'Tarjoa koppia' }).click()
  await agent.page.getByText(`tarjosi koppia: ${lead.name}`).waitFor()
  await lead.open('/cases?whose=offered')
  await lead.page.getByRole('link', { name: 'Aino Metsälä' }).click()
  await lead.page.getByRole('button', { name: 'Hyväksy koppi' }).click()
  await lead.page.getByText('Koppi on nyt sinulla.').waitFor()
  const cause = lead.page.getByRole('region', { name: 'Juurisyy' })
  await cause.getByText('Merkitse juurisyy').click()
  await cause.getByLabel('Prosessi').fill('Seuranta')
  await cause.getByRole('button', { name: 'Tallenna' }).press('Enter')
  await cause.getByText('prosessi Seuranta').waitFor()
  await cause.getByRole('button', { name: 'Tallenna' }).and(lead.page.locator(':focus')).waitFor()
  await agent.page.getByText(/^Siirto: /).waitFor()
  await lead.page.getByRole('button', { name: 'Merkitse ratkaistuksi' }).click()
  await lead.page.getByLabel('Mitä tehtiin').fill('Lainapäätös tehtiin ja soitimme sinulle.')
  await lead.page.locator('.case-form').getByLabel('Järjestelmä').fill('Arkisto')
  await lead.page.locator('.case-form').getByRole('button', { name: 'Merkitse ratkaistuksi' }).click()
  await lead.page.getByText('Nyt odotetaan asiakkaan sanaa.').waitFor()
  await agent.page.locator('.case-state-solved').waitFor()
  expect(await agent.page.getByRole('button', { name: 'Merkitse ratkaistuksi' }).count()).toBe(0)
  await Promise.all([agent.close(), lead.close()])
})

it('the customer says on a phone and without JavaScript “not yet”, and later that it is solved', async () => {
  const phone = await enter(null, { javaScriptEnabled: false, viewport: { width: 320, height: 640 } })
  const { page } = phone
  await phone.open(new URL(customerPage).pathname)
  const text = await page.locator('main').innerText()
  expect(text).toContain('Lainapäätös tehtiin ja soitimme sinulle.')
  expect(text).not.toMatch(/Arkisto|tarjosi/)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await page.getByLabel(/Mitä puuttuu/).fill('Kukaan ei soittanut.')
  await page.getByRole('button', { name: 'Ei vielä' }).click()
  await page.getByText('Asia on taas auki.').first().waitFor()
  const lead = await enter('lead')
  await lead.open('/cases?q=Metsälä')
  await lead.page.getByRole('link', { name: 'Aino Metsälä' }).click()
  await lead.page.getByText('Kukaan ei soittanut.').waitFor()
  await lead.page.getByRole('button', { name: 'Merkitse ratkaistuksi' }).click()
  await lead.page.getByLabel('Mitä tehtiin').fill('Soitimme uudelleen.')
  await lead.page.locator('.case-form').getByRole('button', { name: 'Merkitse ratkaistuksi' }).click()
  await lead.page.getByText('Nyt odotetaan asiakkaan sanaa.').waitFor()
  await phone.open(new URL(customerPage).pathname)
  await page.getByRole('button', { name: 'Kyllä, ratkaistu' }).click()
  await page.getByText('Merkitsimme asian ratkaistuksi').waitFor()
  await lead.page.getByText('Asia on vahvistettu ratkaistuksi.').waitFor()
  await Promise.all([phone.close(), lead.close()])
})

/** Keeps cases in an inbox, of as many customers of their own as told, and one more of the first. */
async function openSeries(count: number): Promise<void> {
  const { database } = screens.polku
  await database.query(`INSERT INTO customers (id, name) SELECT 900000 + n, 'crm:S-' || n FROM generate_series(1, $1::integer) AS n`, [
    count,
  ])
  const clocks = { calendar: openCalendar(), limitsOf: defaultLimits }
  const now = Date.now()
  const series = Array.from({ length: count + 1 }, (_, place) => ({
    customer: 900_001 + (place % count),
    path: `car-loan/SARJA-${place + 1}`,
    encounter: `series-${place}`,
    touchpoint: 'online-form',
    kind: 'dead-end',
    openedAt: now,
    each: openCase({ severity: 3, team: null }, now, clocks),
  }))
  await insertCases(database, series, clocks)
}

it('two cases of one customer are joined, and separated again; the customer’s old page leads to the living one', async () => {
  await openSeries(40)
  const lead = await enter('lead')
  const { page } = lead
  await lead.open('/cases?whose=all&q=SARJA-41')
  await page.locator('[data-row]').click()
  await page.getByRole('link', { name: 'Katso sivua' }).waitFor()
  const old = (await page.getByRole('link', { name: 'Katso sivua' }).getAttribute('href'))!
  const living = await page.locator('.case-alike a').first().innerText()
  await page.locator('.case-alike a').first().click()
  await page.getByRole('heading', { level: 1, name: living }).waitFor()
  await page.getByRole('button', { name: /Liitä tähän: K-\d+/ }).click()
  await page.getByText(/^K-\d+ on liitetty tähän\.$/).waitFor()
  const phone = await enter(null, { javaScriptEnabled: false })
  await phone.open(new URL(old).pathname)
  await phone.page.getByRole('heading', { level: 1, name: living }).waitFor()
  await phone.close()
  await lead.open('/cases?whose=all&q=SARJA-41&state=joined')
  await page.locator('[data-row]').click()
  await page.getByText(`Tämä koppi jatkuu kopissa ${living}`).waitFor()
  await page.getByRole('button', { name: 'Erota omaksi kopikseen' }).click()
  await page.getByText('Kukaan ei ole vielä ottanut koppia.').waitFor()
  expect(await page.getByText(`Tämä koppi jatkuu kopissa ${living}`).count()).toBe(0)
  await lead.close()
})

it('a lead ends forty cases of one cause with one message, having seen first whom it reaches', async () => {
  const { page, open, close } = await enter('lead')
  await open('/cases?whose=all&q=SARJA')
  await tabTo(page, '[data-row]')
  await page.keyboard.press('Space')
  await page.keyboard.press('Shift+ArrowDown')
  await page.getByText('2 valittu').waitFor()
  await page.getByRole('button', { name: 'Valitse kaikki rajaukseen sopivat' }).click()
  await page.getByText('41 valittu').waitFor()
  await page.getByRole('button', { name: 'Ratkaise yhdessä' }).click()
  await page.getByLabel(/Mitä tehtiin/).fill('Lomake toimii taas.')
  await page.getByLabel('Järjestelmä').fill('Lomake')
  await page.getByRole('button', { name: 'Esikatsele' }).click()
  await page.getByText('41 koppia ratkaistaan, 40 asiakasta saa tiedon').waitFor()
  expect(await findBarriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Ratkaise ja kerro' }).click()
  await page.getByText('41 koppia käsitelty.').waitFor()
  await open('/cases/figures')
  await page
    .getByRole('row', { name: /järjestelmä Lomake/ })
    .getByRole('link')
    .click()
  await page.getByText(/Luvun takana: järjestelmä Lomake/).waitFor()
  await close()
})

it('a customer answers the recovery question on a phone, once', async () => {
  const lead = await enter('lead')
  await lead.open('/cases?whose=all&q=SARJA-7&state=solved')
  await lead.page.locator('[data-row]').click()
  await lead.page.getByRole('link', { name: 'Katso sivua' }).waitFor()
  const address = new URL((await lead.page.getByRole('link', { name: 'Katso sivua' }).getAttribute('href'))!).pathname
  const { page, open, close } = await enter(null, { javaScriptEnabled: false, viewport: { width: 320, height: 640 } })
  await open(address)
  await page.getByRole('button', { name: 'Kyllä, ratkaistu' }).click()
  await page.getByRole('heading', { name: 'Miten kävi?' }).waitFor()
  await page.getByRole('button', { name: 'Vastaa' }).click()
  await page.getByText('Valitse ainakin toinen vastaus.').waitFor()
  await page.getByLabel('Kyllä').check()
  await page.getByLabel('Hyvältä', { exact: true }).check()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await page.getByRole('button', { name: 'Vastaa' }).click()
  await page.getByText('Kiitos vastauksestasi.').waitFor()
  expect(await page.getByRole('heading', { name: 'Miten kävi?' }).count()).toBe(0)
  await lead.page.getByText('Toipui: asiakkaan mielestä asia ratkesi.').waitFor()
  // The link can be taken back; the old one says so plainly.
  await lead.page.getByRole('button', { name: 'Vaihda linkki' }).click()
  await lead.page.getByRole('button', { name: /Vaihda, vanha/ }).click()
  await lead.page.getByText('Linkki on vaihdettu.').waitFor()
  await open(address)
  await page.getByText('Tämä linkki ei ole enää käytössä').first().waitFor()
  await Promise.all([close(), lead.close()])
})

it('a viewer looks and cannot catch', async () => {
  const { page, open, close } = await enter('viewer')
  await open('/cases?whose=all')
  await page.locator('.case-row').first().waitFor()
  expect(await page.getByRole('button', { name: /Ota koppi/ }).count()).toBe(0)
  await close()
})

it('puts up no barriers in light or dark', async () => {
  const { page, open, close } = await enter('agent')
  await open('/cases?whose=all')
  await page.locator('.case-row').first().waitFor()
  expect(await findBarriersInBoth(page)).toEqual([])
  await page.locator('[data-row]').first().click()
  await page.locator('.case-log').waitFor()
  expect(await findBarriersInBoth(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 800 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await open('/cases/figures')
  await page.getByRole('table').first().waitFor()
  expect(await findBarriersInBoth(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await open(new URL(customerPage).pathname)
  expect(await findBarriersInBoth(page)).toEqual([])
  await close()
})
