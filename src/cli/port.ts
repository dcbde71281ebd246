import { Failure } from './failure.ts'

const PORT = 3000

/** @param said by an option, which goes before PORT. */
export function portOf(said: number | undefined, env: NodeJS.ProcessEnv): number {
  const text = env.PORT
  if (said !== undefined) return said
  if (!text) return PORT
  const port = Number(text)
  if (/^\d+$/.test(text) && port <= 65_535) return port
  throw new Failure(`PORT is "${text}", which is no port.`, {
    suggestion: 'Set it to a number from 0 to 65535, or leave it out.',
  })
}
