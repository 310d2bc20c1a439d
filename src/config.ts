import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import * as z from 'zod'

const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${from} to ${to}`)
    .transform(Number)
    .refine((value) => value >= from && value <= to, `must be a whole number from ${from} to ${to}`)

const address = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `must be an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    )

const roles = z.string().transform((value, context): ('web' | 'worker')[] => {
  const named = new Set(value.split(',').map((role) => role.trim()))
  const known = (['web', 'worker'] as const).filter((role) => named.delete(role))
  if (known.length === 0 || named.size > 0) context.addIssue('must be web, worker or both with a comma between')
  return known
})

const networks = z.string().transform((value, context): string[] => {
  const named = value.split(',').map((network) => network.trim())
  const isNetwork = (network: string) => {
    const [, address = '', length = '0'] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(network) ?? []
    return isIP(address) !== 0 && Number(length) <= (isIP(address) === 4 ? 32 : 128)
  }
  if (!named.every(isNetwork)) context.addIssue('must be addresses or networks with commas between, e.g. 10.20.0.0/16,fd12::/48')
  return named
})

const origins = z.string().transform((value, context): string[] => {
  const named = value.split(',').map((origin) => origin.trim())
  if (!named.every((origin) => /^https?:\/\/(\*\.)?[\w-]+(\.[\w-]+)*(:\d{1,5})?$/.test(origin))) {
    context.addIssue('must be addresses of sites with commas between, e.g. https://crm.example.com,https://*.helpdesk.example')
  }
  return named
})

const environmentSchema = z.object({
  PORT: wholeNumber(0, 65_535).default(4000),
  HOST: z.string().default('127.0.0.1'),
  POLKU_DATA: z.string().default('./data'),
  DATABASE_URL: address('postgres:', 'postgresql:').optional(),
  POLKU_PUBLIC_URL: address('http:', 'https:').optional(),
  POLKU_ROLES: roles.default(['web', 'worker']),
  POLKU_SECRET: z.string().min(32, 'must have 32 characters or more').optional(),
  SMTP_URL: address('smtp:', 'smtps:').optional(),
  SMTP_IN_PORT: wholeNumber(1, 65_535).optional(),
  MAIL_FROM: z.string().includes('@', { error: 'must be a mail address' }).optional(),
  POLKU_INDEX_MB: wholeNumber(0, 1_048_576).default(512),
  POLKU_WEBHOOK_PRIVATE: networks.default([]),
  POLKU_PROXY: networks.default([]),
  POLKU_PANEL_ANCESTORS: origins.default([]),
  POLKU_LLM_URL: address('http:', 'https:').optional(),
  POLKU_LLM_KEY: z.string().optional(),
  POLKU_LLM_MODEL: z.string().optional(),
  LOG_LEVEL: z.enum(LEVELS, `must be one of ${LEVELS.join(', ')}`).default('info'),
})

/** What the environment says, checked; `secret` is missing only while the embedded database's data folder has yet to give it. */
export type Config = {
  port: number
  host: string
  dataFolder: string
  /** PostgreSQL's address; absent = embedded in `dataFolder`. */
  databaseUrl: string | undefined
  /** Where browsers and mail find Polku, without a slash at the end. */
  publicUrl: string
  roles: readonly ('web' | 'worker')[]
  secret: string | undefined
  smtpUrl: string | undefined
  mailFrom: string | undefined
  /** Port at which answers to mail are received by SMTP; absent = none are. */
  smtpInPort: number | undefined
  /** Memory for path columns in megabytes; 0 = SQL only. */
  indexMegabytes: number
  /** Private addresses and networks (`10.20.0.0/16`) that webhooks may reach, over plain http too. */
  webhookNetworks: readonly string[]
  /** Addresses and networks of proxies in front, whose word on who asks is believed. */
  proxies: readonly string[]
  /** Sites whose pages may frame customers' panels. */
  panelAncestors: readonly string[]
  /** Model outside that answers as OpenAI's chat completions do, up to `/v1`; absent = nothing is asked of any. */
  modelUrl: string | undefined
  modelKey: string | undefined
  modelName: string | undefined
  logLevel: (typeof LEVELS)[number]
}

/** Wrong settings; the message has one line for each wrong key and never a value, which may be secret. */
export class WrongConfig extends Error {
  override readonly name = 'WrongConfig'
}

/** Reads the settings from a record of environment variables; empty counts as absent. Throws `WrongConfig`. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''))
  const read = environmentSchema.safeParse(given)
  if (!read.success) {
    throw new WrongConfig(read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`).join('\n'))
  }
  const { data } = read
  if (data.DATABASE_URL !== undefined && data.POLKU_SECRET === undefined) {
    throw new WrongConfig('POLKU_SECRET must be set together with DATABASE_URL, the same for every process.')
  }
  if (data.SMTP_IN_PORT !== undefined && data.MAIL_FROM === undefined) {
    throw new WrongConfig('MAIL_FROM must be set together with SMTP_IN_PORT: answers come to its domain.')
  }
  if (data.POLKU_LLM_URL !== undefined && data.POLKU_LLM_MODEL === undefined) {
    throw new WrongConfig('POLKU_LLM_MODEL must be set together with POLKU_LLM_URL: the endpoint asks which model is meant.')
  }
  return {
    port: data.PORT,
    host: data.HOST,
    dataFolder: data.POLKU_DATA,
    databaseUrl: data.DATABASE_URL,
    publicUrl: (data.POLKU_PUBLIC_URL ?? `http://localhost:${data.PORT}`).replace(/\/+$/, ''),
    roles: data.POLKU_ROLES,
    secret: data.POLKU_SECRET,
    smtpUrl: data.SMTP_URL,
    mailFrom: data.MAIL_FROM,
    smtpInPort: data.SMTP_IN_PORT,
    indexMegabytes: data.POLKU_INDEX_MB,
    webhookNetworks: data.POLKU_WEBHOOK_PRIVATE,
    proxies: data.POLKU_PROXY,
    panelAncestors: data.POLKU_PANEL_ANCESTORS,
    modelUrl: data.POLKU_LLM_URL,
    modelKey: data.POLKU_LLM_KEY,
    modelName: data.POLKU_LLM_MODEL,
    logLevel: data.LOG_LEVEL,
  }
}

/** The settings of this process, with the secret from the data folder, made there on the first start. */
export function loadConfig(): Config & { secret: string } {
  const config = readConfig(process.env)
  return { ...config, secret: config.secret ?? keepSecret(config.dataFolder) }
}

/** The secret kept in a data folder: 64 hexadecimal digits in a file that only its owner may read. */
export function keepSecret(dataFolder: string): string {
  const path = join(dataFolder, 'secret')
  try {
    mkdirSync(dataFolder, { recursive: true })
    if (!existsSync(path)) createSecret(path)
  } catch (error) {
    throw new WrongConfig(`POLKU_DATA names a folder that cannot be used: ${(error as Error).message}.`, { cause: error })
  }
  const secret = readFileSync(path, 'utf8').trim()
  if (secret.length < 32)
    throw new WrongConfig(`${path} holds no secret of 32 characters or more. Restore it, or remove it to get a new one.`)
  return secret
}

function createSecret(path: string): void {
  const file = openSync(path, 'wx', 0o600)
  try {
    writeSync(file, randomBytes(32).toString('hex'))
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** Whether people asked to see the inner workings of what fails (`LOG_LEVEL` debug or trace). */
export function isTracing(): boolean {
  return ['debug', 'trace'].includes(process.env['LOG_LEVEL'] ?? '')
}
