import '../setup/context.ts'
import { chromium } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { CHROMIUM_FLAGS } from '../setup/findChromium.ts'

it('opens a page in a real browser', async () => {
  const browser = await chromium.launch({ executablePath: inject('chromiumPath'), args: CHROMIUM_FLAGS })
  const page = await browser.newPage()
  await page.goto('about:blank')
  expect(await page.title()).toBe('')
  await page.setContent('<title>Polku</title><button onclick="document.title = `path`">Walk</button>')
  await page.getByRole('button', { name: 'Walk' }).click()
  expect(await page.title()).toBe('path')
  await browser.close()
})
