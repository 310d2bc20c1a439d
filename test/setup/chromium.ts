import './context.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { ensureChromium } from './findChromium.ts'

/**
 * Vitest's global set-up of the browser tests: finds or installs Chromium and tells tests its path as `chromiumPath`, and of a folder for what
 * they keep for each other as `keptFolder`.
 */
export default function setup(project: TestProject): () => void {
  project.provide('chromiumPath', ensureChromium())
  const kept = mkdtempSync(join(tmpdir(), 'polku-kept-'))
  project.provide('keptFolder', kept)
  return () => rmSync(kept, { recursive: true, force: true, maxRetries: 5 })
}
