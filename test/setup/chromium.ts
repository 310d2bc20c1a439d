import './context.ts'
import type { TestProject } from 'vitest/node'
import { ensureChromium } from './findChromium.ts'

/** Vitest's global set-up of the browser tests: finds or installs Chromium and tells tests its path as `chromiumPath`. */
export default function setup(project: TestProject): void {
  project.provide('chromiumPath', ensureChromium())
}
