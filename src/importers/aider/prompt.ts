/** What a person typed: words for the model, or a command for Aider or the shell. */

export interface Prompt {
  readonly text: string
  /** Said to the model. */
  readonly human: boolean
  /** Run in the shell. */
  readonly command?: string
}

/** Commands whose words go to the model. */
const TO_MODEL = /^\/(?:ask|code|architect|context|help)\s+(?=\S)/
const TO_SHELL = /^(?:!|\/(?:run|test|git)\s)\s*(\S[\s\S]*)$/

export function readPrompt(text: string): Prompt {
  const shell = TO_SHELL.exec(text)?.[1]
  if (shell) return { text, human: false, command: text.startsWith('/git') ? `git ${shell}` : shell }
  if (TO_MODEL.test(text)) return { text: text.replace(TO_MODEL, ''), human: true }
  return { text, human: !/^\/[a-z-]+(?:\s|$)/.test(text) && text !== '<blank>' }
}
