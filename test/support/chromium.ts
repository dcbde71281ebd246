/** The Chromium that comes with an npm package, unpacked once per version, whole or not at all. */
import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'

const root = dirname(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')))

export async function chromiumPath(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  const folder = join(root, '..', '..', '.cache', `chromium-${version}`)
  const executable = join(folder, 'chrome')
  if (existsSync(executable)) return executable
  mkdirSync(folder, { recursive: true })
  const partial = `${executable}.${process.pid}`
  const packed = createReadStream(join(root, 'bin', 'chromium.br'))
  await pipeline(packed, createBrotliDecompress(), createWriteStream(partial, { mode: 0o755 }))
  renameSync(partial, executable)
  return executable
}

/** Without these it looks for hosts of its maker at every start; the package's own arguments crash at a second context. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
