import { defineConfig } from 'vitest/config'

const code = '{src,seed,sdk,bench,test}/**/*.test.{ts,tsx}'
const database = '{src,seed,sdk,bench,test}/**/*.db.test.ts'
const browser = 'test/browser/**/*.test.ts'

export default defineConfig({
  test: {
    // Two cores are the smallest machine the suite has to be comfortable on.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: [code],
          exclude: [database, browser, '**/node_modules/**'],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'database',
          include: [database],
          globalSetup: ['test/setup/postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 90_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: [browser],
          globalSetup: ['test/setup/chromium.ts'],
          testTimeout: 90_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
