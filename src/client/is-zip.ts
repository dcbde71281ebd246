/** Tells a zip by its first four bytes; what reads one is large, and loaded only then. */
export const isZip = ([p, k, three, four]: Uint8Array): boolean =>
  p === 0x50 && k === 0x4b && three === 0x03 && four === 0x04
