/** What it takes to say who asks, in the Worker and in a workspace's object. */
import { type ReadSession, sessionReader } from '../../directory/session-cookie.ts'
import type { Gate } from '../../edge/admit.ts'
import type { VisitorMemory } from '../../edge/remember-visitors.ts'
import type { DirectorySql } from '../../platform/directory-sql.ts'
import { type Bindings, isLocal } from './bindings.ts'

/** @param origin that the request came to. */
export function openGate(env: Bindings, origin: string, visitors: VisitorMemory): Gate {
  return {
    sql: directoryOf(env),
    clock: Date.now,
    visitors,
    url: urlOf(env, origin),
    readSession: readSession(env),
    localKey: env.PAAS_LOCAL_KEY ?? null,
  }
}

/** Null where it serves its own machine. */
export const urlOf = (env: Bindings, origin: string): string | null => (isLocal(env) ? null : (env.PAAS_URL ?? origin))

export const directoryOf = ({ DIRECTORY }: Bindings): DirectorySql => DIRECTORY as unknown as DirectorySql

function readSession(env: Bindings): ReadSession | null {
  return isLocal(env) || !env.PAAS_SIGN_IN_SECRET ? null : sessionReader(env.PAAS_SIGN_IN_SECRET)
}

/** Cloudflare tells it, and lets nobody else tell it. On a machine of one's own everybody comes from there. */
export const addressOf = (env: Bindings, headers: Headers): string | undefined =>
  isLocal(env) ? '127.0.0.1' : (headers.get('cf-connecting-ip') ?? undefined)
