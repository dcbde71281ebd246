/**
 * A route's secrets, in three beats: sealed before it is performed, in one transaction performed, opened after it. Neither the
 * database nor the answers kept for repeated requests ever hold one in the clear.
 */
import { type Kept, lastOf, type Seal, type Sealed } from '../platform/seal.ts'
import { reveal } from '../platform/secret.ts'
import type { Answer } from './mount.ts'
import type { Route } from './route.ts'

export async function performWithSecrets(
  seal: Seal,
  { route, input }: { readonly route: Route; readonly input: unknown },
  perform: (sealed: Sealed | undefined) => Answer,
): Promise<Answer> {
  const sealed = await sealFor(seal, route, input)
  const answer = perform(sealed)
  if (route.reveals === undefined || answer.status >= 400) return answer
  return { ...answer, text: await openWithin(seal, answer.text, route.reveals.split('.')) }
}

async function sealFor(seal: Seal, { seals, draws }: Route, input: unknown): Promise<Sealed | undefined> {
  const sealing = seals?.(input) ?? draws?.()
  if (!sealing) return undefined
  const { secret, place } = sealing
  const mark = seals ? await seal.mark(secret, place) : null
  return { place, sealed: await seal.seal(secret, place), last4: lastOf(secret), mark }
}

// biome-ignore lint/suspicious/noExplicitAny: an answer is walked by the path that its route declares
type Json = any

/** @param path to a `Kept` secret, which gives way to its text; `*` is each of a list. */
async function openWithin(seal: Seal, text: string, path: readonly string[]): Promise<string> {
  const answer: Json = JSON.parse(text)
  const name = path.at(-1) as string
  const holders = path
    .slice(0, -1)
    .reduce<Json[]>((within, step) => within.flatMap(one => (step === '*' ? one : [one[step]])), [answer])
  for (const holder of holders) holder[name] = reveal(await seal.open(holder[name] as Kept))
  return JSON.stringify(answer)
}
