/** What signing in asks for. */
import { queryOptions } from '@tanstack/svelte-query'
import { call } from '../api/http.ts'
import type { SignInWays } from '../api/types.ts'

export const signInWays = () =>
  queryOptions({ queryKey: ['sign-in'], queryFn: ({ signal }) => call<SignInWays>('GET', '/sign-in', { signal }) })
