// Begins a thread: what its code compiles to is kept, as it is for the command itself; a thread does not inherit that.
import { enableCompileCache } from 'node:module'
import { workerData } from 'node:worker_threads'

enableCompileCache()
await import(workerData)
