/** What a deployment gives the Worker and its objects: wrangler.jsonc, and the secrets that `npm run setup:cloudflare` asks for. */
import type { PasswordObject } from './password-object.ts'
import type { WorkspaceObject } from './workspace-object.ts'

export interface Bindings {
  readonly DIRECTORY: D1Database
  readonly WORKSPACE: DurableObjectNamespace<WorkspaceObject>
  readonly PASSWORDS: DurableObjectNamespace<PasswordObject>
  readonly ASSETS: Fetcher
  /** Where each workspace is backed up to at night; nowhere where it is not bound. */
  readonly BACKUPS?: R2Bucket
  /** Where people open it; the address that a request came to where nothing is said: Cloudflare passes on only those that are set up. */
  readonly PAAS_URL?: string
  /** 32 bytes in base64 that secrets are sealed with (docs/guide/secrets.md). */
  readonly PAAS_KEY?: string
  /** Signs cookies. */
  readonly PAAS_SIGN_IN_SECRET?: string
  readonly PAAS_GITHUB_ID?: string
  readonly PAAS_GITHUB_SECRET?: string
  readonly PAAS_GOOGLE_ID?: string
  readonly PAAS_GOOGLE_SECRET?: string
  readonly PAAS_SMTP_URL?: string
  readonly PAAS_MAIL_FROM?: string
  /** `1` where it serves its own machine (`npm run dev:worker`): nobody signs in, and only names of this machine are answered. */
  readonly PAAS_LOCAL?: string
  /** By it commands of that machine are known. */
  readonly PAAS_LOCAL_KEY?: string
}

export const isLocal = ({ PAAS_LOCAL }: Bindings): boolean => PAAS_LOCAL === '1'
