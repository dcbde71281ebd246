/** Which backups stay: each of the last days, and one a week of the last weeks. */

const DAYS = 7
const WEEKS = 4
const DAY_MS = 86_400_000

interface Dated {
  readonly of: string
  /** `2026-11-24` */
  readonly day: string
}

/** The newest of each database stays, however old it is. */
export function listToForget<T extends Dated>(backups: readonly T[], today: string): T[] {
  const kept = new Set<string>()
  const newestFirst = [...backups].sort((a, b) => b.day.localeCompare(a.day))
  return newestFirst.filter(({ of, day }) => {
    const age = (Date.parse(today) - Date.parse(day)) / DAY_MS
    const slot = age < DAYS ? day : `week ${Math.floor(Date.parse(day) / DAY_MS / 7)}`
    const isNewest = !kept.has(of)
    const stays = isNewest || (age < DAYS + WEEKS * 7 && !kept.has(`${of} ${slot}`))
    kept.add(of)
    if (stays) kept.add(`${of} ${slot}`)
    return !stays
  })
}
