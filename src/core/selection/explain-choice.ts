/** Why this account: the criteria it was chosen by, with their numbers. */

interface Chosen {
  readonly credits_available: number
  readonly specialization: string | null
  readonly recent_sessions: number
}

export function explainChoice(
  account: Chosen,
  wish: { readonly specialization?: string | undefined; readonly minCredits: number },
): string[] {
  const because: string[] = []
  if (wish.specialization) because.push(skillReason(account.specialization, wish.specialization))
  because.push(`${account.credits_available} credits, the most among those free (asked for ${wish.minCredits})`)
  because.push(`${account.recent_sessions} sessions since its last reset`)
  return because
}

function skillReason(has: string | null, wanted: string): string {
  if (has?.trim().toLowerCase() === wanted.toLowerCase()) return `made for ${wanted}`
  if (!has?.trim()) return `no account for ${wanted} is free; this one has no specialization`
  return `no account for ${wanted} is free, nor one without specialization; this one is for ${has}`
}
