/** A server of ours in a process of its own, as it runs for people: `startChild(script, folder)`. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface ServingChild {
  readonly port: number
  readonly pid: number
  stop(): Promise<void>
}

/** @param script beside this file; it prints its port on its first line. */
export async function startChild(script: string, folder: string): Promise<ServingChild> {
  const file = fileURLToPath(new URL(script, import.meta.url))
  const child: ChildProcess = spawn(process.execPath, [file, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream })
  const [port] = (await Promise.race([
    once(lines, 'line'),
    once(child, 'exit').then(() => Promise.reject(new Error(`${script} ended before it served`))),
  ])) as [string]
  return {
    port: Number(port),
    pid: child.pid as number,
    async stop() {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
  }
}
