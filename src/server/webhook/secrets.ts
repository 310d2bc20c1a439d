import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

const PREFIX = 'whsec_'

/** Makes a secret to sign with, in the form of Standard Webhooks. */
export function makeSecret(): string {
  return PREFIX + randomBytes(32).toString('base64')
}

/** The signature of one attempt as Standard Webhooks 1.0.0 has it. */
export function sign(secret: string, id: string, seconds: number, body: string): string {
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64')
  return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`
}

/** Keeps secrets so that only who knows POLKU_SECRET can read them. */
export interface Vault {
  /** `owner` is whose secret it is: it opens under no other name. */
  seal: (secret: string, owner: string) => string
  /** Throws when it was sealed under another POLKU_SECRET or owner. */
  open: (sealed: string, owner: string) => string
}

/** A vault of AES-256-GCM under a key made from POLKU_SECRET. */
export function openVault(houseSecret: string): Vault {
  const key = Buffer.from(hkdfSync('sha256', houseSecret, '', 'polku webhook secrets', 32))
  return {
    seal: (secret, owner) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner))
      const sealed = Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return sealed.toString('base64')
    },
    open: (text, owner) => {
      const sealed = Buffer.from(text, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 })
      decipher.setAAD(Buffer.from(owner)).setAuthTag(sealed.subarray(-16))
      return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('utf8')
    },
  }
}
