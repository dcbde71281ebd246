/** Whose a network address is, by IANA's special-purpose registries (November 2026). Nothing is looked up. */

/**
 * `never`: link-local, where clouds keep their metadata, and what is no machine's address; nobody has a reason to send there.
 */
export type AddressKind = 'public' | 'loopback' | 'private' | 'never'
type Block = readonly [first: string, bits: number, kind: AddressKind]

/** The first that holds the address counts. */
const BLOCKS_V4: readonly Block[] = [
  // Metadata outside of 169.254: Alibaba's, Oracle's, Azure's.
  ['100.100.100.200', 32, 'never'],
  ['192.0.0.0', 24, 'never'],
  ['168.63.129.16', 32, 'never'],
  ['0.0.0.0', 8, 'never'],
  ['169.254.0.0', 16, 'never'],
  ['224.0.0.0', 3, 'never'],
  ['127.0.0.0', 8, 'loopback'],
  ['10.0.0.0', 8, 'private'],
  ['100.64.0.0', 10, 'private'],
  ['172.16.0.0', 12, 'private'],
  ['192.168.0.0', 16, 'private'],
  ['198.18.0.0', 15, 'private'],
]

/** @param address IPv4 with four numbers, or IPv6 without brackets; whatever is neither is `never`. */
export function kindOfAddress(address: string): AddressKind {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(address)) return kindOfV4(address)
  const groups = groupsOf(address)
  if (!groups) return 'never'
  const wrapped = wrappedV4(groups)
  return wrapped === null ? kindOfV6(groups) : kindOfV4(wrapped)
}

function kindOfV4(address: string): AddressKind {
  return BLOCKS_V4.find(([first, bits]) => inBlock(address, first, bits))?.[2] ?? 'public'
}

function kindOfV6(groups: readonly number[]): AddressKind {
  const [first, second] = groups as [number, number]
  if (groups.slice(0, 7).every(group => group === 0)) return groups[7] === 1 ? 'loopback' : 'never'
  // fd00:ec2::254 is where Amazon keeps metadata, fd20:ce::254 where Google does.
  const isMetadata = groups[7] === 0x254 && (second === 0xec2 || second === 0xce)
  if (first >> 9 === 0b1111110) return isMetadata ? 'never' : 'private'
  // Global unicast is 2000::/3; in it 6to4, Teredo and the documentation's addresses lead elsewhere or nowhere.
  if (first >> 13 !== 1 || first === 0x2002) return 'never'
  return first === 0x2001 && (second < 0x200 || second === 0xdb8) ? 'never' : 'public'
}

/** `127.0.0.1` of an address that only wraps it: `::ffff:7f00:1`, `64:ff9b::7f00:1`; null of any other. */
function wrappedV4(groups: readonly number[]): string | null {
  const start = groups.slice(0, 6).join(':')
  if (start !== '0:0:0:0:0:65535' && start !== `${0x64}:${0xff9b}:0:0:0:0`) return null
  const [high, low] = groups.slice(6) as [number, number]
  return [high >> 8, high & 255, low >> 8, low & 255].join('.')
}

/** The eight groups of an IPv6 address; the URL parser brings every way of writing it into one form. */
function groupsOf(address: string): number[] | null {
  if (!address.includes(':') || !URL.canParse(`http://[${address}]`)) return null
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::')
  const before = numbersOf(head)
  const after = numbersOf(tail ?? '')
  return [...before, ...new Array<number>(8 - before.length - after.length).fill(0), ...after]
}

const numbersOf = (groups: string): number[] =>
  groups === '' ? [] : groups.split(':').map(group => Number.parseInt(group, 16))

function inBlock(address: string, first: string, bits: number): boolean {
  const size = 2 ** (32 - bits)
  return Math.floor(numberOf(address) / size) === Math.floor(numberOf(first) / size)
}

const numberOf = (v4: string): number => v4.split('.').reduce((all, part) => all * 256 + Number(part), 0)
