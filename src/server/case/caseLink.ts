import type { Vault } from '../webhook/secrets.ts'

/** What a link to a customer's case page names; links of lower `number` than the case has count no more. */
export interface CaseLink {
  customer: number
  case: number
  number: number
}

const OWNER = 'customer’s case page'

/** Makes the token of a link to a customer's case page: sealed, so that it tells nothing and nobody else can make one. */
export function createCaseToken(vault: Vault, { customer, case: id, number }: CaseLink): string {
  return Buffer.from(vault.seal(`${customer}.${id}.${number}`, OWNER), 'base64').toString('base64url')
}

/** Reads a token; null when it was not made here. */
export function readCaseToken(vault: Vault, token: string): CaseLink | null {
  if (!/^[\w-]{40,200}$/.test(token)) return null
  try {
    const parts = vault.open(Buffer.from(token, 'base64url').toString('base64'), OWNER).split('.').map(Number)
    const [customer, id, number] = parts as [number, number, number]
    return { customer, case: id, number }
  } catch {
    return null
  }
}
