/**
 * Taking in a whole profile of logs: cold, unchanged, and one line at a time while it is watched.
 * `node bench/watch.ts [--files 3000] [--megabytes 1200] [--home FOLDER]`; --home keeps the profile for the next run.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { CHROMIUM_ARGS, chromiumPath } from '../test/support/chromium.ts'
import { type Figure, inFolder, median, quantile, runAlone, timeMs } from './measure.ts'
import { writeSession } from './profile.ts'
import { sessionLines } from './session-lines.ts'

const { values } = parseArgs({
  options: {
    files: { type: 'string', default: '3000' },
    megabytes: { type: 'string', default: '1200' },
    home: { type: 'string' },
  },
})
const MB = 1e6
const SIZE = { min: 20_000, max: 80 * MB }
const FOLDERS = 60
const UNCHANGED_RUNS = 7
const APPENDS = 40
const IDLE_MS = 20_000
const WATCHED = 500
const paas = fileURLToPath(new URL('../bin/paas.mjs', import.meta.url))

/** So many sizes between 20 kB and 80 MB, most of them small, that add up to about `total` bytes. */
function sizesOf(count: number, total: number): number[] {
  const at = (power: number) =>
    Array.from({ length: count }, (_, i) => SIZE.min + (SIZE.max - SIZE.min) * (1 - i / count) ** power)
  const sum = (sizes: readonly number[]) => sizes.reduce((all, size) => all + size, 0)
  let [low, high] = [1, 4000]
  while (high - low > 0.1) {
    const middle = (low + high) / 2
    if (sum(at(middle)) > total) low = middle
    else high = middle
  }
  return at(high)
}

function writeHome(home: string, files: number, bytes: number): void {
  for (const [i, size] of sizesOf(files, bytes).entries()) {
    const folder = join(home, '.claude', 'projects', `-home-dev-project-${i % FOLDERS}`)
    mkdirSync(folder, { recursive: true })
    writeSession(join(folder, `session-${i}.jsonl`), i, Math.round(size))
  }
}

function bytesIn(folder: string): number {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const stats = names.map(name => statSync(join(folder, name)))
  return stats.reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0)
}

interface Places {
  readonly home: string
  readonly data: string
}

const envOf = ({ home, data }: Places) => ({
  ...process.env,
  HOME: home,
  PAAS_DATA_DIR: data,
  CLAUDE_CONFIG_DIR: join(home, '.claude'),
  CODEX_HOME: join(home, '.codex'),
})

function watchOnce(places: Places): void {
  const { status, stderr } = spawnSync(process.execPath, [paas, 'watch', '--once', '--json'], {
    env: envOf(places),
    encoding: 'utf8',
    maxBuffer: 64 * MB,
  })
  if (status !== 0 && status !== 2) throw new Error(`paas watch ended with ${status}: ${stderr}`)
}

async function startServer(places: Places): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [paas, 'start', '--watch', '--port', '0', '--json'], {
    env: envOf(places),
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  const [line] = (await once(lines, 'line')) as [string]
  return { child, port: Number(new URL((JSON.parse(line) as { url: string }).url).port) }
}

async function untilIndexed(places: Places): Promise<void> {
  const { child, port } = await startServer(places)
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/search?q=anything`)
    const { not_indexed: waiting } = (await answer.json()) as { not_indexed: number }
    if (waiting === 0) break
    await sleep(1000)
  }
  child.kill('SIGTERM')
  await once(child, 'exit')
}

/** Processor seconds of a process so far. */
function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Lines appended to logs that are watched, until the fact of it reaches whoever follows the server. */
async function measureLive(places: Places): Promise<Figure[]> {
  writeHome(places.home, WATCHED, WATCHED * 60_000)
  watchOnce(places)
  const { child, port } = await startServer(places)
  const socket = new WebSocket(`ws://127.0.0.1:${port}/api/live`)
  await once(socket, 'open')
  const logs = readdirSync(places.home, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.jsonl'))
  await sleep(5000)
  const times: number[] = []
  const more = sessionLines(99_991)
  for (let i = 0; i < APPENDS; i++) {
    const log = join(places.home, logs[(i * 37) % logs.length] as string)
    const id = /"sessionId":"([^"]+)"/.exec(readFileSync(log, 'utf8'))?.[1] as string
    const line = (more.next().value as string).replace(/"sessionId":"[^"]+"/, `"sessionId":"${id}"`)
    // What says nothing, as thinking does, becomes no turn.
    if (!/"type":"text"|"role":"user","content":"/.test(line)) continue
    const told = new Promise<void>(resolve => {
      const hear = ({ data }: MessageEvent) => {
        if (!String(data).includes('turns.recorded')) return
        socket.removeEventListener('message', hear)
        resolve()
      }
      socket.addEventListener('message', hear)
    })
    times.push(
      await timeMs(async () => {
        appendFileSync(log, `${line}\n`)
        await Promise.race([told, sleep(2000)])
      }),
    )
    await sleep(150)
  }
  await sleep(3000)
  const before = cpuSeconds(child.pid as number)
  await sleep(IDLE_MS)
  const idle = ((cpuSeconds(child.pid as number) - before) * 100_000) / IDLE_MS
  socket.close()
  const shown = await measureShown(places.home, logs.at(-1) as string, port)
  child.kill('SIGTERM')
  await once(child, 'exit')
  return [
    {
      name: `a line appended to one of ${WATCHED} watched logs, until the dashboard hears of it`,
      measured: median(times),
      unit: 'ms',
      goal: { atMost: 300 },
      note: `median of ${times.length}, worst ${quantile(times, 1).toFixed(0)}`,
    },
    {
      name: '… until it stands on the open page of its session, in Chromium',
      measured: median(shown),
      unit: 'ms',
      goal: { atMost: 300 },
      note: `median of ${shown.length}, worst ${quantile(shown, 1).toFixed(0)}`,
    },
    {
      name: `a server that watches ${WATCHED} logs and has nothing to do`,
      measured: idle,
      unit: '% of a core',
      goal: { atMost: 1 },
      note: `over ${IDLE_MS / 1000} s`,
    },
  ]
}

