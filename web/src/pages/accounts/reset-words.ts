/** When an account's credits return, in words. */
import type { Account } from '../../api/types.ts'
import { t } from '../../texts/index.ts'
import { fromNow } from '../../ui/when.ts'

export function resetWords(account: Account): string {
  if (account.archived_at) return t.account.archivedSince(fromNow(account.archived_at))
  if (account.refresh === 'unlimited') return t.account.unlimited
  if (account.resets_at === null)
    return account.renewal_kind === 'prepaid'
      ? t.account.neverResets
      : t.account.comesBack(t.quota.kinds[account.renewal_kind])
  return t.account.resets(fromNow(account.resets_at))
}
