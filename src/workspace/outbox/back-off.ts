/** How long a message waits for its next attempt: 5 seconds, then four times as long each time, half a day at most. */

const FIRST_MS = 5_000
const GROWTH = 4
export const BACK_OFF_MS_MAX = 12 * 3_600_000
/** About a day and a half in all. */
export const ATTEMPTS_MAX = 10

/**
 * @param attempts that have failed.
 * @param seed spreads messages that failed together over a fifth of the time, so that they do not come back together.
 */
export function backOffMs(attempts: number, seed: number): number {
  const wait = Math.min(BACK_OFF_MS_MAX, FIRST_MS * GROWTH ** (attempts - 1))
  const share = ((seed * 2_654_435_761) % 1000) / 1000
  return Math.round(wait * (1 - 0.2 * share))
}
