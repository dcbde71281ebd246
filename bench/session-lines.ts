/** Claude Code sessions made up by hand, in the proportions of real ones: 60 % of the bytes are results of tools. */
import { TOOLS } from './tool-uses.ts'
import { code, hex, pick, prose, seeded, uuid } from './words.ts'

type Json = Record<string, unknown>

const START = Date.parse('2026-09-01T08:00:00Z')
const MODEL = 'claude-opus-4-5-20251101'

/** The lines of one session, without end: prompts, thinking, words, calls with their results, progress, snapshots. */
export function* sessionLines(seed: number): Generator<string> {
  const random = seeded(seed)
  const sessionId = uuid(random)
  const cwd = `/home/dev/project-${seed}`
  let parentUuid: string | null = null
  let at = START + seed * 86_400_000

  function line(rest: Json, behind: Json = {}): string {
    at += Math.floor(random() * 4000)
    const head = {
      parentUuid,
      isSidechain: false,
      userType: 'external',
      cwd,
      sessionId,
      version: '2.1.5',
      gitBranch: 'main',
    }
    parentUuid = uuid(random)
    return JSON.stringify({ ...head, ...rest, uuid: parentUuid, timestamp: new Date(at).toISOString(), ...behind })
  }
  const said = (id: string, block: Json) => {
    const usage = {
      input_tokens: Math.floor(random() * 50),
      cache_creation_input_tokens: Math.floor(random() * 4000),
      cache_read_input_tokens: Math.floor(random() * 150_000),
      output_tokens: Math.floor(random() * 900),
      service_tier: 'standard',
    }
    const message = {
      model: MODEL,
      id: `msg_${id}`,
      type: 'message',
      role: 'assistant',
      content: [block],
      stop_reason: null,
      usage,
    }
    return line({ message, requestId: `req_${id}`, type: 'assistant' })
  }

  for (;;) {
    yield line({ type: 'user', message: { role: 'user', content: prose(random, 120 + random() * 600) } })
    yield JSON.stringify({
      type: 'file-history-snapshot',
      messageId: parentUuid,
      snapshot: { messageId: parentUuid, trackedFileBackups: {}, padding: hex(random, 500) },
      isSnapshotUpdate: false,
    })
    for (let steps = 5 + Math.floor(random() * 25); steps > 0; steps--) {
      const id = hex(random, 24)
      if (random() < 0.65)
        yield said(id, { type: 'thinking', thinking: prose(random, 200 + random() * 800), signature: hex(random, 900) })
      if (random() < 0.5) yield said(id, { type: 'text', text: prose(random, 80 + random() * 800) })
      const { call, result } = pick(random, TOOLS)(random, cwd)
      yield said(id, { type: 'tool_use', id: `toolu_${id}`, ...call })
      for (let ticks = Math.floor(random() * 3); ticks > 0; ticks--) {
        yield line({
          type: 'progress',
          data: { type: 'bash_progress', output: code(random, 300), elapsedTimeSeconds: ticks },
          toolUseID: `toolu_${id}`,
        })
      }
      if (random() < 0.25)
        yield line({
          type: 'progress',
          data: {
            type: 'agent_progress',
            message: { type: 'assistant', text: code(random, 5500) },
            agentId: hex(random, 7),
          },
        })
      const content = [
        { tool_use_id: `toolu_${id}`, type: 'tool_result', content: result.text, is_error: result.failed ?? false },
      ]
      yield line(
        { type: 'user', message: { role: 'user', content } },
        { toolUseResult: result.details, sourceToolAssistantUUID: parentUuid },
      )
    }
    yield said(hex(random, 24), { type: 'text', text: prose(random, 900) })
    yield line({ type: 'system', subtype: 'turn_duration', durationMs: Math.floor(random() * 90_000), isMeta: false })
  }
}
