import { lookup, type LookupAddress } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** Which addresses deliveries may go to. */
export interface AddressPolicy {
  /** Whether plain http may be used at all; only ever to addresses that the settings allow. */
  allowsPlain: boolean
  /** Why an IP address is not gone to; null when it is. */
  refuse: (address: string, protocol: string) => string | null
}

/** Networks of IPv4 that are not the public internet, and a cloud's address for its own machines. */
const NOT_PUBLIC: readonly [network: string, length: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
]

/** Within the public part of IPv6 (2000::/3): tunnels, which end anywhere, and networks for tests and documents. */
const NOT_PUBLIC_6: readonly [network: string, length: number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
]

function openLists() {
  const refused = new BlockList()
  for (const [network, length] of NOT_PUBLIC) refused.addSubnet(network, length, 'ipv4')
  for (const [network, length] of NOT_PUBLIC_6) refused.addSubnet(network, length, 'ipv6')
  const global = new BlockList()
  global.addSubnet('2000::', 3, 'ipv6')
  return { refused, global }
}

const { refused, global } = openLists()

function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !refused.check(address, 'ipv4')
  return global.check(address, 'ipv6') && !refused.check(address, 'ipv6')
}

/** A policy that keeps to the public internet over https, and to `networks` (`10.20.0.0/16`, `127.0.0.1`) besides. */
export function addressPolicy(networks: readonly string[]): AddressPolicy {
  const allowed = new BlockList()
  for (const network of networks) {
    const [address = '', length] = network.split('/')
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6'
    allowed.addSubnet(address, length === undefined ? (family === 'ipv4' ? 32 : 128) : Number(length), family)
  }
  return {
    allowsPlain: networks.length > 0,
    refuse: (given, protocol) => {
      // A scope such as fe80::1%eth0 belongs to a private address anyway.
      const address = given.split('%')[0]!
      const family = isIP(address)
      if (family !== 0 && allowed.check(address, family === 4 ? 'ipv4' : 'ipv6')) return null
      if (family === 0 || !isPublic(address)) return 'leads to a private or reserved address, which POLKU_WEBHOOK_PRIVATE does not allow'
      return protocol === 'https:' ? null : 'must be https, except to the networks that POLKU_WEBHOOK_PRIVATE names'
    },
  }
}

/** The address to send to, or why it is refused, as far as its text tells; names are looked at again when they are resolved. */
export function readUrl(text: string, policy: AddressPolicy): { url: URL } | { problem: string } {
  if (!URL.canParse(text)) return { problem: 'must be an address such as https://crm.example/polku' }
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { problem: 'must be an address that begins with https://' }
  if (url.username !== '' || url.password !== '') return { problem: 'must hold no user name or password: signatures say who sends' }
  if (url.protocol === 'http:' && !policy.allowsPlain) return { problem: 'must begin with https://' }
  const literal = literalOf(url)
  const problem = literal === null ? null : policy.refuse(literal, url.protocol)
  return problem === null ? { url } : { problem }
}

/** The IP address that an address names itself, however it is written; null for a name. */
export function literalOf({ hostname }: URL): string | null {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
  return isIP(bare) === 0 ? null : bare
}

/** Why nothing was connected to. */
export class RefusedAddress extends Error {
  override readonly name = 'RefusedAddress'
}

/** Resolves names for one protocol and refuses those of which any address may not be gone to: what is looked at is what is connected to. */
export function guardedLookup(policy: AddressPolicy, protocol: string, resolve: typeof lookup = lookup): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error !== null) return done(error, [])
      const problem = addresses.map(({ address }) => policy.refuse(address, protocol)).find((each) => each !== null)
      if (problem !== undefined) return done(new RefusedAddress(problem), [])
      const [first] = addresses
      if (first === undefined) return done(new Error('The name has no address.'), [])
      if (options.all === true) return done(null, addresses)
      done(null, first.address, first.family)
    })
  }
}
