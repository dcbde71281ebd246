/** Finds the long runs of characters that keys are made of: most text has few, and only these are looked into. */

/** No key is shorter. */
const RUN_MIN = 18
const IS_KEY = new Uint8Array(128)
for (const sign of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+/=.:~')
  IS_KEY[sign.charCodeAt(0)] = 1

const isKey = (unit: number) => unit < 128 && IS_KEY[unit] === 1

/** Replaces what `look` makes of each run that is long enough and has a digit or a capital; it gets the run and where it begins. */
export function replaceRuns(text: string, look: (run: string, at: number) => string): string {
  let out = ''
  let told = 0
  let free = 0
  for (let at = RUN_MIN - 1; at < text.length; ) {
    if (!isKey(text.charCodeAt(at))) {
      free = at + 1
      at += RUN_MIN
      continue
    }
    let from = at + 1
    let mixed = false
    while (from > free) {
      const unit = text.charCodeAt(from - 1)
      if (!isKey(unit)) break
      if (unit < 91 && unit > 47) mixed = true
      from--
    }
    let to = at + 1
    while (to < text.length) {
      const unit = text.charCodeAt(to)
      if (!isKey(unit)) break
      if (unit < 91 && unit > 47) mixed = true
      to++
    }
    // A path or an identifier of small letters is no key.
    if (mixed && to - from >= RUN_MIN) {
      const run = text.slice(from, to)
      const clean = look(run, from)
      if (clean !== run) {
        out += text.slice(told, from) + clean
        told = to
      }
    }
    free = to + 1
    at = to + RUN_MIN
  }
  return told === 0 ? text : out + text.slice(told)
}
