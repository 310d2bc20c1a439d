import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findBarriers, openScreens, type Screens } from '../setup/screens.ts'

let screens: Screens
let address = ''
let status = 200
const posts: string[] = []
const channel = createServer((request, response) => {
  let body = ''
  request.on('data', (part: Buffer) => (body += part.toString()))
  request.on('end', () => {
    posts.push(body)
    response.writeHead(status).end()
  })
})

beforeAll(async () => {
  await new Promise<void>((listening) => void channel.listen(0, '127.0.0.1', listening))
  address = `http://127.0.0.1:${(channel.address() as AddressInfo).port}/services/avain`
  const settings = { SMTP_URL: 'smtp://127.0.0.1:1', MAIL_FROM: 'koppi@polku.example', POLKU_WEBHOOK_PRIVATE: '127.0.0.1' }
  screens = await openScreens({ customers: 60, settings })
}, 180_000)

afterAll(async () => {
  await screens?.close()
  await new Promise((closed) => channel.close(closed))
})

/** No barriers on a wide screen in the dark nor on a phone in the light, and nothing wider than it; it stays in the light. */
async function fits(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await findBarriers(page)).toEqual([])
  await page.setViewportSize({ width: 320, height: 700 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await findBarriers(page)).toEqual([])
  await page.setViewportSize({ width: 1280, height: 900 })
}

it('an agent silences mail by night and says what comes in the digest', async () => {
  const { page, errors, close } = await screens.openPage('/settings', { as: /Asiakaspalvelija/, colorScheme: 'dark' })
  await page.getByLabel('Uusi koppi tiimini laatikossa').selectOption('Ei')
  await page.getByLabel('Hiljaista kello').fill('18:30')
  await page.getByLabel('Hiljaisuus päättyy kello').fill('08:15')
  await page.getByLabel('Vakavin (5) saa tulla silloinkin').check()
  await page.getByRole('button', { name: 'Tallenna ilmoitukset' }).press('Enter')
  await page.getByText('Tallennettu. Odottavatkin').waitFor()
  await page.reload()
  await page.getByLabel('Hiljaista kello').waitFor()
  expect(await page.getByLabel('Hiljaista kello').inputValue()).toBe('18:30')
  expect(await page.getByLabel('Uusi koppi tiimini laatikossa').inputValue()).toBe('never')
  expect(await page.getByLabel('Vakavin (5) saa tulla silloinkin').isChecked()).toBe(true)
  expect(await page.getByRole('link', { name: 'Ilmoitussäännöt' }).count()).toBe(0)
  await fits(page)
  expect(errors).toEqual([])
  await close()
})

it('an admin sets a rule for a channel, tries it, deletes it, and changes a limit; a lead reads who did', async () => {
  const { page, errors, close } = await screens.openPage('/settings/rules', { as: /Ylläpitäjä/, colorScheme: 'dark' })
  await page.getByText('Sääntöjä ei vielä ole.').waitFor()
  expect(await findBarriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Uusi sääntö' }).click()
  await page.getByLabel('Säännön nimi').fill('Koko talo')
  await page.getByLabel('Minne').selectOption('Microsoft Teams')
  await page.getByLabel('Webhookin osoite').fill('https://10.0.0.1/x')
  await page.getByLabel('Asiakas kirjoitti').check()
  await page.getByRole('button', { name: 'Tallenna sääntö' }).click()
  await page.getByRole('alert').getByText('Osoite ei kelpaa.').waitFor()
  await page.getByLabel('Webhookin osoite').fill(address)
  expect(await findBarriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Tallenna sääntö' }).click()
  await page.getByText('Sääntö on tallennettu.').waitFor()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('rules-all')
  expect(await page.locator('main').innerText()).not.toContain('services')
  await page.getByRole('button', { name: 'Lähetä koeviesti: Koko talo' }).click()
  await page.getByText('Koeviesti meni perille: Koko talo.').waitFor()
  expect(posts.at(-1)).toContain('Sääntö ”Koko talo” toimii')
  status = 404
  await page.getByRole('button', { name: 'Lähetä koeviesti: Koko talo' }).click()
  await page.getByText('Vastaanottaja: vastasi koodilla 404.').waitFor()
  status = 200
  await fits(page)
  await page.getByRole('button', { name: 'Poista sääntö Koko talo' }).click()
  await page.getByRole('button', { name: 'Poista', exact: true }).click()
  await page.getByText('Sääntöjä ei vielä ole.').waitFor()

  await page.getByRole('link', { name: 'Määräajat' }).click()
  const field = page.getByLabel('Otettu, vakavuus 5, tuntia')
  await field.fill('20')
  await page.getByRole('button', { name: 'Tallenna määräajat' }).click()
  await page.getByText('Aikoja ei tallennettu').waitFor()
  await field.fill('2')
  await page.getByRole('button', { name: 'Tallenna määräajat' }).click()
  await page.getByText('Tallennettu. Uudet ajat').waitFor()
  // Somebody else saves meanwhile: it is told, and what was written stays.
  await field.fill('3')
  await page.evaluate(async () => {
    const { limits, version } = (await (await fetch('/api/v1/case-limits')).json()) as { limits: { solved: number }[]; version: number }
    limits[0]!.solved += 24
    await fetch('/api/v1/case-limits', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ limits, version }),
    })
  })
  await page.getByRole('button', { name: 'Tallenna määräajat' }).click()
  await page.getByText('Joku muu muutti aikoja samaan aikaan.').waitFor()
  await page.getByText(/: vakavuus 1$/).waitFor()
  expect(await field.inputValue()).toBe('3')
  await page.getByRole('button', { name: 'Tallenna määräajat' }).click()
  await page.getByText('Tallennettu. Uudet ajat').waitFor()
  await fits(page)
  expect(errors.filter((error) => !/422|409/.test(error))).toEqual([])
  await close()
  const lead = await screens.openPage('/settings/limits', { as: /Vetäjä/ })
  await lead.page
    .getByText(/: vakavuus 5$/)
    .first()
    .waitFor()
  expect(await lead.page.getByLabel('Otettu, vakavuus 5, tuntia').inputValue()).toBe('3')
  expect(await lead.page.getByRole('button', { name: 'Tallenna määräajat' }).count()).toBe(0)
  await lead.close()
})
