/** The accounts that sessions of a tool belong to where nobody says which. */

interface ToolAccount {
  readonly name: string
  readonly platform: 'claude' | 'chatgpt' | 'gemini' | 'other'
}

const ACCOUNT_OF_TOOL: Record<string, ToolAccount> = {
  'claude-code': { name: 'Claude Code', platform: 'claude' },
  codex: { name: 'Codex', platform: 'chatgpt' },
  'gemini-cli': { name: 'Gemini CLI', platform: 'gemini' },
}
const ANY_TOOL: ToolAccount = { name: 'Imported chats', platform: 'other' }

export const accountOfTool = (tool: string): ToolAccount => ACCOUNT_OF_TOOL[tool] ?? ANY_TOOL

/** Null where the tool works with any. */
export const platformOfTool = (tool: string): string | null => ACCOUNT_OF_TOOL[tool]?.platform ?? null
