import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { keepSecret, readConfig } from './config.ts'

const folder = mkdtempSync(join(tmpdir(), 'polku-config-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const SECRET = 'a secret of more than thirty-two characters'

function complaints(environment: Record<string, string>): string[] {
  try {
    readConfig(environment)
  } catch (error) {
    return (error as Error).message.split('\n')
  }
  return []
}

describe('readConfig', () => {
  it('needs nothing: an embedded database on this machine', () => {
    expect(readConfig({})).toEqual({
      port: 4000,
      host: '127.0.0.1',
      dataFolder: './data',
      databaseUrl: undefined,
      publicUrl: 'http://localhost:4000',
      roles: ['web', 'worker'],
      secret: undefined,
      smtpUrl: undefined,
      mailFrom: undefined,
      indexMegabytes: 512,
      webhookNetworks: [],
      proxies: [],
      panelAncestors: [],
      logLevel: 'info',
    })
  })

  it('reads every key, and takes empty for absent', () => {
    const read = readConfig({
      PORT: '8080',
      HOST: '::1',
      POLKU_DATA: '/var/lib/polku',
      DATABASE_URL: 'postgres://polku:word@db.example/polku',
      POLKU_PUBLIC_URL: 'https://polku.example/',
      POLKU_ROLES: ' worker',
      POLKU_SECRET: SECRET,
      SMTP_URL: 'smtps://mail.example',
      SMTP_IN_PORT: '2525',
      MAIL_FROM: 'Polku <polku@polku.example>',
      POLKU_INDEX_MB: '0',
      POLKU_WEBHOOK_PRIVATE: '10.20.0.0/16, fd12::/48,127.0.0.1',
      POLKU_PROXY: '10.0.0.5',
      POLKU_PANEL_ANCESTORS: 'https://crm.example, https://*.desk.example:8443',
      POLKU_LLM_URL: 'http://localhost:11434/v1',
      POLKU_LLM_KEY: 'hunter2',
      POLKU_LLM_MODEL: 'small-1',
      LOG_LEVEL: '',
      UNRELATED: 'yes',
    })
    expect(read).toEqual({
      port: 8080,
      host: '::1',
      dataFolder: '/var/lib/polku',
      databaseUrl: 'postgres://polku:word@db.example/polku',
      publicUrl: 'https://polku.example',
      roles: ['worker'],
      secret: SECRET,
      smtpUrl: 'smtps://mail.example',
      mailFrom: 'Polku <polku@polku.example>',
      smtpInPort: 2525,
      indexMegabytes: 0,
      webhookNetworks: ['10.20.0.0/16', 'fd12::/48', '127.0.0.1'],
      proxies: ['10.0.0.5'],
      panelAncestors: ['https://crm.example', 'https://*.desk.example:8443'],
      modelUrl: 'http://localhost:11434/v1',
      modelKey: 'hunter2',
      modelName: 'small-1',
      logLevel: 'info',
    })
  })

  it('has one line for each wrong key, without its value', () => {
    const wrong = {
      PORT: '65536',
      DATABASE_URL: 'mysql://root:hunter2@db.example/polku',
      POLKU_PUBLIC_URL: 'polku.example',
      POLKU_ROLES: 'web,cook',
      POLKU_SECRET: 'hunter2',
      SMTP_URL: 'mail.example',
      SMTP_IN_PORT: '0',
      MAIL_FROM: 'Polku',
      POLKU_INDEX_MB: '1.5',
      POLKU_WEBHOOK_PRIVATE: '10.0.0.0/33',
      POLKU_PROXY: 'proxy.example',
      POLKU_PANEL_ANCESTORS: "https://crm.example; script-src 'unsafe-inline'",
      POLKU_LLM_URL: 'llm.example',
      LOG_LEVEL: 'loud',
    }
    const lines = complaints(wrong)
    expect(lines.map((line) => line.split(' ')[0])).toEqual(Object.keys(wrong))
    expect(lines.join('\n')).not.toMatch(/hunter2|cook|loud|65536/)
  })

  it('listens where it is told to', () => {
    expect(readConfig({ HOST: '0.0.0.0' }).host).toBe('0.0.0.0')
  })

  it('asks for the secret when several processes may share a database', () => {
    expect(complaints({ DATABASE_URL: 'postgres://db.example/polku' })).toEqual([
      'POLKU_SECRET must be set together with DATABASE_URL, the same for every process.',
    ])
  })

  it('asks which model is meant', () => {
    expect(complaints({ POLKU_LLM_URL: 'https://llm.example/v1' })[0]).toContain('POLKU_LLM_MODEL must be set together with POLKU_LLM_URL')
  })
})

it('asks for an address of our own when answers to mail are to be received', () => {
  expect(complaints({ SMTP_IN_PORT: '2525' })).toEqual(['MAIL_FROM must be set together with SMTP_IN_PORT: answers come to its domain.'])
})

describe('keepSecret', () => {
  it('makes a secret once that only its owner may read', () => {
    const home = join(folder, 'new')
    const secret = keepSecret(home)
    expect(secret).toMatch(/^[0-9a-f]{64}$/)
    expect(keepSecret(home)).toBe(secret)
    if (process.platform !== 'win32') expect(statSync(join(home, 'secret')).mode & 0o777).toBe(0o600)
  })

  it('refuses an emptied file and a place that is no folder', () => {
    const home = join(folder, 'emptied')
    keepSecret(home)
    writeFileSync(join(home, 'secret'), '')
    expect(() => keepSecret(home)).toThrow(/holds no secret/)
    expect(() => keepSecret(join(home, 'secret'))).toThrow(/POLKU_DATA/)
  })
})
