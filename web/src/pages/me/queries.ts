/** What the page about oneself asks for. */
import { queryOptions } from '@tanstack/svelte-query'
import { getOne } from '../../api/http.ts'
import type { SignInRow } from '../../api/types.ts'

type Signal = { signal?: AbortSignal }

interface Passkey {
  id: string
  name: string | null
  createdAt: string | null
}
interface Way {
  /** `credential` is a password. */
  providerId: string
}

export const signIns = () =>
  queryOptions({
    queryKey: ['sign-ins'],
    queryFn: ({ signal }: Signal) => getOne<SignInRow[]>('/me/sign-ins', signal),
  })
export const passkeys = () =>
  queryOptions({
    queryKey: ['passkeys'],
    queryFn: ({ signal }: Signal) => getOne<Passkey[]>('/auth/passkey/list-user-passkeys', signal),
  })
/** By what the person can sign in, beside passkeys. */
export const ways = () =>
  queryOptions({
    queryKey: ['ways'],
    queryFn: ({ signal }: Signal) => getOne<Way[]>('/auth/list-accounts', signal),
  })
