import { setTimeout as wait } from 'node:timers/promises'
import {
  deleteWebhook,
  getDeliveries,
  getWebhooks,
  patchWebhook,
  postWebhook,
  resendDelivery,
  resendFailed,
  rotateWebhookSecret,
  testWebhook,
  type DeliveryJson,
  type WebhookJson,
} from '../api/webhook.ts'
import { EXIT, readArguments, WrongUsage, type ExitCode } from './command.ts'
import { openLocalPolku, type LocalPolku } from './localPolku.ts'
import { layTable, several } from './table.ts'

export const help = [
  'Usage: polku webhook add URL [--types TYPES] [--description TEXT]',
  '       polku webhook list',
  '       polku webhook change ID [--url URL] [--types TYPES] [--description TEXT] [--on | --off]',
  '       polku webhook rotate ID [--overlap SECONDS]',
  '       polku webhook test ID',
  '       polku webhook deliveries ID [--state waiting|delivered|failed] [--limit N]',
  '       polku webhook resend ID DELIVERY | --since TIME',
  '       polku webhook remove ID',
  '',
  'Tells other systems what happens, signed as Standard Webhooks has it. docs/webhooks.md tells what they get and how to check it.',
  '',
  '  --types     events with commas between, e.g. friction.found,case.*; everything unless said otherwise',
  '  --overlap   how long the old secret still signs (default: 86400, a day)',
  '  --since     sends again what was given up or still waits since that time, RFC 3339',
].join('\n')

type Verb = (polku: LocalPolku, names: string[], values: Values) => Promise<ExitCode | void>
type Values = { [name: string]: string | boolean | undefined }

const OPTIONS = {
  url: { type: 'string' },
  types: { type: 'string' },
  description: { type: 'string' },
  on: { type: 'boolean' },
  off: { type: 'boolean' },
  overlap: { type: 'string' },
  state: { type: 'string' },
  limit: { type: 'string' },
  since: { type: 'string' },
} as const

/** Each verb: how many names it takes, which options, and what it does. */
const VERBS: Record<string, { names: readonly number[]; options: readonly string[]; run: Verb }> = {
  add: { names: [1], options: ['types', 'description'], run: add },
  list: { names: [0], options: [], run: list },
  change: { names: [1], options: ['url', 'types', 'description', 'on', 'off'], run: change },
  rotate: { names: [1], options: ['overlap'], run: rotate },
  test: { names: [1], options: [], run: test },
  deliveries: { names: [1], options: ['state', 'limit'], run: deliveries },
  resend: { names: [1, 2], options: ['since'], run: resend },
  remove: { names: [1], options: [], run: remove },
}

export async function run([action = '', ...args]: string[]): Promise<ExitCode> {
  const verb = Object.hasOwn(VERBS, action) ? VERBS[action]! : undefined
  if (verb === undefined) throw new WrongUsage(help)
  const { values, files } = readArguments(
    args,
    OPTIONS,
    verb.names.includes(0) ? 'none' : 'some',
    verb.run === add ? 'the address to send to' : 'a webhook by its id',
  )
  const stranger = Object.keys(values).find((name) => !verb.options.includes(name))
  if (stranger !== undefined) throw new WrongUsage(`--${stranger} does not go with ${action}.`)
  if (!verb.names.includes(files.length)) throw new WrongUsage(`"${files.at(-1)}" is not expected here.`)
  const polku = await openLocalPolku()
  try {
    return (await verb.run(polku, files, values)) ?? EXIT.done
  } finally {
    await polku.close()
  }
}

async function add(polku: LocalPolku, [url]: string[], { types, description }: Values): Promise<void> {
  const made = await polku.call(postWebhook, { body: { url, types: typesOf(types), description } })
  tellSecret(made)
}

async function list(polku: LocalPolku): Promise<void> {
  const { items } = await polku.call(getWebhooks, { query: { limit: '200' } })
  if (items.length === 0) console.log('There are no webhooks.')
  else layWebhooks(items)
}

