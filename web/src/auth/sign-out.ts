/** Signs out here, and leaves the page: nothing that was shown stays in it. */
import { post } from '../api/queries.ts'

/** @throws ApiError */
export async function signOut(): Promise<void> {
  await post('/auth/sign-out', {})
  location.replace('/sign-in')
}
