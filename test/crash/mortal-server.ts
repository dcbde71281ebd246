/** A server in a process of its own that can be killed with SIGKILL at any moment of its life. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

export interface MortalServer {
  /** Where it answers; null where it was killed before it did. */
  readonly url: Promise<string | null>
  kill(): Promise<void>
}

export function spawnServer(folder: string): MortalServer {
  const file = fileURLToPath(new URL('./serve.ts', import.meta.url))
  const child = spawn(process.execPath, [file, folder], { stdio: ['ignore', 'pipe', 'pipe'] })
  let complaint = ''
  child.stderr.on('data', chunk => {
    complaint += chunk
  })
  let killed = false
  const ended = once(child, 'exit')
  const spoke = once(createInterface({ input: child.stdout }), 'line').then(([url]) => url as string)
  const died = ended.then(() => {
    if (killed) return null
    throw new Error(`the server ended by itself: ${complaint}`)
  })
  const url = Promise.race([spoke, died])
  url.catch(() => {})
  died.catch(() => {})
  return {
    url,
    async kill() {
      killed = true
      child.kill('SIGKILL')
      await ended
    },
  }
}
