/** Takes secrets out of text that leaves: known key shapes, private keys, assignments to secret names, URLs with a password. */

export interface Redacted {
  readonly text: string
  /** How many secrets were replaced. */
  readonly count: number
}

const MARK = '[redacted]'

/** One cheap look before the real patterns: most text holds nothing that could be a secret. */
const HINT =
  /BEGIN|sk-|sk_|rk_|pk_|gh[pousr]_|github_pat|glpat|AKIA|ASIA|AIza|xox|eyJ|npm_|hf_|SG\.|ya29|dop_|shpat|pass|pwd|secret|token|api|key|bearer|basic|cred|auth|:\/\//i

/** Shapes that their vendors document; the whole match goes. */
const SHAPES = new RegExp(
  [
    '-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----[\\s\\S]{0,20000}?(?:-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|$)',
    '\\bsk-(?:ant-|proj-|or-|live-|test-)?[A-Za-z0-9_-]{16,}',
    '\\b[srp]k_(?:live|test)_[A-Za-z0-9]{10,}',
    '\\bgh[pousr]_[A-Za-z0-9]{20,}',
    '\\bgithub_pat_[A-Za-z0-9_]{22,}',
    '\\bglpat-[A-Za-z0-9_-]{18,}',
    '\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b',
    '\\bAIza[A-Za-z0-9_-]{30,}',
    '\\bxox[abeoprs]-[A-Za-z0-9-]{10,}',
    '\\beyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{6,}',
    '\\bnpm_[A-Za-z0-9]{30,}',
    '\\bhf_[A-Za-z0-9]{30,}',
    '\\bSG\\.[A-Za-z0-9_-]{16,}\\.[A-Za-z0-9_-]{16,}',
    '\\bya29\\.[A-Za-z0-9_-]{20,}',
    '\\bdop_v1_[a-f0-9]{32,}',
    '\\bshpat_[a-f0-9]{24,}',
  ].join('|'),
  'g',
)

/** `scheme://user:password@host`: only the password goes, the rest is needed to understand the line. */
const URL_PASSWORD = /\b([a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@'"`<>]{0,80}:)([^\s@/'"`<>]{1,200})(@)/gi

/** `authorization: Bearer …` and the like. */
const BEARER = /\b(bearer|basic)\s+([A-Za-z0-9._~+/=-]{16,})/gi

const SECRET_NAME =
  '(?:(?:password|passwd|passphrase|secret|api[_-]?key|access[_-]?key|private[_-]?key|credential)[\\w-]{0,20}|pwd|token)'
/** A secret-looking name that is given a literal value. Code (`password = readPassword()`) and placeholders stay. */
const ASSIGNED = new RegExp(
  `(${SECRET_NAME}["']?\\s{0,3}(?::=|[=:])\\s{0,3})(["'\`]?)([^\\s"'\`,;(){}<>\\[\\]$]{6,300})\\2(?![\\w(.\\[])`,
  'gi',
)

/** True for a value that a person would call a secret rather than a word, a name or a type. */
function looksLiteral(value: string, quote: string): boolean {
  if (/^(?:true|false|null|none|undefined|string|number|boolean|required|optional|redacted)$/i.test(value)) return false
  if (/^(?:process\.|os\.|env\.|self\.|this\.|ctx\.|config\.|https?:)/.test(value)) return false
  if (/^[*x.…-]+$/i.test(value) || /^\d+$/.test(value)) return false
  const hasDigit = /\d/.test(value)
  const hasSign = /[^A-Za-z0-9_.-]/.test(value)
  if (hasDigit || hasSign) return true
  return quote !== '' && value.length >= 8
}

/**
 * Replaces what looks like a secret by `[redacted]` and counts it. Hashes, UUIDs, identifiers and code that only names a
 * secret survive. Pure; linear in the text.
 */
export function redact(text: string): Redacted {
  if (!HINT.test(text)) return { text, count: 0 }
  let count = 0
  const hide = () => {
    count++
    return MARK
  }
  const out = text
    .replace(SHAPES, hide)
    .replace(URL_PASSWORD, (whole, before: string, secret: string, at: string) =>
      /^[$<{[]/.test(secret) ? whole : before + hide() + at,
    )
    .replace(BEARER, (whole, scheme: string, secret: string) => (/\d/.test(secret) ? `${scheme} ${hide()}` : whole))
    .replace(ASSIGNED, (whole, before: string, quote: string, secret: string) =>
      secret !== MARK && looksLiteral(secret, quote) ? before + quote + hide() + quote : whole,
    )
  return { text: out, count }
}
