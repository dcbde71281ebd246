/** What an error says of a limit that was hit: which window, and when it starts anew. */
import { readResetTime, type Said } from './read-reset-time.ts'

export interface LimitHit {
  /** `5h`, `weekly`, `weekly-opus`…; `unknown` where it is not said. */
  readonly window: string
  /** Epoch milliseconds. */
  readonly resetsAt?: number
  readonly limit?: number
  readonly unit?: string
  readonly plan?: string
}

/** Errors are short; what is longer quotes something. */
const CHARS_MAX = 8000

const HIT = [
  /\b(?:usage|rate|hour|hourly|daily|weekly|monthly|session|opus|sonnet|fable|haiku|extra|request|quota) limits? (?:was |has been |is )?(?:reached|exceeded|hit)\b/i,
  /\b(?:hit|reached|exceed(?:ed)?|exhausted|used up) (?:your|the|its|all (?:of )?your) (?:[\w'’.-]+ ){0,3}(?:limit|quota|capacity)\b/i,
  /\busage_limit_reached\b|\brate_limit_(?:error|exceeded)\b|\binsufficient_quota\b|\bRESOURCE_EXHAUSTED\b/,
  /\bquota (?:was |has been )?(?:exceeded|exhausted|reached)\b|\bresource (?:has been )?exhausted\b/i,
  /\bout of (?:extra )?(?:usage|credits|quota)\b/i,
  /\btoo many requests\b|\b(?:status|code|error|http)\W{1,4}429\b|^\W{0,3}429\b/i,
]
/** The service is full, whoever asks. */
const NOT_THE_ACCOUNT = /MODEL_CAPACITY_EXHAUSTED|no capacity available|\boverloaded/i

const KINDS: readonly (readonly [window: string, words: RegExp])[] = [
  ['minute', /\bper[-_ ]?min(?:ute)?\b|PerMinute|\b[RT]PM\b/i],
  ['5h', /\b(?:5|five)[- ]?h(?:ou)?r?s?(?: \w+)? (?:limit|window|quota)\b|\bsession limit\b/i],
  ['daily', /\bdaily\b|\bper[-_ ]day\b|PerDay|\brequests? (?:a|per) day\b/i],
  ['monthly', /\bmonthly\b|\bper month\b/i],
  ['weekly', /\bweekly\b|\b(?:7|seven)[- ]days?(?: \w+)? (?:limit|window|quota)\b/i],
]

/** Null where the text tells of no limit of an account's. Only to be asked of what a tool says itself. */
export function readLimitText(text: string, said: Said): LimitHit | null {
  if (text.length > CHARS_MAX || NOT_THE_ACCOUNT.test(text) || !HIT.some(hit => hit.test(text))) return null
  const resetsAt = readResetTime(text, said)
  const limit = /"?quotaValue\W{1,6}(\d+)/.exec(text)?.[1]
  const plan = /"?plan_type\W{1,6}(\w+)/.exec(text)?.[1]
  return {
    window: windowOf(text),
    ...(resetsAt !== undefined && !Number.isNaN(resetsAt) && { resetsAt }),
    ...(limit !== undefined && { limit: Number(limit), unit: /requests/i.test(text) ? 'requests' : 'tokens' }),
    ...(plan !== undefined && plan !== 'null' && { plan }),
  }
}

function windowOf(text: string): string {
  const kind = KINDS.find(([, words]) => words.test(text))?.[0] ?? 'unknown'
  const model = modelOf(text)
  return model ? `${kind}-${model}` : kind
}

/** A model's own limit leaves the others. */
function modelOf(text: string): string | undefined {
  const family = /\b(opus|sonnet|haiku|fable)(?: weekly)? limit\b|\bweekly (opus|sonnet|haiku|fable)\b/i.exec(text)
  if (family) return (family[1] ?? family[2])!.toLowerCase()
  const named = /\blimit reached for ([a-z][\w.-]*\d[\w.-]*?)[.,]?(?:\s|$)|"?model\W{1,6}([a-z][\w.-]*\d[\w.-]*)/i.exec(
    text,
  )
  if (named) return (named[1] ?? named[2])!.toLowerCase()
  return /\bon this model\b|PerModel/i.test(text) ? 'model' : undefined
}
