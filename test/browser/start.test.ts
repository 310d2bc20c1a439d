import '../setup/context.ts'
import { chromium } from 'playwright-core'
import { expect, inject, it } from 'vitest'
import { CHROMIUM_FLAGS } from '../setup/findChromium.ts'
import { startPolku } from '../setup/polku.ts'

it('starts from nothing, shows its screens, and ends in good order when told to', async () => {
  const polku = await startPolku('--empty')
  const browser = await chromium.launch({ executablePath: inject('chromiumPath'), args: CHROMIUM_FLAGS })
  try {
    const page = await browser.newPage()
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    const answer = await page.goto(polku.address)
    expect(answer?.status()).toBe(200)
    await page.waitForFunction(() => (document.querySelector('#root')?.textContent ?? '').length > 20)
    expect(await page.title()).toMatch(/Polku/)
    expect(errors).toEqual([])
  } finally {
    await browser.close()
    expect(await polku.stop()).toBe(0)
  }
})
