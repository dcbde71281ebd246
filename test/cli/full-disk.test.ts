import { spawn, spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { DEMO_LOG, ended, place } from './paas.ts'

const BIN = fileURLToPath(new URL('../../bin/paas.mjs', import.meta.url))
const canLimit = process.platform !== 'win32' && spawnSync('sh', ['-c', 'ulimit -f 4096']).status === 0

/** Some megabytes of a session, more than the limit below lets the database grow. */
function longLog(): string {
  const [first = '', ask = ''] = readFileSync(DEMO_LOG, 'utf8').split('\n')
  const entry = JSON.parse(ask)
  const lines = Array.from({ length: 1500 }, (_, i) => {
    const content = `request ${i}: ${'make the harbour list load faster, '.repeat(120)}`
    return JSON.stringify({ ...entry, uuid: `full-${i}`, message: { role: 'user', content } })
  })
  return `${[first, ...lines].join('\n')}\n`
}

test.runIf(canLimit)(
  'a disk that fills up during an import is said, nothing is half done, and the rest follows',
  async () => {
    const { paas, file, data } = place()
    writeFileSync(file('long.jsonl'), longLog())
    expect((await paas('db', 'migrate')).code).toBe(0)
    const limited = `ulimit -f 4096; exec "$0" "$@"`
    const words = [process.execPath, BIN, 'import', file('long.jsonl')]
    const env = { ...process.env, PAAS_DATA_DIR: data }
    const full = await ended(spawn('sh', ['-c', limited, ...words], { env }))
    expect(full.code).toBe(1)
    expect(full.err).toMatch(/^error: /m)
    expect((await paas('doctor')).out).toMatch(/✓ Database +whole/)
    const answer = (await paas('import', file('long.jsonl'), '--json')).json().files[0]
    expect(answer.turnsAdded + answer.turnsKnown).toBe(1500)
    expect(answer.turnsKnown % 500).toBe(0)
  },
)
