import { Worker } from 'node:worker_threads'

/** A thread that runs a module beside this one. */
export function startThread(module: './read-thread.ts' | './archive-thread.ts'): Worker {
  const file = new URL(module, import.meta.url).href
  return new Worker(new URL('./thread.mjs', import.meta.url), { workerData: file })
}
