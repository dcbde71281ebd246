/** Which addresses messages may go to. Judges what the address says; where a name leads is not looked up here. */

/** A server on a person's own machine may speak to that machine; one on the network to public addresses only. */
export type Reach = 'machine' | 'internet'

const V4 = /^(\d+)\.(\d+)\.(\d+)\.(\d+)$/
/** First address and prefix length of what is nobody's public address (IANA's special-purpose registry). */
const PRIVATE_V4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
]
const LOCAL_NAME = /(?:^|\.)(?:localhost|local|internal|home\.arpa)$/

/** @returns why the address is refused, for people; null where it is not. */
export function refuseUrl(text: string, reach: Reach): string | null {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url) return 'it is no address'
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'only https is spoken'
  if (url.username !== '' || url.password !== '') return 'a name and a password do not belong into it'
  const host = url.hostname.replace(/\.$/, '')
  if (isLoopback(host)) return reach === 'machine' ? null : 'it is the address of a machine itself'
  if (isPrivate(host)) return 'it is an address of a private network'
  return url.protocol === 'https:' ? null : 'only https is spoken to other machines'
}

/** The URL parser has brought every way of writing an address (0x7f.1, 2130706433) into one form. */
const isLoopback = (host: string): boolean =>
  host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127\./.test(v4Of(host) ?? '')

function isPrivate(host: string): boolean {
  const v4 = v4Of(host)
  if (v4 !== null) return PRIVATE_V4.some(([first, bits]) => inBlock(v4, first, bits))
  if (host.startsWith('[')) return !/^\[[23]/.test(host) || /^\[2002:/.test(host)
  return LOCAL_NAME.test(host) || !host.includes('.')
}

/** `127.0.0.1`, also of an IPv6 address that only wraps one: `[::ffff:7f00:1]`, `[64:ff9b::7f00:1]`. */
function v4Of(host: string): string | null {
  if (V4.test(host)) return host
  const wrapped = /^\[(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})\]$/.exec(host)
  if (!wrapped) return null
  const [high, low] = [wrapped[1], wrapped[2]].map(group => Number.parseInt(group as string, 16)) as [number, number]
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

function inBlock(address: string, first: string, bits: number): boolean {
  const size = 2 ** (32 - bits)
  return Math.floor(numberOf(address) / size) === Math.floor(numberOf(first) / size)
}

const numberOf = (v4: string): number => v4.split('.').reduce((all, part) => all * 256 + Number(part), 0)
