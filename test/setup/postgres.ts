import './context.ts'
import type { TestProject } from 'vitest/node'
import { startPostgres } from './postgresServer.ts'

/** Vitest's global set-up of the database tests: one real PostgreSQL for the run, told to tests as `postgresUrl`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres()
  project.provide('postgresUrl', server.url)
  return server.stop
}
