/** Every figure we claim, one after the other, each in a process of its own: `node bench/all.ts`. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { printHead } from './measure.ts'

const BENCHES = [
  'select',
  'claims',
  'pool/index',
  'batch',
  'midnight',
  'rotate',
  'start',
  'overload',
  'import',
  'watch',
  'search',
  'first-visit',
  'durability',
  'archive',
  'brief-speed',
  'tokenizer',
  'usage',
  'statusline',
  'forecast',
  'forecast-pool',
  'activity',
  'team',
  'workers',
  'scale',
]

printHead()
let failed = false
for (const name of BENCHES) {
  const file = fileURLToPath(new URL(`./${name}.ts`, import.meta.url))
  const { status } = spawnSync(process.execPath, [file], {
    stdio: 'inherit',
    env: { ...process.env, PAAS_BENCH_HEADLESS: '1' },
  })
  if (status === 0) continue
  failed = true
  console.log(`${name.padEnd(58)}  could not be measured: see above`)
}
process.exitCode = failed ? 1 : 0
