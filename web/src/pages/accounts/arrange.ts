/** Which accounts are shown and in what order. */
import { type AnyAccount, isSeen } from '../../api/types.ts'

export const SORTS = ['credits', 'name', 'reset', 'used'] as const
export type Sort = (typeof SORTS)[number]

export interface Arrangement {
  text: string
  status: string
  platform: string
  sort: Sort
}

/** What a blocked account has left is no use to anyone, nor what somebody else has. */
const usable = (account: AnyAccount) => {
  if (account.status === 'blocked' || !isSeen(account)) return -1
  return account.refresh === 'unlimited' ? Number.MAX_SAFE_INTEGER : account.credits_available
}

const ORDERS: Record<Sort, (a: AnyAccount, b: AnyAccount) => number> = {
  credits: (a, b) => usable(b) - usable(a) || ORDERS.name(a, b),
  name: (a, b) => a.account_name.localeCompare(b.account_name, undefined, { numeric: true }),
  reset: (a, b) => (a.resets_at ?? '9').localeCompare(b.resets_at ?? '9') || ORDERS.name(a, b),
  used: (a, b) => (b.last_used_at ?? '').localeCompare(a.last_used_at ?? '') || ORDERS.name(a, b),
}

export function arrange(accounts: readonly AnyAccount[], { text, status, platform, sort }: Arrangement): AnyAccount[] {
  const wanted = text.trim().toLowerCase()
  return accounts
    .filter(
      account =>
        (status === '' || account.status === status) &&
        (platform === '' || account.platform === platform) &&
        (wanted === '' ||
          `${account.account_name} ${account.specialization ?? ''} ${account.account_email ?? ''} ${account.notes ?? ''}`
            .toLowerCase()
            .includes(wanted)),
    )
    .sort(ORDERS[sort])
}
