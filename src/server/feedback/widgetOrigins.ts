import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DoorSettings } from '../../domain/feedback/door.ts'

/** Whether a page of another site may ask and answer at a door; when it may, the answer says so to its browser. */
export function maySend(door: DoorSettings, { headers }: Pick<FastifyRequest, 'headers'>, reply: FastifyReply): boolean {
  if (door.kind !== 'widget') return false
  const { origin } = headers
  reply.header('vary', 'origin')
  if (origin === undefined) return true
  const isOurs = door.origins.length === 0 || door.origins.some((each) => new URL(each).origin === origin)
  if (isOurs) reply.header('access-control-allow-origin', origin)
  return isOurs
}
