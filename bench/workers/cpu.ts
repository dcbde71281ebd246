/** What workerd takes of a core, as Linux counts it: its clocks within tell the time, not the work. */
import { readdirSync, readFileSync } from 'node:fs'

/** @returns the processes that this one has started under that name: wrangler's own proxy is one of them. @throws where it is no Linux. */
export function childrenNamed(name: string): number[] {
  const children = readdirSync('/proc/self/task').flatMap(task =>
    readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  )
  return children.filter(pid => readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith(name))
}

/** Milliseconds of one core, all of their threads, since they began. */
export function cpuMsOf(pids: readonly number[]): number {
  const threads = pids.flatMap(pid => readdirSync(`/proc/${pid}/task`).map(thread => `/proc/${pid}/task/${thread}`))
  const nanos = threads.map(thread => Number(readFileSync(`${thread}/schedstat`, 'utf8').split(' ')[0]))
  return nanos.reduce((sum, each) => sum + each, 0) / 1e6
}
