/** Passkeys, through the browser's own WebAuthn. */
import { call, getOne } from '../api/http.ts'

export const canUsePasskeys = (): boolean =>
  typeof PublicKeyCredential !== 'undefined' && 'parseRequestOptionsFromJSON' in PublicKeyCredential

/** @throws DOMException where the person or the browser says no; ApiError where the server does. */
export async function signInWithPasskey(): Promise<void> {
  const options = await getOne<PublicKeyCredentialRequestOptionsJSON>('/auth/passkey/generate-authenticate-options')
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options)
  const credential = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential
  await call('POST', '/auth/passkey/verify-authentication', { body: { response: credential.toJSON() } })
}

/** @throws DOMException where the person or the browser says no; ApiError where the server does. */
export async function addPasskey(name: string): Promise<void> {
  const options = await getOne<PublicKeyCredentialCreationOptionsJSON>('/auth/passkey/generate-register-options')
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options)
  const credential = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential
  await call('POST', '/auth/passkey/verify-registration', { body: { response: credential.toJSON(), name } })
}
