import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DoorSettings } from '../../src/domain/feedback/door.ts'
import { ABOUT_NOTHING } from '../../src/domain/feedback/response.ts'
import { surveyContentSchema } from '../../src/domain/feedback/survey.ts'
import { createAskToken } from '../../src/server/feedback/askLink.ts'
import { findBarriersInBoth, openScreens, type Screens } from '../setup/screens.ts'

let screens: Screens

const both = (fi: string, en: string) => ({ fi, en })
const content = surveyContentSchema.parse({
  languages: ['fi', 'en', 'ar'],
  title: both('Miten lainan hakeminen sujui?', 'How did applying go?'),
  questions: [
    { key: 'nps', kind: 'nps', title: both('Suosittelisitko meitä ystävällesi?', 'Would you recommend us?'), required: true },
    {
      key: 'why',
      kind: 'text',
      title: both('Mikä meni pieleen?', 'What went wrong?'),
      askedIf: [{ question: 'nps', is: 'at-most', value: 6 }],
    },
    { key: 'glad', kind: 'csat', title: both('Kuinka tyytyväinen olet?', 'How satisfied are you?') },
    {
      key: 'feel',
      kind: 'emotion',
      title: both('Miltä se tuntui?', 'How did it feel?'),
      words: [{ key: 'calm', text: both('Tyyni', 'Calm') }],
    },
    {
      key: 'which',
      kind: 'choice',
      title: both('Missä asioit?', 'Where?'),
      other: true,
      options: [
        { key: 'web', text: both('Verkossa', 'On the web') },
        { key: 'branch', text: both('Konttorissa', 'At a branch') },
      ],
    },
    { key: 'may', kind: 'consent', title: both('Saammeko ottaa yhteyttä?', 'May we contact you?'), contact: true },
  ],
  thanks: [{ if: [{ question: 'nps', is: 'at-most', value: 6 }], title: both('Pahoittelemme', 'We are sorry') }],
})
const short = surveyContentSchema.parse({
  languages: ['fi'],
  title: { fi: 'Kuinka meni?' },
  questions: [
    { key: 'csat', kind: 'csat', title: { fi: 'Kuinka tyytyväinen olet?' }, required: true },
    { key: 'words', kind: 'text', title: { fi: 'Mitä haluat sanoa?' }, askedIf: [{ question: 'csat', is: 'at-most', value: 2 }] },
  ],
  thanks: [{ if: [{ question: 'csat', is: 'at-most', value: 2 }], title: { fi: 'Pahoittelemme.' }, text: { fi: 'Kiitos, että kerroit.' } }],
})

beforeAll(async () => {
  screens = await openScreens()
  const { database, intake } = screens.polku
  for (const [key, each] of [
    ['loan', content],
    ['visit', short],
  ] as const) {
    await database.query(
      `INSERT INTO surveys (key, name, state, version, draft, plan, changed_at) VALUES ($1, $1, 'live', 1, $2, '{}', 1)`,
      [key, each],
    )
    await database.query(`INSERT INTO survey_versions (survey, version, content, at) VALUES ($1, 1, $2, 1)`, [key, each])
  }
  await intake.accept(
    ['A-1', 'A-2', 'A-3'].map((crm) => ({
      id: crm,
      at: Date.now() - 60_000,
      customer: { crm },
      touchpoint: 'loan-form',
      journey: 'loan',
      matter: crm,
    })),
  )
}, 180_000)

afterAll(() => screens?.close())

async function ask(customer: string): Promise<string> {
  const { database, webhooks } = screens.polku
  const [row] = await database.query<{ customer: number; id: number }>(
    `INSERT INTO asks (customer_id, survey, cause, identifier, triggered_at, state, asked_at, version, way, about)
     SELECT customer_id, 'loan', 'hand:' || $1, identifier, $2, 'asked', $2, 1, 'link', $3 FROM identifiers WHERE identifier = 'crm:' || $1
     RETURNING customer_id AS customer, id`,
    [customer, Date.now(), { ...ABOUT_NOTHING, journey: 'loan', matter: customer }],
  )
  return `${screens.address}/r/${createAskToken(webhooks.vault, { customer: row!.customer, ask: row!.id })}`
}

