/** Signing in by another site's word. */
import { post } from '../api/queries.ts'

export const PROVIDER_NAMES: Readonly<Record<string, string>> = { github: 'GitHub', google: 'Google' }

/** Leaves the page for the provider's; it sends the person back to `callbackURL`. */
export async function signInWith(provider: string, callbackURL: string): Promise<void> {
  const wish = { provider, callbackURL, errorCallbackURL: '/sign-in' }
  const { data } = await post<{ data: { url: string } }>('/auth/sign-in/social', wish)
  location.assign(data.url)
}
