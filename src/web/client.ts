import type { z } from 'zod'
import type { Contract } from '../api/contract.ts'

type Body<C extends Contract> = C extends { body: infer Shape extends z.ZodType } ? { body: z.input<Shape> } : { body?: never }

type Given<C extends Contract, Part extends 'params' | 'query'> = C extends { [part in Part]: infer Shape extends z.ZodObject }
  ? z.input<Shape>
  : Record<string, never>

/** What a call may say: the parts of the address, the query, and (by `call`) a body. */
export interface Asked<C extends Contract> {
  params?: Given<C, 'params'>
  query?: Partial<Given<C, 'query'>>
  signal?: AbortSignal
}

/** Polku answered, but not with what was asked for; or (status 0) could not be reached. `type` and `problems` are as the answer's problem details say. */
export class Refusal extends Error {
  readonly status: number
  readonly type: string
  readonly problems: readonly { field: string; message: string }[]
  constructor(status: number, title: string, { type = '', problems = [] }: { type?: string; problems?: Refusal['problems'] } = {}) {
    super(title)
    this.name = 'Refusal'
    this.status = status
    this.type = type
    this.problems = problems
  }
}

/** The address that a contract stands at, its parts and query filled in. */
export function addressOf<C extends Contract>(contract: C, { params, query }: Asked<C>): string {
  const path = contract.path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(String(params?.[name as never])))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) search.set(name, String(value))
  return search.size > 0 ? `${path}?${search.toString()}` : path
}

/** Asks the server by a contract; throws a Refusal when it does not answer with what was asked for. */
export async function call<C extends Contract>(
  contract: C,
  ...[asked]: C extends { body: z.ZodType } ? [Asked<C> & Body<C>] : [Asked<C>?]
): Promise<z.output<C['answer']>> {
  const { signal, body } = (asked ?? {}) as Asked<C> & { body?: unknown }
  const response = await fetch(addressOf(contract, asked ?? {}), {
    method: contract.method,
    headers: { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Refusal(0, String(error))
  })
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as { title?: string; type?: string; problems?: Refusal['problems'] }
    throw new Refusal(response.status, problem.title ?? response.statusText, problem)
  }
  return (await response.json()) as z.output<C['answer']>
}
