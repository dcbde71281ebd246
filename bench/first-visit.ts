/** Script that the first visit to the dashboard loads, gzipped: what the page names, and what a browser then asks for. */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { chromium } from 'playwright-core'
import { startServer } from '../src/runtimes/node/server.ts'
import { CHROMIUM_ARGS, chromiumPath } from '../test/support/chromium.ts'
import { type Figure, inFolder, runAlone } from './measure.ts'

const DIST = fileURLToPath(new URL('../web/dist', import.meta.url))
const IN_PAGE = /<script\b[^>]*\bsrc="([^"]+)"|<link\b[^>]*\brel="modulepreload"[^>]*\bhref="([^"]+)"/g
/** `import … from "./x.js"`, `export … from "./x.js"`, `import "./x.js"`; an `import("./x.js")` comes later. */
const STATIC_IMPORT = /\b(?:import|from)\s*["'](\.{1,2}\/[^"']+\.js)["']/g

function addWithImports(path: string, found: Set<string>): void {
  if (found.has(path)) return
  found.add(path)
  const text = readFileSync(join(DIST, path), 'utf8')
  for (const [, wanted = ''] of text.matchAll(STATIC_IMPORT)) addWithImports(join(dirname(path), wanted), found)
}

function namedByPage(): Set<string> {
  const found = new Set<string>()
  for (const [, src, href] of readFileSync(join(DIST, 'index.html'), 'utf8').matchAll(IN_PAGE)) {
    addWithImports(((src ?? href) as string).replace(/^\.?\//, ''), found)
  }
  return found
}

/** Every script that a browser asks for until the empty overview stands still. */
async function askedFor(folder: string): Promise<Set<string>> {
  const server = await startServer({ env: { PAAS_DATA_DIR: folder }, port: 0, host: '127.0.0.1' })
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: CHROMIUM_ARGS })
  const found = new Set<string>()
  try {
    const page = await browser.newPage()
    page.on('request', request => {
      if (request.resourceType() === 'script') found.add(new URL(request.url()).pathname.slice(1))
    })
    await page.goto(server.url, { waitUntil: 'networkidle' })
  } finally {
    await browser.close()
    await server.stop()
  }
  return found
}

function weigh(name: string, paths: ReadonlySet<string>): Figure {
  const sizes = [...paths].map(path => gzipSync(readFileSync(join(DIST, path)), { level: 9 }).length)
  const measured = sizes.reduce((sum, size) => sum + size, 0) / 1000
  return { name, measured, unit: 'kB', goal: { atMost: 60 }, note: `${paths.size} files` }
}

await runAlone(import.meta.url, () =>
  inFolder(async folder => {
    if (!existsSync(join(DIST, 'index.html'))) {
      throw new Error('the dashboard is not built: npx vite build --config web/vite.config.ts')
    }
    return [
      weigh('first visit, script that the page names, gzipped', namedByPage()),
      weigh('first visit, all script that a browser asks for, gzipped', await askedFor(folder)),
    ]
  }),
)
