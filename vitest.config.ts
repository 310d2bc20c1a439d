import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/setup/longestFirst.ts'

const code = '{src,seed,sdk,bench,test}/**/*.test.{ts,tsx}'
const database = '{src,seed,sdk,bench,test}/**/*.db.test.ts'
const browser = 'test/browser/**/*.test.ts'

// Limits are for what hangs. A busy machine may be ten times slower than an idle one, and nothing may fail for that.
const usual = {
  setupFiles: ['test/setup/chance.ts'],
  testTimeout: 180_000,
  hookTimeout: 240_000,
  expect: { poll: { timeout: 60_000 } },
}

export default defineConfig({
  test: {
    // Two cores are the smallest machine the suite has to be comfortable on.
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: [code],
          exclude: [database, browser, '**/node_modules/**'],
          ...usual,
          // Files take turns in one process: loading modules and starting engines takes longer than most tests.
          isolate: false,
        },
      },
      {
        test: {
          name: 'database',
          include: [database],
          globalSetup: ['test/setup/postgres.ts', 'test/setup/embedded.ts'],
          ...usual,
          isolate: false,
          // What is killed, cut off or slow is waited for, and two workers that wait would leave a core idle.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'browser',
          include: [browser],
          globalSetup: ['test/setup/chromium.ts', 'test/setup/embedded.ts'],
          ...usual,
          isolate: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
