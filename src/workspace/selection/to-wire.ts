import type { Candidate } from './choose-account.ts'

/** The five fields that every answer to a choice has. */
export function toWire({ id, account_name, credits_available, specialization, platform }: Candidate) {
  return { id, account_name, credits_available, specialization, platform }
}