async function makeDoor(id: string, settings: object): Promise<string> {
  const door: Partial<DoorSettings> = settings
  await screens.polku.database.query(
    `INSERT INTO survey_doors (id, survey, name, open, settings, changed_at) VALUES ($1, 'visit', $1, true, $2, 1)`,
    [id, door],
  )
  return `${screens.address}/r/d/${id}`
}

const kept = () =>
  screens.polku.database.query<{ customer: number; answers: Record<string, unknown>; whole: boolean; suspect: number }>(
    'SELECT customer_id AS customer, answers, whole_at IS NOT NULL AS whole, suspect FROM responses ORDER BY at, id',
  )
const phone: BrowserContextOptions = { viewport: { width: 320, height: 640 }, hasTouch: true }

it('a mail scanner opens every link and nothing is recorded', async () => {
  const address = await ask('A-1')
  const context = await screens.openContext()
  const page = await context.newPage()
  for (const link of [`${address}?q=nps&v=9`, `${address}?lang=en`, `${address}/stop`]) {
    await page.goto(link, { waitUntil: 'networkidle' })
    await context.request.head(link)
  }
  await page.goto(`${address}?q=nps&v=9`)
  expect(await page.getByRole('radio', { name: '9' }).isChecked()).toBe(true)
  expect(await kept()).toEqual([])
  await context.close()
})

