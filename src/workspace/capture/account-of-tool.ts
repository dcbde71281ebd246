/** The accounts and projects that sessions of a tool belong to where neither a person nor the log says which. */

interface ToolAccount {
  readonly name: string
  readonly platform: 'claude' | 'chatgpt' | 'gemini' | 'other'
  /** Of tools that know no folders. */
  readonly project?: string
}

const ACCOUNT_OF_TOOL: Record<string, ToolAccount> = {
  'claude-code': { name: 'Claude Code', platform: 'claude' },
  codex: { name: 'Codex', platform: 'chatgpt' },
  'gemini-cli': { name: 'Gemini CLI', platform: 'gemini' },
  'qwen-code': { name: 'Qwen Code', platform: 'other' },
  copilot: { name: 'Copilot', platform: 'other' },
  opencode: { name: 'OpenCode', platform: 'other' },
  pi: { name: 'Pi', platform: 'other' },
  cline: { name: 'Cline', platform: 'other' },
  'chatgpt-export': { name: 'ChatGPT', platform: 'chatgpt', project: 'ChatGPT' },
  'claude-ai-export': { name: 'Claude', platform: 'claude', project: 'Claude.ai' },
  'swe-agent': { name: 'SWE-agent', platform: 'other' },
  openhands: { name: 'OpenHands', platform: 'other' },
  aider: { name: 'Aider', platform: 'other', project: 'Aider' },
}
const ANY_TOOL: ToolAccount = { name: 'Imported chats', platform: 'other' }

export const accountOfTool = (tool: string): ToolAccount => ACCOUNT_OF_TOOL[tool] ?? ANY_TOOL

/** Null where the tool works with any. */
export function platformOfTool(tool: string): string | null {
  const platform = ACCOUNT_OF_TOOL[tool]?.platform ?? 'other'
  return platform === 'other' ? null : platform
}

export const projectOfTool = (tool: string): string | undefined => ACCOUNT_OF_TOOL[tool]?.project
