import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyReply } from 'fastify'
import { backup } from '../db/backup.ts'
import type { Database } from '../db/database.ts'

/** Answers with a backup. It is written to a file first: the moment it shows must not last as long as a slow reader takes. */
export async function sendBackup(
  database: Database,
  reply: FastifyReply,
  given: { polku: string; takenAt: number },
): Promise<FastifyReply> {
  const folder = await mkdtemp(join(tmpdir(), 'polku-backup-'))
  const file = join(folder, 'backup.gz')
  try {
    await backup(database, file, given)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
  const content = createReadStream(file)
  content.once('close', () => void rm(folder, { recursive: true, force: true }))
  return reply.type('application/gzip').header('content-disposition', 'attachment; filename="polku-backup.gz"').send(content)
}