async function change(polku: LocalPolku, [id]: string[], { url, types, description, on, off }: Values): Promise<void> {
  if (on && off) throw new WrongUsage('It is either --on or --off.')
  const body = { url, types: typesOf(types), description, enabled: on ? true : off ? false : undefined }
  layWebhooks([await polku.call(patchWebhook, { params: { id: id! }, body })])
}

async function rotate(polku: LocalPolku, [id]: string[], { overlap }: Values): Promise<void> {
  if (overlap !== undefined && !/^\d+$/.test(String(overlap))) throw new WrongUsage('--overlap must be a number of seconds.')
  const body = overlap === undefined ? {} : { overlap: Number(overlap) }
  tellSecret(await polku.call(rotateWebhookSecret, { params: { id: id! }, body }))
}

async function test(polku: LocalPolku, [id]: string[]): Promise<ExitCode> {
  const params = { id: id! }
  const { delivery } = await polku.call(testWebhook, { params })
  for (let waited = 0; waited < 40; waited++) {
    const { items } = await polku.call(getDeliveries, { params, query: { type: 'webhook.test', limit: '20' } })
    const sent = items.find((item) => item.id === delivery && item.attempts > 0)
    if (sent !== undefined) {
      console.log(outcomeOf(sent))
      return sent.state === 'delivered' ? EXIT.done : EXIT.failed
    }
    await wait(500)
  }
  console.log(`${delivery} waits; it is sent where Polku runs with the worker role.`)
  return EXIT.done
}

async function deliveries(polku: LocalPolku, [id]: string[], { state, limit }: Values): Promise<void> {
  const query = { state: state as string | undefined, limit: (limit as string | undefined) ?? '50' }
  const { items } = await polku.call(getDeliveries, { params: { id: id! }, query })
  if (items.length === 0) {
    console.log('There are no such deliveries.')
    return
  }
  const headings = ['delivery', 'event', 'made', 'state', 'last']
  const rows = items.map((item) => [item.id, item.type, item.createdAt, item.state, outcomeOf(item)])
  for (const line of layTable(
    headings.map((heading) => ({ heading, lean: 'left' as const })),
    rows,
  ))
    console.log(line)
}

async function resend(polku: LocalPolku, [id, delivery]: string[], { since }: Values): Promise<void> {
  if ((delivery === undefined) === (since === undefined)) throw new WrongUsage('Name one delivery, or a time with --since.')
  const params = { id: id!, delivery: delivery ?? '' }
  const { resent } =
    delivery === undefined ? await polku.call(resendFailed, { params, body: { since } }) : await polku.call(resendDelivery, { params })
  console.log(`Sent again: ${several(resent, 'event')}.`)
}

async function remove(polku: LocalPolku, [id]: string[]): Promise<void> {
  await polku.call(deleteWebhook, { params: { id: id! } })
  console.log(`${id} is gone.`)
}

function typesOf(given: Values[string]): string[] | undefined {
  return given === undefined
    ? undefined
    : String(given)
        .split(',')
        .map((type) => type.trim())
}

function tellSecret({ id, secret }: { id: string; secret: string }): void {
  console.log(`${id}\n${secret}`)
  console.error('The secret is shown this once.')
}

function layWebhooks(webhooks: readonly WebhookJson[]): void {
  const rows = webhooks.map(({ id, url, types, enabled, disabledBecause, failingSince, waiting }) => [
    id,
    url,
    types.join(','),
    enabled ? (failingSince === null ? 'on' : `failing since ${failingSince}`) : (disabledBecause ?? 'off'),
    String(waiting),
  ])
  const headings = ['webhook', 'url', 'types', 'state', 'waiting']
  const columns = headings.map((heading) => ({ heading, lean: heading === 'waiting' ? ('right' as const) : ('left' as const) }))
  for (const line of layTable(columns, rows)) console.log(line)
}

function outcomeOf({ tries, state, attempts }: DeliveryJson): string {
  const last = tries.at(-1)
  if (last === undefined) return 'not tried yet'
  if (state === 'delivered') return `answered ${last.status} in ${last.milliseconds} ms`
  return `${several(attempts, 'attempt')}: ${last.problem}`
}
