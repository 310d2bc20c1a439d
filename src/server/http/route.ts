import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Contract } from '../../api/contract.ts'
import type { Actor } from '../../domain/access/may.ts'

type Read<C, Part extends string> = C extends { [P in Part]: infer Schema extends z.ZodType } ? z.output<Schema> : undefined

/** What a door is asked, read as its contract says. */
export interface Asked<C extends Contract> {
  params: Read<C, 'params'>
  query: Read<C, 'query'>
  body: Read<C, 'body'>
  /** The body as it came, before it was read. */
  given: unknown
  /** Who asks. */
  actor: Actor
  request: FastifyRequest
  reply: FastifyReply
}

/** A contract and how it is kept. */
export interface Route {
  contract: Contract
  answer: (asked: Asked<Contract>) => Promise<unknown>
}

/** Says how a contract is kept. A door that answers for itself (a stream) returns its `reply`. */
export function route<const C extends Contract>(
  contract: C,
  answer: (asked: Asked<C>) => Promise<z.output<C['answer']> | FastifyReply>,
): Route {
  return { contract, answer: answer as unknown as Route['answer'] }
}
