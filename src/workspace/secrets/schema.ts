import { z } from 'zod'
import { time } from '../../http/shapes.ts'
import { Secret } from '../../platform/secret.ts'

const KEY_CHARS_MAX = 4096

export const newKey = z.object({
  key: z
    .string()
    .trim()
    .min(1)
    .max(KEY_CHARS_MAX)
    .regex(/^[\x20-\x7e]+$/, 'one line of plain characters, as the provider shows it')
    .transform(text => new Secret(text))
    .describe('As the provider shows it; sealed before it is written anywhere'),
})

export const accountKey = z.object({
  last4: z.string().nullable().describe('How it ends; null where it is so short that this would tell too much'),
  set_at: time,
  set_by: z.string(),
})
export type AccountKey = z.output<typeof accountKey>

export const revealedKey = z.object({ key: z.string() })

export const keysRotated = z.object({
  sealed_anew: z.number().int().describe('Secrets that are sealed with the new key now'),
  lost: z.number().int().describe('Secrets that no key opens which is held'),
  resumed: z.boolean().describe('true: a rotation that had been begun was finished, no other one begun'),
  keys_dropped: z.number().int().nullable().describe('null: they stand in the environment, for others to leave out'),
})
