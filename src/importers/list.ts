/** The transcript formats that can be read: one line each. */
import { aider } from './aider/importer.ts'
import { chatgptExport } from './chatgpt-export/importer.ts'
import { claudeAiExport } from './claude-ai-export/importer.ts'
import { claudeCode } from './claude-code/importer.ts'
import { cline } from './cline/importer.ts'
import { codex } from './codex/importer.ts'
import { copilot } from './copilot/importer.ts'
import { geminiCli } from './gemini-cli/importer.ts'
import type { Importer } from './importer.ts'
import { markdownChat } from './markdown-chat/importer.ts'
import { opencode } from './opencode/importer.ts'
import { openhands } from './openhands/importer.ts'
import { pi } from './pi/importer.ts'
import { plainText } from './plain-text/importer.ts'
import { qwenCode } from './qwen-code/importer.ts'
import { specstory } from './specstory/importer.ts'
import { sweAgent } from './swe-agent/importer.ts'

export const importers: readonly Importer[] = [
  claudeCode, //
  codex,
  geminiCli,
  qwenCode,
  copilot,
  pi,
  opencode,
  cline,
  chatgptExport,
  claudeAiExport,
  sweAgent,
  openhands,
  aider,
  specstory,
  markdownChat,
  plainText,
]