it('answers on the metro without network, on a phone', async () => {
  const context = await screens.openContext(phone)
  const page = await context.newPage()
  await page.goto(await ask('A-1'))
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  expect(await findBarriersInBoth(page)).toEqual([])
  await context.setOffline(true)
  await page.getByRole('radio', { name: '3', exact: true }).tap()
  await page.getByRole('button', { name: 'Jatka' }).tap()
  await page.getByLabel('Mikä meni pieleen?').fill('Odotin kolme viikkoa.')
  await page.getByRole('button', { name: 'Jatka' }).tap()
  await page.getByText('Erittäin tyytymätön').tap()
  await page.goBack()
  expect(await page.getByLabel('Mikä meni pieleen?').inputValue()).toBe('Odotin kolme viikkoa.')
  await page.goForward()
  await page.getByRole('button', { name: 'Jatka' }).tap()
  expect(await findBarriersInBoth(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await page.getByRole('radio', { name: 'Epämiellyttävältä, voimakas', exact: true }).check({ force: true })
  await page.getByRole('button', { name: 'Jatka' }).tap()
  await page.getByText('Verkossa').tap()
  await page.getByRole('button', { name: 'Jatka' }).tap()
  await page.getByText('Ei, kiitos').tap()
  await page.getByRole('button', { name: 'Lähetä vastaus' }).tap()
  await page.getByRole('heading', { name: 'Vastauksesi on tallessa tällä laitteella' }).waitFor()
  expect(await kept()).toEqual([])
  await context.setOffline(false)
  await page.getByRole('heading', { name: 'Pahoittelemme' }).waitFor()
  expect(await findBarriersInBoth(page)).toEqual([])
  expect(await kept()).toMatchObject([
    { whole: true, answers: { nps: 3, glad: 1, feel: { pleasant: 2, stirred: 4 }, which: { chosen: ['web'] }, may: { agreed: false } } },
  ])
  await context.close()
})

it('answers without JavaScript, in Arabic from right to left', async () => {
  const context = await screens.openContext({ ...phone, javaScriptEnabled: false })
  const page = await context.newPage()
  await page.goto(await ask('A-2'))
  await page.getByRole('button', { name: 'Jatka' }).click()
  await page.getByRole('link', { name: 'Suosittelisitko meitä ystävällesi?' }).waitFor()
  await page.getByRole('link', { name: 'العربية' }).click()
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
  await page.getByRole('link', { name: 'Suomi' }).click()
  await page.getByRole('radio', { name: '9' }).check({ force: true })
  await page.getByRole('button', { name: 'Jatka' }).click()
  await page.getByText('Kuinka tyytyväinen olet?').waitFor()
  expect((await kept()).filter(({ whole }) => !whole)).toMatchObject([{ answers: { nps: 9 } }])
  await page.getByRole('radio', { name: 'Miellyttävältä', exact: true }).check()
  await page.getByRole('checkbox', { name: 'Tyyni' }).check()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  await page.getByRole('button', { name: 'Lähetä vastaus' }).click()
  await page.getByRole('heading', { name: 'Kiitos vastauksestasi!' }).waitFor()
  expect((await kept()).at(-1)).toMatchObject({ whole: true, answers: { nps: 9, feel: { pleasant: 4, stirred: 3, words: ['calm'] } } })
  await context.close()
})

it('answers by the keyboard alone', async () => {
  const context = await screens.openContext()
  const page = await context.newPage()
  await page.goto(await ask('A-3'))
  await page.getByRole('radio', { name: '0' }).first().focus()
  await page.keyboard.press('8')
  await page.keyboard.press('Enter')
  await page.getByRole('group', { name: /Kuinka tyytyväinen/ }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.locator('.square input').first().focus()
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.getByText('Epämiellyttävältä, voimakas').waitFor()
  await page.keyboard.press('Enter')
  await page.getByText('Verkossa').waitFor()
  await page.getByRole('button', { name: 'Jatka' }).press('Enter')
  await page.getByRole('button', { name: 'Lähetä vastaus' }).press('Enter')
  await page.getByRole('heading', { name: 'Kiitos vastauksestasi!' }).waitFor()
  expect((await kept()).at(-1)).toMatchObject({ whole: true, answers: { nps: 8, glad: 2, feel: { pleasant: 2, stirred: 4 } } })
  await context.close()
})

it('a kiosk in a shop for a day', async () => {
  const hours = Array.from({ length: 7 }, () => [{ from: 9 * 60, to: 17 * 60 }])
  const address = await makeDoor('kiosk', { kind: 'kiosk', pressSeconds: 5, resetSeconds: 30, timeZone: 'Europe/Helsinki', hours })
  const said = async () => (await kept()).filter(({ customer }) => customer === 0)
  const context = await screens.openContext({ viewport: { width: 1024, height: 700 } })
  const page = await context.newPage()
  const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  await page.clock.install({ time: new Date(`${day}T10:00:00Z`) })
  await page.goto(address)
  await page.locator('body[data-kept]').waitFor()
  expect(await findBarriersInBoth(page)).toEqual([])
  const press = async (words: string) => {
    await page.getByText(words, { exact: true }).click()
    await page.clock.runFor(1000)
  }
  await press('Erittäin tyytyväinen')
  await page.getByRole('heading', { name: 'Kiitos vastauksestasi!' }).waitFor()
  await page.clock.runFor(6000)
  await expect.poll(async () => (await said()).length).toBe(1)
  // Who goes away in the middle leaves nothing for the next one to see; what they went on from is kept, what they were writing is not.
  await press('Tyytymätön')
  await page.getByLabel('Mitä haluat sanoa?').fill('Salaista')
  await page.clock.runFor(60_000)
  await page.getByText('Erittäin tyytyväinen', { exact: true }).waitFor()
  expect(await page.locator('textarea').inputValue()).toBe('')
  await expect.poll(async () => (await said()).length).toBe(2)
  // Without a network, and through a restart without one.
  await context.setOffline(true)
  await press('Tyytyväinen')
  await page.clock.runFor(6000)
  await page.reload()
  await press('Erittäin tyytymätön')
  await page.getByLabel('Mitä haluat sanoa?').fill('Jono')
  await page.getByRole('button', { name: 'Lähetä vastaus' }).click()
  await page.clock.runFor(6000)
  expect(await said()).toHaveLength(2)
  // Meanwhile the survey asks something more: what was asked before is taken as it was asked.
  const more = { ...short, questions: [...short.questions, { ...short.questions[0], key: 'new', metric: 'new' }] }
  await screens.polku.database.query(`INSERT INTO survey_versions (survey, version, content, at) VALUES ('visit', 2, $1, 2)`, [more])
  const setVersion = (version: number) => screens.polku.database.query(`UPDATE surveys SET version = $1 WHERE key = 'visit'`, [version])
  await setVersion(2)
  await context.setOffline(false)
  await page.clock.runFor(20_000)
  await expect
    .poll(async () => (await said()).map(({ answers }) => answers).sort((left, right) => Number(right['csat']) - Number(left['csat'])))
    .toEqual([{ csat: 5 }, { csat: 4 }, { csat: 2 }, { csat: 1, words: { text: 'Jono' } }])
  await setVersion(1)
  expect((await said()).every(({ suspect }) => suspect === 0)).toBe(true)
  await page.clock.runFor(8 * 3_600_000)
  await page.getByRole('heading', { name: 'Olemme nyt kiinni' }).waitFor()
  await context.close()
})

it('a widget on a strict site', async () => {
  const polku = screens.address
  const policy = `default-src 'none'; script-src ${polku}; connect-src ${polku}; style-src 'none'; require-trusted-types-for 'script'`
  const shop = createServer((_asked, answer) =>
    answer
      .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy })
      .end(
        `<!doctype html><html lang="fi"><title>Kauppa</title><main><h1>Kauppa</h1></main><script src="${polku}/w.js" data-door="shop" async></script>`,
      ),
  )
  await new Promise<void>((done) => shop.listen(0, '127.0.0.1', done))
  const site = `http://localhost:${(shop.address() as AddressInfo).port}`
  await makeDoor('shop', { kind: 'widget', place: 'corner', origins: [site], afterSeconds: 0 })
  const context = await screens.openContext()
  const page = await context.newPage()
  const errors: string[] = []
  page.on('console', (message) => message.type() === 'error' && !/favicon/.test(message.location().url) && errors.push(message.text()))
  await page.goto(site)
  const dialog = page.getByRole('dialog', { name: 'Palaute' })
  await dialog.getByText('Tyytymätön', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Jatka' }).click()
  await dialog.getByLabel('Mitä haluat sanoa?').fill('Kori tyhjeni.')
  expect(await findBarriersInBoth(page)).toEqual([])
  await page.waitForTimeout(1600)
  expect(errors).toEqual([])
  // Without a way through it says so, keeps the answer and tries again.
  await context.setOffline(true)
  await dialog.getByRole('button', { name: 'Lähetä vastaus' }).click()
  await dialog.getByRole('heading', { name: 'Vastauksesi on tallessa tällä laitteella' }).waitFor()
  expect(await dialog.getByText('Pahoittelemme.').count()).toBe(0)
  await context.setOffline(false)
  await dialog.getByRole('heading', { name: 'Pahoittelemme.' }).waitFor()
  await dialog.getByText('Kiitos, että kerroit.').waitFor()
  expect(await page.evaluate(() => Object.keys(sessionStorage))).toEqual(['polku shop closed'])
  expect((await kept()).at(-1)).toMatchObject({ customer: 0, answers: { csat: 2, words: { text: 'Kori tyhjeni.' } }, suspect: 0 })
  expect(await context.cookies()).toEqual([])
  const elsewhere = await fetch(`${polku}/r/d/shop?widget=1`, { headers: { origin: 'https://evil.example' } })
  expect(elsewhere.status).toBe(403)
  shop.close()
  await context.close()
})

it('weighs little: a page within 30 kB, the widget’s script within 10', async () => {
  const folder = new URL('../../dist/respond/', import.meta.url)
  const sizes = Object.fromEntries(readdirSync(folder).map((name) => [name, gzipSync(readFileSync(new URL(name, folder))).length]))
  const style = gzipSync(await (await fetch(`${screens.address}/r/style.css`)).text()).length
  const page = gzipSync(await (await fetch(await ask('A-1'))).text()).length
  expect(page + style + sizes['answer.js']!).toBeLessThan(30_000)
  expect(sizes['widget.js']).toBeLessThan(10_000)
})
