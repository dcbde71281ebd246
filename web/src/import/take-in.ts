/** Takes files in, from anywhere in the dashboard; what reads them is loaded when there is something to read. */
import { droppedFiles } from './dropped-files.ts'

export async function takeIn(files: readonly File[]): Promise<void> {
  const { queue } = await import('./queue.svelte.ts')
  queue.add(files)
}

export const takeInDropped = (transfer: DataTransfer): Promise<void> => droppedFiles(transfer).then(takeIn)
