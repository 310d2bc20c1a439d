import type { Vault } from '../webhook/secrets.ts'

const OWNER = 'panel of a customer'

/** Makes the key of a link to a customer's panel; it opens the panel of the customer it names so, until then (ms since 1970 UTC). */
export function createPanelKey(vault: Vault, customer: string, until: number): string {
  return Buffer.from(vault.seal(`${until} ${customer}`, OWNER), 'base64').toString('base64url')
}

/** Until when a key opens the panel of a customer named so, ms since 1970 UTC; null when it was not made for that here. */
export function readPanelKey(vault: Vault, key: string, customer: string): number | null {
  if (!/^[\w-]{40,}$/.test(key)) return null
  try {
    const opened = vault.open(Buffer.from(key, 'base64url').toString('base64'), OWNER)
    const space = opened.indexOf(' ')
    return opened.slice(space + 1) === customer ? Number(opened.slice(0, space)) : null
  } catch {
    return null
  }
}