/** The page of the log's session is open, at its end. */
async function measureShown(home: string, name: string, port: number): Promise<number[]> {
  const log = join(home, name)
  const [first] = readFileSync(log, 'utf8').split('\n', 1) as [string]
  const say = (text: string) =>
    appendFileSync(
      log,
      `${JSON.stringify({ ...JSON.parse(first), uuid: text, message: { role: 'user', content: text } })}\n`,
    )
  const origin = `http://127.0.0.1:${port}`
  say('The page is open now.')
  await sleep(1000)
  const { data } = (await (await fetch(`${origin}/api/sessions?status=in_progress&limit=1000`)).json()) as {
    data: { id: number; source_file: string }[]
  }
  const browser = await chromium.launch({ executablePath: await chromiumPath(), args: CHROMIUM_ARGS })
  try {
    const page = await browser.newPage()
    await page.goto(`${origin}/sessions/${data.find(session => session.source_file === log)?.id}`)
    await page.getByRole('region', { name: 'Brief' }).waitFor()
    const toEnd = page.getByRole('button', { name: /turn/ })
    if (await toEnd.isVisible()) await toEnd.click()
    await page.getByText('The page is open now.').first().waitFor()
    const times: number[] = []
    for (let i = 0; i < APPENDS; i++) {
      const text = `Sentence ${i} of those that come.`
      times.push(
        await timeMs(async () => {
          say(text)
          await page.getByText(text).first().waitFor()
        }),
      )
      await sleep(200)
    }
    return times
  } finally {
    await browser.close()
  }
}

async function measure(root: string): Promise<Figure[]> {
  const [files, bytes] = [Number(values.files), Number(values.megabytes) * MB]
  const home = values.home ?? join(root, 'home')
  if (!existsSync(home)) writeHome(home, files, bytes)
  const raw = bytesIn(home)
  const places = { home, data: join(root, 'data') }
  const cold = await timeMs(() => watchOnce(places))
  const unchanged: number[] = []
  for (let run = 0; run < UNCHANGED_RUNS; run++) unchanged.push(await timeMs(() => watchOnce(places)))
  await untilIndexed(places)
  const kept = bytesIn(places.data)
  rmSync(places.data, { recursive: true })
  const live = await measureLive({ home: join(root, 'live'), data: join(root, 'live-data') })
  const profile = `${files} logs, ${(raw / MB).toFixed(0)} MB`
  return [
    {
      name: `${profile}: into the database and the archive, cold`,
      measured: raw / MB / (cold / 1000),
      unit: 'MB/s',
      goal: { atLeast: 80 },
      note: `${(cold / 1000).toFixed(1)} s, one run, start included`,
    },
    {
      name: `${profile}: unchanged, again`,
      measured: median(unchanged),
      unit: 'ms',
      goal: { atMost: 300 },
      note: `median of ${UNCHANGED_RUNS}, whole process`,
    },
    {
      name: 'database and archive together, of the raw logs',
      measured: (kept / raw) * 100,
      unit: '%',
      goal: { atMost: 60 },
      note: `${(kept / MB).toFixed(0)} MB, the index of the search complete`,
    },
    ...live,
  ]
}

await runAlone(import.meta.url, () => inFolder(measure))
