/** What all figures share: medians, temporary folders, and one plain way to print. */
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'

export interface Figure {
  readonly name: string
  readonly measured: number
  readonly unit: string
  /** Absent where the figure is told without a goal. */
  readonly goal?: { readonly atMost: number } | { readonly atLeast: number }
  /** How it was come by: runs, spread. */
  readonly note?: string
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** @param share 0..1 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** Milliseconds that `work` takes. */
export async function timeMs(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** A folder of its own, gone afterwards. On a real disk: `/tmp` may be memory, then set TMPDIR. */
export async function inFolder<T>(work: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'paas-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const isMet = ({ measured, goal }: Figure): boolean | null => {
  if (!goal) return null
  return 'atMost' in goal ? measured <= goal.atMost : measured >= goal.atLeast
}

const plain = (value: number) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3))

function line(figure: Figure): string {
  const { name, measured, unit, goal, note } = figure
  const wanted = goal ? ('atMost' in goal ? `≤ ${goal.atMost} ${unit}` : `≥ ${goal.atLeast} ${unit}`) : '-'
  const met = isMet(figure)
  const cells = [name.padEnd(58), `${plain(measured)} ${unit}`.padStart(14), wanted.padStart(14)]
  return `${cells.join('  ')}  ${met === null ? ' - ' : met ? 'yes' : 'NO '}  ${note ?? ''}`.trimEnd()
}

export function printHead(): void {
  const load = loadavg()[0]?.toFixed(1)
  console.log(`${availableParallelism()} cores, Node ${process.versions.node}, load ${load} as this began`)
  console.log(`${'figure'.padEnd(58)}  ${'measured'.padStart(14)}  ${'goal'.padStart(14)}  met  how`)
}

export type Bench = () => Promise<Figure[]>

/** Runs it where its file is the command; where it is imported, nothing. */
export async function runAlone(url: string, bench: Bench): Promise<void> {
  if (url !== pathToFileURL(process.argv[1] ?? '').href) return
  if (!process.env.PAAS_BENCH_HEADLESS) printHead()
  for (const figure of await bench()) console.log(line(figure))
}
