/** Hashes passwords: scrypt takes some 75 ms, more than a request of a Worker may on every plan; an object may take 30 s. */
import { DurableObject } from 'cloudflare:workers'
import type { AuthParts } from '../../directory/auth.ts'
import type { Bindings } from './bindings.ts'

/** Keeps nothing. */
export class PasswordObject extends DurableObject<Bindings> {
  async hash(password: string): Promise<string> {
    const { hashPassword } = await import('better-auth/crypto')
    return hashPassword(password)
  }

  async verify(data: { hash: string; password: string }): Promise<boolean> {
    const { verifyPassword } = await import('better-auth/crypto')
    return verifyPassword(data)
  }
}

/** So many hash at the same time, some thirteen a second each. */
const OBJECTS = 8

export function openPasswords({ PASSWORDS }: Pick<Bindings, 'PASSWORDS'>): NonNullable<AuthParts['password']> {
  const any = () => PASSWORDS.get(PASSWORDS.idFromName(`hash ${Math.floor(Math.random() * OBJECTS)}`))
  return { hash: password => any().hash(password), verify: data => any().verify(data) }
}
