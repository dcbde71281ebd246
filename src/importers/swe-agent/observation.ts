/** What the environment answered, without the state of the editor and the prompt that end it. */

const STATE =
  /(?:^|\n)(?:\(Open file: [^\n]*\)\n)?(?:\(Current directory: [^\n]*\)\n)?(?:\((?:Interactive session|INTERACTIVE)[^\n]*\)\n)?bash-\$\s*$/
const PREFIX = /^(?:OBSERVATION|Observation):\n/

export function outputOf(text: string): string {
  return text.replace(PREFIX, '').replace(STATE, '').trim()
}

const REFUSED =
  /^(?:Your proposed edit has introduced new syntax error|Your edit was not applied|No replacement was performed|Invalid `|Error: |Usage: |No file open|File .+ not found|The path .+ does not exist|EXECUTION TIMED OUT|The command .+ (?:was cancelled because it took|timed out))/

/** The action came to nothing. */
export const isRefused = (output: string): boolean => REFUSED.test(output)
