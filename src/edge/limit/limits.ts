/** How often anybody may ask a server that is open to the network. */
import { type Problem, problemsOf } from '../../core/problem.ts'
import { networkOf } from '../../platform/address.ts'
import { openBuckets } from './buckets.ts'

/** Two hundred dashboards behind one address ask some four hundred times a second. */
const FROM_A_NETWORK = { perSecond: 1000, burst: 3000 }
/** One sign-in, or one token. */
const OF_A_VISITOR = { perSecond: 100, burst: 1000 }
/** Tokens and cookies that are worth nothing. */
const REFUSED = { perSecond: 1, burst: 60 }
/** Signing in, joining, asking for a new password: each costs a hash or a mail. */
const SIGNING_IN = { perSecond: 0.5, burst: 60 }

const problem = problemsOf({
  'too-many-requests': (d: { seconds: number }) => ({
    status: 429,
    error: 'Too many requests from there.',
    suggestion: `Ask again in ${d.seconds} s, and more slowly.`,
    retryAfterSeconds: d.seconds,
  }),
})

export interface Limits {
  /** @returns why the next one has to wait; null where it need not. */
  onNetwork(address: string | undefined, now: number): Problem | null
  onVisitor(key: string, now: number): Problem | null
  onRefused(address: string | undefined, now: number): Problem | null
  onSigningIn(address: string | undefined, now: number): Problem | null
}

/** Counted in memory: of this process; on Cloudflare, of each of its machines by itself. */
export function openLimits(): Limits {
  const networks = openBuckets(FROM_A_NETWORK)
  const visitors = openBuckets(OF_A_VISITOR)
  const refused = openBuckets(REFUSED)
  const signingIn = openBuckets(SIGNING_IN)
  const told = (seconds: number | null) => (seconds === null ? null : problem('too-many-requests', { seconds }))
  return {
    onNetwork: (address, now) => told(networks.take(networkOf(address), now)),
    onVisitor: (key, now) => told(visitors.take(key, now)),
    onRefused: (address, now) => told(refused.take(networkOf(address), now)),
    onSigningIn: (address, now) => told(signingIn.take(networkOf(address), now)),
  }
}
