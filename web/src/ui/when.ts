/** Times and amounts in words, in the language of this visit. */
import { clock } from '../live/clock.svelte.ts'
import { locale } from '../texts/index.ts'

const MINUTE = 60_000
const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 24 * 60 * MINUTE],
  ['month', 30 * 24 * 60 * MINUTE],
  ['day', 24 * 60 * MINUTE],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
]

/** `in 3 hours`, `yesterday`. */
export function fromNow(iso: string): string {
  const away = Date.parse(iso) - clock.now
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  for (const [unit, length] of UNITS) if (Math.abs(away) >= length) return words.format(Math.round(away / length), unit)
  return words.format(Math.trunc(away / MINUTE), 'minute')
}

/** `Tue 24 Nov, 02:00`. */
export function atTime(iso: string): string {
  return new Date(iso).toLocaleString(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
}

/** `2 h 05 min`. */
export function minutesInWords(minutes: number): string {
  const hours = Math.floor(minutes / 60)
  return hours === 0 ? `${minutes} min` : `${hours} h ${String(minutes % 60).padStart(2, '0')} min`
}

export const amount = (n: number) => n.toLocaleString(locale)
export const short = (n: number) => n.toLocaleString(locale, { notation: 'compact', maximumFractionDigits: 1 })
/** `US$0.42`; what is under a cent keeps the figures that tell it from nothing. */
export const dollars = (usd: number) =>
  usd.toLocaleString(locale, {
    style: 'currency',
    currency: 'USD',
    ...(usd < 0.01 && usd > 0 ? { maximumSignificantDigits: 2 } : {}),
  })
