/** Secrets that are known by what stands before them: a name, a scheme, a user. */

/** What stands between `scheme://` and the host, where that is a user and a password. */
const USER_PASSWORD = /^([^\s:/@'"`<>]{0,80}:)([^\s@/'"`<>]{1,200})@/
const USER_PASSWORD_CHARS = 290

/** `authorization: Bearer …` and the like. */
const BEARER = /\b(bearer|basic)\s+([A-Za-z0-9._~+/=-]{16,})/gi

const SECRET_NAME =
  '(?:(?:password|passwd|passphrase|secret|api[_-]?key|access[_-]?key|private[_-]?key|credential|auth[_-]?token)[\\w-]{0,20}|pwd|token)'
/** A secret-looking name that is given a literal value. Code (`password = readPassword()`) and placeholders stay. */
const ASSIGNED = new RegExp(
  `(${SECRET_NAME}(?:\\\\?["'])?[ \\t]{0,3}(?::=|[=:])[ \\t]{0,3})((?:\\\\)?["'\`])?([^\\s"'\`,;(){}<>\\[\\]$\\\\]{6,300})(?![\\w(.\\[])`,
  'gi',
)
/** The same on a command line: `--password hunter2`, `-u name:hunter2`. */
const OPTION =
  /(?<![\w-])(--?(?:password|passwd|passphrase|secret|api-?key|access-?key|auth-?token|token)[ =])(["'`]?)([^\s"'`,;(){}<>[\]$-][^\s"'`,;(){}<>[\]$]{5,300})/gi

/** Replaces each value by what `hide` makes of it. */
export function hideNamed(text: string, hide: (kind: string) => string): string {
  return hidePasswords(text, hide)
    .replace(BEARER, (whole, scheme: string, secret: string) =>
      /\d/.test(secret) ? `${scheme} ${hide('authorization')}` : whole,
    )
    .replace(ASSIGNED, (whole, before: string, quote: string | undefined, secret: string) =>
      isLiteral(secret, quote !== undefined) ? before + (quote ?? '') + hide('assignment') : whole,
    )
    .replace(OPTION, (whole, before: string, quote: string, secret: string) =>
      isLiteral(secret, true) ? before + quote + hide('assignment') : whole,
    )
}

/** Of an address only the password goes: the rest is needed to understand the line. */
function hidePasswords(text: string, hide: (kind: string) => string): string {
  let out = ''
  let told = 0
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const said = USER_PASSWORD.exec(text.slice(at + 3, at + 3 + USER_PASSWORD_CHARS))
    if (!said || /^[$<{[*]/.test(said[2]!) || isPlaceholder(said[2]!)) continue
    const from = at + 3 + said[1]!.length
    out += text.slice(told, from) + hide('connection-string')
    told = from + said[2]!.length
  }
  return told === 0 ? text : out + text.slice(told)
}

const isPlaceholder = (value: string) =>
  /^(?:true|false|null|none|undefined|string|number|boolean|required|optional|redacted|password|passwd|pass|secret|token|user|example|changeme|placeholder|your[-_].*|my[-_].*|.*[-_]here)$/i.test(
    value,
  ) || /^[*x.…_-]+$/i.test(value)

/** True for a value that a person would call a secret rather than a word, a name or a type. */
function isLiteral(value: string, quoted: boolean): boolean {
  if (isPlaceholder(value)) return false
  if (/^(?:process\.|os\.|env\.|self\.|this\.|ctx\.|config\.|https?:|\/|\.\/|~\/)/.test(value)) return false
  if (/^\d+$/.test(value) || /^[\^~v]?\d+(?:\.\d+)+(?:-[\w.]+)?$/.test(value) || /^\.?[\w-]+\//.test(value))
    return false
  const hasDigit = /\d/.test(value)
  const hasSign = /[^A-Za-z0-9_.:/-]/.test(value)
  if (hasDigit || hasSign) return true
  return quoted && value.length >= 8 && !/[./:]/.test(value)
}
