/** Windows of an account's quota in words. */
import type { Account, QuotaWindow, Reading } from '../../api/types.ts'
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

/** `4,000 of 10,000 tokens left`; of shares, how much is used; where nothing is known, that. */
export function leftWords(
  { unit, capacity, used, usable, used_ratio, renewal }: QuotaWindow,
  account: Account,
): string {
  if (renewal.kind === 'unlimited') return t.account.unlimited
  if (unit === 'percent')
    return used_ratio === null ? t.quota.unknown : t.account.usedPercent(Math.round(used_ratio * 100))
  const round = (n: number) => amount(Math.round(n * 100) / 100)
  const words = t.quota.units[unit]
  if (usable === null) return used === null ? t.quota.unknown : t.quota.usedOfUnknown(round(used), words)
  return t.quota.leftOf(round(usable), round(capacity ?? account.capacity), words)
}

/** `5 hours 37 % used · Week 61 % used`, of those that hold for the whole account. */
export function windowsInBrief(readings: readonly Reading[]): string {
  return readings
    .filter(({ window, used_percent }) => !window.includes('-') && used_percent !== null)
    .map(reading => `${windowName(reading.window)} ${figureWords(reading)}`)
    .join(' · ')
}
