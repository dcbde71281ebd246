/** What Claude Code waits for below every prompt: `paas statusline` as a whole process, against a Node that does nothing. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Figure, inFolder, median, quantile, runAlone, timeMs } from './measure.ts'

const BIN = fileURLToPath(new URL('../bin/paas.mjs', import.meta.url))
const RUNS = 20
const HOUR_S = 3600

/** Each call tells another figure, so that each leaves a reading. */
function told(run: number): string {
  const now = Math.round(Date.now() / 1000)
  return JSON.stringify({
    session_id: 'bench',
    transcript_path: '/home/ayu/.claude/projects/-home-ayu-shop/bench.jsonl',
    cwd: '/home/ayu/shop',
    model: { id: 'claude-opus', display_name: 'Opus' },
    workspace: { current_dir: '/home/ayu/shop', project_dir: '/home/ayu/shop' },
    cost: { total_cost_usd: 1.2 },
    context_window: { used_percentage: 42 },
    rate_limits: {
      five_hour: { used_percentage: run, resets_at: now + 2 * HOUR_S },
      seven_day: { used_percentage: 61, resets_at: now + 60 * HOUR_S },
    },
  })
}

async function measure(root: string): Promise<Figure[]> {
  const env = { ...process.env, PAAS_DATA_DIR: join(root, 'data') }
  const show = (run: number) => spawnSync(process.execPath, [BIN, 'statusline'], { env, input: told(run) })
  const nothing = () => spawnSync(process.execPath, ['-e', '0'], { env, input: '' })
  // The first fills the compile cache.
  if (show(0).status !== 0) throw new Error('paas statusline failed')
  const shown: number[] = []
  const empty: number[] = []
  for (let run = 1; run <= RUNS; run++) {
    empty.push(await timeMs(nothing))
    shown.push(await timeMs(() => show(run)))
  }
  const note = `median of ${RUNS}, worst ${quantile(shown, 1).toFixed(0)} ms; node -e 0: ${median(empty).toFixed(0)} ms`
  return [
    { name: 'paas statusline, a whole process', measured: median(shown), unit: 'ms', goal: { atMost: 100 }, note },
  ]
}

await runAlone(import.meta.url, () => inFolder(measure))
