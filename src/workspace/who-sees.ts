/**
 * Whose an account is decides who sees what is left on it, and who works on it. One of nobody is shared: everybody does. A
 * personal one is its owner's; to all others, admins and owners of the workspace too, it says only that it is there, and
 * whether it is free. Every figure that is summed or chosen by counts the shared accounts and those of the person who asks.
 */
import type { Principal } from '../platform/call.ts'

/** Null: nobody, as of work that no person holds. Then only what is shared counts. */
export type PersonId = string | null

/** Who asks; of a token, who made it. */
export const personOf = ({ id }: Principal): string => id

/** @param ownerId of an account; null: shared. */
export const isFor = (ownerId: PersonId, person: PersonId): boolean => ownerId === null || ownerId === person

/** SQL over accounts: those that count for a person. @param mark where the person's id is bound. */
export const forPerson = (owner = 'owner_id', mark = '?'): string => `(${owner} IS NULL OR ${owner} = ${mark})`

/** SQL: the ids of the personal accounts of others. Few, or none: asked once a query. */
export const othersAccounts = (mark = '?'): string =>
  `(SELECT id FROM accounts WHERE owner_id IS NOT NULL AND owner_id IS NOT ${mark})`
