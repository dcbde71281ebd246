/** Figures as people read them. */

export const count = (n: number, one: string, many = `${one}s`): string => `${grouped(n)} ${n === 1 ? one : many}`

/** 12,345. Not `toLocaleString`: its first call loads a third of a second of language data. */
export const grouped = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',')

/** 950 B, 12 kB, 4.2 MB */
export function bytes(n: number): string {
  if (n < 1000) return `${n} B`
  if (n < 1_000_000) return `${Math.round(n / 1000)} kB`
  return n < 1_000_000_000 ? `${(n / 1_000_000).toFixed(1)} MB` : `${(n / 1_000_000_000).toFixed(2)} GB`
}

/** 980, 12.4k, 3.1M */
export function short(n: number): string {
  if (n < 1000) return String(n)
  return n < 1_000_000 ? `${(n / 1000).toFixed(1)}k` : `${(n / 1_000_000).toFixed(1)}M`
}

/** 45 s, 12 min, 3 h 5 min, 2 d 4 h */
export function span(ms: number): string {
  const minutes = Math.round(Math.abs(ms) / 60_000)
  if (minutes < 1) return `${Math.round(Math.abs(ms) / 1000)} s`
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`
  return hours % 24 ? `${Math.floor(hours / 24)} d ${hours % 24} h` : `${Math.floor(hours / 24)} d`
}

/** 37 %, of 0..1; what is not certain never reads so. */
export function likelihood(ratio: number): string {
  if (ratio > 0.99 && ratio < 1) return 'over 99 %'
  return ratio < 0.01 && ratio > 0 ? 'under 1 %' : `${Math.round(100 * ratio)} %`
}

/** A bar of so many cells for 0..1. */
export function gauge(ratio: number, cells = 12): string {
  const full = ratio <= 0 ? 0 : Math.max(1, Math.round(Math.min(1, ratio) * cells))
  return '█'.repeat(full) + '░'.repeat(cells - full)
}

export const clip = (text: string, max: number): string => (text.length <= max ? text : `${text.slice(0, max - 1)}…`)

/** A time of the wire, in the words of this machine's clock: `today at 17:30`, `tomorrow at 00:00`, `2026-12-01 at 00:00`. */
export function clockTime(wire: string, now = new Date()): string {
  const at = new Date(wire)
  const two = (n: number) => String(n).padStart(2, '0')
  const clock = `${two(at.getHours())}:${two(at.getMinutes())}`
  const midnight = (day: Date) => new Date(day.getFullYear(), day.getMonth(), day.getDate()).getTime()
  const days = Math.round((midnight(at) - midnight(now)) / 86_400_000)
  if (days === 0) return `today at ${clock}`
  if (days === 1) return `tomorrow at ${clock}`
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} at ${clock}`
}
