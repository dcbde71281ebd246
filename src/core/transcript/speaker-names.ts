/** Who speaks, by the names that chats use for people and for assistants, in English and Indonesian. */

export type SpeakerRole = 'user' | 'assistant' | 'system' | 'tool'

export interface NamedSpeaker {
  readonly role: SpeakerRole
  /** The word has other uses in a text (`Response`, `Model`): it names a speaker only where no plainer word does. */
  readonly weak: boolean
}

const NAMES: Readonly<Record<string, NamedSpeaker>> = {
  ...named('user', 'user human you me you_said you_asked i_said pengguna anda kamu saya anda_berkata anda_mengatakan'),
  ...named(
    'assistant',
    'assistant ai ai_assistant chatgpt gpt claude claude_code gemini copilot github_copilot cursor',
  ),
  ...named('assistant', 'genspark genspark_ai deepseek perplexity grok mistral le_chat llama qwen kimi codex cascade'),
  ...named('assistant', 'chatgpt_response asisten chatgpt_berkata chatgpt_mengatakan meta_ai bing windsurf notebooklm'),
  ...named('system', 'system'),
  ...named('tool', 'tool'),
  ...weakly('user', 'prompt question q pertanyaan'),
  ...weakly('assistant', 'response answer a bot model agent jawaban'),
}

/** A family's name with its version: `gpt-4o`, `claude_sonnet_4.5`. */
const MODEL =
  /^(claude|gpt|chatgpt|gemini|grok|llama|qwen|deepseek|mistral)(?:[-_](?:v?\d[\w.]*|[a-z]\d+|opus|sonnet|haiku|pro|flash|lite|turbo|mini|nano|ultra|plus|large|coder|chat|codex|instant|preview|latest|thinking))+$/

/** `label` as it stands in the text: `🤖 ChatGPT said:`, `Assistant (gpt-4o)`, `@ana`. */
export function namedSpeaker(label: string): NamedSpeaker | undefined {
  if (label.length > 60) return undefined
  const bare = label
    .replace(/^[^\p{L}@]+/u, '')
    .replace(/\s*[([].*[)\]]\s*:?$/, '')
    .replace(/\s*:\s*$/, '')
    .trim()
    .toLowerCase()
  if (/^@[\w-]+$/.test(bare)) return { role: 'user', weak: false }
  const words = bare.replace(/\s+/g, '_')
  const versionless = words.replace(MODEL, '$1')
  for (const name of [words, words.replace(/_said$/, ''), versionless]) {
    if (Object.hasOwn(NAMES, name)) return NAMES[name]
  }
  return undefined
}

function named(role: SpeakerRole, names: string): Record<string, NamedSpeaker> {
  return Object.fromEntries(names.split(' ').map(name => [name, { role, weak: false }]))
}

function weakly(role: SpeakerRole, names: string): Record<string, NamedSpeaker> {
  return Object.fromEntries(names.split(' ').map(name => [name, { role, weak: true }]))
}
