/** Which addresses messages may go to. Judges what is written, and what a name was found to lead to; looks nothing up. */
import { type AddressKind, kindOfAddress } from './address-kind.ts'

/**
 * `internet`: public addresses only. `machine`: a server on a person's own machine may speak to that machine too.
 * `network`: private networks too, where the operator says so.
 */
export type Reach = 'internet' | 'machine' | 'network' | 'machine-and-network'

const REACHED: Readonly<Record<Reach, readonly AddressKind[]>> = {
  internet: ['public'],
  machine: ['public', 'loopback'],
  network: ['public', 'private'],
  'machine-and-network': ['public', 'loopback', 'private'],
}

const REFUSED: Readonly<Record<AddressKind, string>> = {
  public: 'it is a public address',
  loopback: 'it is the address of a machine itself',
  private: 'it is an address of a private network',
  never: 'it is an address that nobody receives messages at',
}

const LOCAL_NAME = /(?:^|\.)(?:local|internal|home\.arpa)$/

/** @returns why the address is refused, for people; null where it is not. */
export function refuseUrl(text: string, reach: Reach): string | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url) return 'it is no address'
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'only https is spoken'
  if (url.username !== '' || url.password !== '') return 'a name and a password do not belong into it'
  const kind = kindOfHost(url.hostname)
  if (!REACHED[reach].includes(kind)) return REFUSED[kind]
  return kind === 'public' && url.protocol === 'http:' ? 'only https is spoken to other machines' : null
}

/**
 * A name may lead only where its text promises: `localhost` to this machine, a local name into a private network, any other
 * to public addresses, or into a private network within reach. One answer that does not fit refuses the name.
 * @returns why the name is refused, for people; null where it is not.
 */
export function refuseResolved(host: string, addresses: readonly string[], reach: Reach): string | null {
  const promised = kindOfHost(host)
  const fits = (kind: AddressKind) =>
    REACHED[reach].includes(kind) && (kind === promised || (kind === 'private' && promised === 'public'))
  const stray = addresses.find(address => !fits(kindOfAddress(address)))
  return stray === undefined ? null : `the name leads to ${stray}: ${REFUSED[kindOfAddress(stray)]}`
}

/** @param hostname of a parsed URL: it has brought every way of writing an address (0x7f.1, 2130706433) into one form. */
function kindOfHost(hostname: string): AddressKind {
  const host = hostname.replace(/\.$/, '')
  if (host.startsWith('[')) return kindOfAddress(host.slice(1, -1))
  if (/^[\d.]+$/.test(host)) return kindOfAddress(host)
  if (/(?:^|\.)localhost$/.test(host)) return 'loopback'
  return LOCAL_NAME.test(host) || !host.includes('.') ? 'private' : 'public'
}
