import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readUnread } from '../../src/server/voice/readVerbatims.ts'
import { voiceEngine } from '../../src/server/voice/voiceEngine.ts'
import { findBarriersInBoth, openScreens, type Screens } from '../setup/screens.ts'

describe('feedback of the demo organisation', () => {
  let screens: Screens
  beforeAll(async () => {
    screens = await openScreens({ customers: 60 })
    const { database, texts } = screens.polku
    await readUnread(database, await voiceEngine(texts)(), 1000)
  }, 180_000)
  afterAll(() => screens?.close())

  it('lets a lead make a survey from a template, change it, try who would be asked, publish and start it', async () => {
    const { page, errors, close } = await screens.openPage('/feedback/surveys', { as: /Vetäjä/ })
    await page.getByText('Uusi kysely', { exact: true }).click()
    expect(await findBarriersInBoth(page)).toEqual([])
    await page.getByRole('button', { name: 'Käytä pohjaa: Puhelun jälkeen' }).click()
    await page.getByRole('heading', { level: 2, name: 'Puhelun jälkeen' }).waitFor()

    // By keyboard alone: to a card, into it, another title, down by one, and back.
    const cards = page.locator('.survey-cards').first().locator('.survey-card')
    const open = cards.nth(1).locator('.survey-open')
    await open.focus()
    await page.keyboard.press('Enter')
    const title = cards.nth(1).getByRole('group', { name: 'Kysymys', exact: true }).getByLabel('suomi')
    await title.fill('Saitko puhelussa kaiken kuntoon?')
    const phone = page.frameLocator('.survey-phone iframe')
    await phone.getByText('Saitko puhelussa kaiken kuntoon?').waitFor()
    await page.getByText('Tallennettu', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Siirrä kysymystä Saitko puhelussa kaiken kuntoon?' }).focus()
    await page.keyboard.press('ArrowUp')
    await expect.poll(() => cards.first().textContent()).toContain('Saitko puhelussa')
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => cards.nth(1).textContent()).toContain('Saitko puhelussa')
    await page.getByRole('combobox', { name: 'Esikatselun kieli' }).selectOption('sv')
    await phone.getByText('Löstes ditt ärende under samtalet?').waitFor()
    expect(await findBarriersInBoth(page)).toEqual([])

    // What is deleted comes back with what depended on it.
    await cards.first().locator('.survey-open').click()
    const whole = await cards.count()
    await cards.first().getByRole('button', { name: 'Poista', exact: true }).click()
    await expect.poll(() => cards.count()).toBe(whole - 1)
    await page.locator('.undo').getByRole('button', { name: 'Kumoa' }).click()
    await expect.poll(() => cards.count()).toBe(whole)
    await page.getByText('Tallennettu', { exact: true }).waitFor()

    await page.getByRole('link', { name: 'Milloin ja keneltä' }).click()
    await page.getByLabel('Kanava').selectOption('')
    await page.getByText('missä tahansa', { exact: false }).first().waitFor()
    await page.getByLabel('Viime päiviltä').selectOption('90')
    await page.getByRole('button', { name: 'Kokeile' }).click()
    await page.locator('.survey-tried').waitFor()
    expect(await findBarriersInBoth(page)).toEqual([])

    await page.getByRole('link', { name: 'Kysymykset' }).click()
    await page.getByRole('button', { name: 'Julkaise versio 1' }).click()
    await page.getByText('Versio 1 on julkaistu.').waitFor()
    await page.getByRole('button', { name: 'Käynnistä' }).click()
    await page.getByText('käynnissä', { exact: true }).waitFor()

    // Another wording of a score begins a new series: it is told before it is published.
    await cards.first().locator('.survey-open').click()
    await cards.first().getByRole('group', { name: 'Kysymys', exact: true }).getByLabel('suomi').fill('Olitko tyytyväinen?')
    await page.locator('.survey-series').waitFor()

    await page.getByRole('link', { name: /^Linkit/ }).click()
    await page.getByRole('button', { name: 'Tee ovi' }).click()
    await page.getByRole('img', { name: /QR-koodi/ }).waitFor()
    expect(await findBarriersInBoth(page)).toEqual([])
    await page.getByRole('link', { name: 'Versiot' }).click()
    const file = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Tallenna versio 1 (JSON)' }).click()
    expect(await readFile(await (await file).path(), 'utf8')).toContain('Saitko puhelussa kaiken kuntoon?')
    await page.getByRole('link', { name: 'Kysytyt' }).click()
    await page.getByRole('heading', { name: 'Kysytyt' }).waitFor()
    expect(errors).toEqual([])
    await close()
  })

  it('shows a lead where satisfaction is low, and opens the answers', async () => {
    const { page, errors, close } = await screens.openPage('/feedback/scores?days=365&metric=csat&by=journey&every=month', { as: /Vetäjä/ })
    await page.getByRole('heading', { name: 'CSAT ajan mukaan' }).waitFor()
    await page.locator('.scores-groups tbody tr').first().waitFor()
    await page.getByText('CSAT = vastausten 4 ja 5 osuus').first().waitFor()
    await page.getByRole('heading', { name: 'Kokemuksen kolme tasoa' }).waitFor()
    expect(await findBarriersInBoth(page)).toEqual([])
    const worst = page.locator('.scores-groups tbody tr').first()
    const count = Number((await worst.locator('td').nth(2).textContent())!.replace(/\D/g, ''))
    await worst.getByRole('link').click()
    await expect.poll(() => page.url()).toContain('metric=csat')
    const rows = page.locator('.list-rows tbody tr')
    await expect.poll(() => rows.count()).toBe(Math.min(50, count))
    expect(await findBarriersInBoth(page)).toEqual([])

    await rows.first().locator('[data-row]').focus()
    await page.keyboard.press('j')
    // A score of another system has no state of its own, and says so.
    await page.keyboard.press('h')
    await page.getByText('Mikään ei muuttunut', { exact: false }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 2, name: /^Vastaus / }).waitFor()
    await page.getByRole('link', { name: 'Uudempi' }).waitFor()
    expect(await findBarriersInBoth(page)).toEqual([])
    await page.setViewportSize({ width: 320, height: 700 })
    for (const place of ['/feedback', '/feedback/scores?days=365', '/feedback/surveys']) {
      await page.goto(screens.address + place)
      await page.locator('h1').waitFor()
      await page.waitForLoadState('networkidle')
      expect(await page.evaluate(() => document.documentElement.scrollWidth), place).toBe(320)
    }
    expect(errors).toEqual([])
    await close()
  })

  it('shows a lead which theme sank the scores, what was said of it, and a summary made in house', async () => {
    const { page, errors, close } = await screens.openPage('/feedback/words?days=365', { as: /Vetäjä/ })
    const told = await page.getByText(/^Eniten arvosanoja painaa/).textContent()
    const theme = /painaa (.+): −/.exec(told!)![1]!
    const table = page.getByRole('region', { name: 'Teemat' })
    const row = table.getByRole('row').filter({ has: page.getByRole('button', { name: theme, exact: true }) })
    const [withIt, without] = (await row.getByRole('cell').allTextContents())
      .flatMap((cell) => /^(\d+) \(\d+–\d+\)$/.exec(cell)?.[1] ?? [])
      .slice(-2)
    expect(Number(withIt)).toBeLessThan(Number(without))
    await row.getByRole('button', { name: theme, exact: true }).click()
    await expect.poll(() => page.url()).toContain('theme=')
    const said = page.locator('.said-row')
    await expect.poll(async () => (await said.count()) > 0 && (await said.filter({ hasNotText: theme }).count()) === 0).toBe(true)
    await page.getByRole('button', { name: 'Tee yhteenveto' }).click()
    await page.getByText(/^Tehty talon sisällä \d+ tekstistä\. Mitään ei lähetetty muualle\./).waitFor()
    await page.getByText(/^Yleisimmät sanat: /).waitFor()
    expect(await findBarriersInBoth(page)).toEqual([])
    expect(errors).toEqual([])
    await close()
  })

  it('lets a lead fit a theme to the words of the house, try it, take it back, and teach it with a comment', async () => {
    const { page, errors, close } = await screens.openPage('/feedback/themes', { as: /Vetäjä/ })
    await page.getByText(/^Etsitään kasvavia/).waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Jonot ja odotus' }).waitFor()
    expect(await findBarriersInBoth(page)).toEqual([])
    await page.getByRole('link', { name: 'Jonot ja odotus' }).click()
    await page.getByText(/^Uusimmista/).waitFor()

    // By keyboard: a word more, one less, and what that would do.
    await page.getByLabel('Lisää sana').fill('Sovellu, hinta')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Poista sovellu…' }).waitFor()
    await page.getByRole('button', { name: 'Poista jono…' }).press('Enter')
    await page.getByRole('button', { name: 'Palauta jono…' }).waitFor()
    await page.getByText(/^Menettäisi teeman: [1-9]/).click()
    await page.getByLabel('Kokeile omalla tekstillä').fill('Sovellus jäi kesken')
    await page.getByText('sovellus (sanalla sovellu…)').waitFor()
    expect(await findBarriersInBoth(page)).toEqual([])
    await page.getByRole('button', { name: 'Tallenna muutokset' }).click()
    await page.getByText('Teema tallennettiin.').waitFor()
    await page.getByText('+sovellu…, +hinta…, −jono…').waitFor()
    await page.getByText(/^Tekstejä luetaan uudelleen: 0 %/).waitFor()
    await page.locator('.undo').getByRole('button', { name: 'Kumoa' }).click()
    await page.getByText('Palautettiin aiempi').waitFor()
    await page.getByRole('button', { name: 'Poista jono…' }).waitFor()
    await page.getByText(/^Tekstejä luetaan uudelleen/).waitFor({ state: 'detached' })

    await page.goto(`${screens.address}/feedback/words`)
    await page
      .getByRole('button', { name: /^Opeta teemaa tällä tekstillä/ })
      .first()
      .click()
    const row = page.getByRole('group', { name: /^Opeta teemaa/ })
    await row.getByRole('combobox').selectOption({ label: 'Jonot ja odotus' })
    await row.getByRole('button', { name: 'Kuuluu teemaan', exact: true }).click()
    await row.getByRole('link', { name: 'Katso ehdotetut sanat' }).click()
    await page.getByText('Yksi esimerkki').click()
    await page.getByRole('heading', { name: 'Ehdotetut sanat' }).waitFor()
    await page.goto(`${screens.address}/feedback/words/models`)
    await page.getByRole('heading', { name: 'Ruotsi' }).waitFor()
    await page.getByRole('button', { name: 'Opi nyt' }).waitFor()
    expect(await findBarriersInBoth(page)).toEqual([])
    await page.setViewportSize({ width: 320, height: 700 })
    for (const place of ['/feedback/themes', '/feedback/themes/waiting', '/feedback/words/models']) {
      await page.goto(screens.address + place)
      await page.getByRole('heading', { level: 2 }).first().waitFor()
      await page.waitForLoadState('networkidle')
      expect(await page.evaluate(() => document.documentElement.scrollWidth), place).toBe(320)
    }
    expect(errors).toEqual([])
    await close()
  })
})
