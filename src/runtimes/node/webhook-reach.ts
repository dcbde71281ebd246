/** Where the messages of a server may go, by who can reach it and what its operator allows. */
import type { Reach } from '../../platform/outside-url.ts'

/**
 * `PAAS_WEBHOOK_PRIVATE=1` opens private networks. This machine itself is reached only from a server that nobody else can use:
 * to what listens on loopback, whoever speaks from there is often trusted.
 */
export function webhookReach(env: NodeJS.ProcessEnv, isLocal: boolean): Reach {
  const isPrivate = env.PAAS_WEBHOOK_PRIVATE === '1'
  if (isLocal) return isPrivate ? 'machine-and-network' : 'machine'
  return isPrivate ? 'network' : 'internet'
}
