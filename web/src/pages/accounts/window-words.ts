/** Windows of an account's quota in words. */
import type { Reading } from '../../api/types.ts'
import { t } from '../../texts/index.ts'
import { amount } from '../../ui/when.ts'

/** `weekly-opus`: the kind, and the model that it is for. */
export function windowName(window: string): string {
  const [kind = '', ...model] = window.split('-')
  const name = t.windows[kind] ?? kind
  return model.length > 0 ? `${name}, ${model.join('-')}` : name
}

export function figureWords({ used_percent, remaining, unit }: Reading): string {
  if (used_percent !== null) return t.account.usedPercent(Math.round(used_percent))
  return remaining === null ? t.account.letsThrough : t.account.remaining(amount(remaining), unit ?? '')
}

/** `5 hours 37 % used · Week 61 % used`, of those that hold for the whole account. */
export function windowsInBrief(readings: readonly Reading[]): string {
  return readings
    .filter(({ window, used_percent }) => !window.includes('-') && used_percent !== null)
    .map(reading => `${windowName(reading.window)} ${figureWords(reading)}`)
    .join(' · ')
}
