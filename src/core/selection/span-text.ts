const MINUTE_MS = 60_000
const HOUR_MINUTES = 60
const DAY_MINUTES = 24 * HOUR_MINUTES

/** `45 min`, `5 h 20 min`, `3 days 4 h`: the two greatest, rounded down. */
export function spanText(ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / MINUTE_MS))
  if (minutes < HOUR_MINUTES) return `${minutes} min`
  const hours = Math.floor(minutes / HOUR_MINUTES)
  if (minutes < DAY_MINUTES) return two(`${hours} h`, minutes % HOUR_MINUTES, 'min')
  const days = Math.floor(minutes / DAY_MINUTES)
  return two(days === 1 ? '1 day' : `${days} days`, hours % 24, 'h')
}

const two = (great: string, small: number, unit: string) => (small === 0 ? great : `${great} ${small} ${unit}`)
