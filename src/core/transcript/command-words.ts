/** A command that a call gives as a list of words, as a person would type it. */

const RUN_FLAG = /^-(?:l?i?c|command)$/i

/** `["bash", "-lc", "npm test"]` is `npm test`; other lists are joined; a string stays. */
export function commandWords(command: unknown): string | undefined {
  if (!Array.isArray(command)) return typeof command === 'string' ? command : undefined
  const parts = command.filter(part => typeof part === 'string')
  const flag = parts.findIndex(part => RUN_FLAG.test(part))
  return flag > 0 && flag < parts.length - 1 ? parts.slice(flag + 1).join(' ') : parts.join(' ')
}
