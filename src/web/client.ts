import type { z } from 'zod'
import type { Contract } from '../api/contract.ts'

type Given<C extends Contract, Part extends 'params' | 'query'> = C extends { [part in Part]: infer Shape extends z.ZodObject }
  ? z.input<Shape>
  : Record<string, never>

/** What a call may say: the parts of the address, and the query. */
export interface Asked<C extends Contract> {
  params?: Given<C, 'params'>
  query?: Partial<Given<C, 'query'>>
  signal?: AbortSignal
}

/** Polku answered, but not with what was asked for; or (status 0) could not be reached. */
export class Refusal extends Error {
  readonly status: number
  constructor(status: number, title: string) {
    super(title)
    this.name = 'Refusal'
    this.status = status
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
export async function call<C extends Contract>(contract: C, asked: Asked<C> = {}): Promise<z.output<C['answer']>> {
  const response = await fetch(addressOf(contract, asked), {
    method: contract.method,
    headers: { accept: 'application/json' },
    ...(asked.signal && { signal: asked.signal }),
  }).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Refusal(0, String(error))
  })
  if (!response.ok) throw new Refusal(response.status, response.statusText)
  return (await response.json()) as z.output<C['answer']>
}
