/** Keys that nothing announces: long runs of mixed characters, as random as a generator makes them. */

const RUN =
  /(?<![\w+/=.~:-])[A-Za-z0-9][A-Za-z0-9+/_-]{30,160}[A-Za-z0-9]={0,2}(?![\w+/=-])|(?<=[=:])[A-Za-z0-9][A-Za-z0-9+/_-]{30,160}[A-Za-z0-9]={0,2}(?![\w+/=-])/g
/** Bits a character that a key of this length reaches and an identifier does not. */
const BITS_MIN = 4.25
/** What stands before a checksum, a picture or an id that a tool or a host made; a long one may be broken into lines. */
const ANNOUNCED =
  /(?:\bsha\d{1,3}-[\w+/]{0,100}|(?:\bh1|sha\d{1,3}|integrity|digest|checksum|etag|nonce|base64|fingerprint|cursor)["']?\s{0,2}[-:=,]\s{0,2}["']?)$/i
const BEFORE_CHARS = 120
/** Ids that tools give to calls, messages and nodes: random, but worth nothing to anyone. */
const TOOL_ID =
  /^(?:sha\d{1,3}|toolu|call|msg|req|resp|chatcmpl|rs|fc|item|thread|run|file|ses|prt|sess|session|agent|evt|[A-Z]{1,6})[_-]/

/** Replaces what is random in a run that begins at `at` of `text` by what `hide` makes of it. */
export function hideRandom(run: string, text: string, at: number, hide: (kind: string) => string): string {
  if (run.length < 32) return run
  return run.replace(RUN, (key, within: number) =>
    isRandom(key) && !isAnnounced(text, at + within) ? hide('high-entropy') : key,
  )
}

const isAnnounced = (text: string, at: number) =>
  ANNOUNCED.test(text.slice(Math.max(0, at - BEFORE_CHARS), at).replace(/\r?\n/g, ''))

function isRandom(run: string): boolean {
  if (TOOL_ID.test(run)) return false
  let upper = 0
  let lower = 0
  let digits = 0
  /** The longest stretch of letters of one case: words have long ones. */
  let stretch = 0
  let longest = 0
  let kind = 0
  for (let i = 0; i < run.length; i++) {
    const unit = run.charCodeAt(i)
    const now = unit >= 97 ? 1 : unit >= 65 && unit <= 90 ? 2 : 0
    if (now === 1) lower++
    else if (now === 2) upper++
    else if (unit >= 48 && unit <= 57) digits++
    stretch = now !== 0 && now === kind ? stretch + 1 : 1
    kind = now
    if (now !== 0 && stretch > longest) longest = stretch
  }
  // Hashes and UUIDs have one case; names have few digits and long words.
  if (upper < 3 || lower < 3 || digits < 3 || longest > 5) return false
  return bitsOf(run) >= BITS_MIN
}

/** Shannon's bits a character. */
function bitsOf(run: string): number {
  const counts = new Map<string, number>()
  for (const sign of run) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / run.length) * Math.log2(count / run.length)
  return bits
}
