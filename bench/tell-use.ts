/** Preloaded into a measured command: as it ends, writes what it took of memory and processor into a file. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

const STATUS = '/proc/self/status'

process.on('exit', () => {
  const file = process.env.PAAS_BENCH_USE
  if (!file) return
  // Linux hands a parent's peak on to getrusage of its child; VmHWM is the process's own.
  const own = existsSync(STATUS) ? /VmHWM:\s+(\d+)/.exec(readFileSync(STATUS, 'utf8'))?.[1] : undefined
  const { user, system } = process.cpuUsage()
  const peakBytes = Number(own ?? process.resourceUsage().maxRSS) * 1024
  writeFileSync(file, JSON.stringify({ peakBytes, cpuSeconds: (user + system) / 1e6 }))
})
