/** What the page about people asks for. */
import { queryOptions } from '@tanstack/svelte-query'
import { getOne } from '../../api/http.ts'
import type { Invitation, Member, Token } from '../../api/types.ts'

type Signal = { signal?: AbortSignal }

export const members = () =>
  queryOptions({ queryKey: ['members'], queryFn: ({ signal }: Signal) => getOne<Member[]>('/members', signal) })
export const invitations = () =>
  queryOptions({
    queryKey: ['invitations'],
    queryFn: ({ signal }: Signal) => getOne<Invitation[]>('/invitations', signal),
  })
export const tokens = () =>
  queryOptions({ queryKey: ['tokens'], queryFn: ({ signal }: Signal) => getOne<Token[]>('/tokens', signal) })
